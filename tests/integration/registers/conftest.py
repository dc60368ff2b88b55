"""Entries of every sort in the portal, and ways to ask for its registers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

Record = dict[str, Any]
Download = Callable[..., list[Record]]


@pytest.fixture
def filled(
    publish: Callable[..., Record],
    open_record: Record,
    exempt_record: Record,
    partly_exempt: Record,
) -> dict[str, Record]:
    """Fill the portal with one entry of each sort, and one that is not published."""
    made = [
        publish(open_record),
        publish(partly_exempt, title="Penerima bantuan pangan"),
        publish(exempt_record),
        publish(
            open_record,
            name="profil-api-api",
            title="Profil Kelurahan Api-Api",
            owner_org="kel-api-api",
            information_category="berkala",
            information_kind="berkala-01",
            period_start="2023",
            period_end="2024",
        ),
        publish(open_record, name="draf", title="Draf yang belum terbit", private=True),
    ]
    return {entry["name"]: entry for entry in made}


@pytest.fixture
def download(app: Any) -> Download:
    """Return the rows of a register as a spreadsheet program reads its CSV."""

    def get(path: str) -> list[Record]:
        response = app.get(path, status=200)
        text = response.data.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return get
