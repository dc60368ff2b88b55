"""A reader of the portal's pages, and records to publish. Pages are asked for in English, `/en`."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from tests.integration.pages.html import OBJECTION, REQUEST, Read, Record


@pytest.fixture
def read(app: Any, clean_portal: None) -> Read:
    """Ask for a page and return it as a tree."""

    def get(path: str, status: int = 200, **options: Any) -> BeautifulSoup:
        return BeautifulSoup(app.get(f"/en{path}", status=status, **options).body, "html.parser")

    return get


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the portal know where a citizen asks and objects."""
    monkeypatch.setitem(tk.config, config.REQUEST_URL, REQUEST)
    monkeypatch.setitem(tk.config, config.OBJECTION_URL, OBJECTION)


@pytest.fixture
def announcement(open_record: Record) -> Record:
    """Return a lawful serta-merta announcement."""
    statements = {s.field: f"Pernyataan {s.field}" for s in ANNOUNCEMENT_STATEMENTS}
    return {
        **open_record,
        **statements,
        "name": "peringatan-banjir-rob",
        "title": "Peringatan dini banjir rob",
        "owner_org": "bpbd",
        "information_category": "serta-merta",
        "information_kind": "serta-merta-01",
    }
