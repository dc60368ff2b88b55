"""The people of a review, and what they do by the API's own actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS

Record = dict[str, Any]
PAPERS = (
    "consequence_test_number",
    "consequence_test_date",
    "consequence_test_place",
    "exemption_decision_number",
    "exemption_decision_date",
    "exemption_decision_official",
)


@pytest.fixture
def utama(person: Callable[..., Any]) -> Any:
    """Return the PPID Utama."""
    return person("kota-bontang", role="admin")


@pytest.fixture
def officer(person: Callable[..., Any]) -> Any:
    """Return an officer of Disdukcapil."""
    return person("disdukcapil", role="editor")


@pytest.fixture
def does(clean_portal: None) -> Callable[..., Any]:
    """Call an action as a user."""

    def call(user: Any, action: str, **data: Any) -> Any:
        model.Session.rollback()
        return tk.get_action(action)({"user": user.name}, data)

    return call


@pytest.fixture
def is_refused(does: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Call an action that the law must refuse, and return its errors by field."""

    def call(user: Any, action: str, **data: Any) -> dict[str, Any]:
        with pytest.raises(tk.ValidationError) as caught:
            does(user, action, **data)
        return caught.value.error_dict

    return call


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every body publish by itself."""
    monkeypatch.setitem(tk.config, "ckanext.ppidbontang.publication", "direct")


@pytest.fixture
def stored() -> Callable[[str], model.Package]:
    """Return an entry as the database has it."""

    def get(reference: str) -> model.Package:
        model.Session.rollback()
        package = model.Package.get(reference)
        assert package
        model.Session.refresh(package)
        return package

    return get


@pytest.fixture
def urgent_record(open_record: Record) -> Record:
    """Return a lawful serta-merta announcement of Disdukcapil."""
    return {
        **open_record,
        "name": "banjir-rob",
        "title": "Peringatan Dini Banjir Rob",
        "information_category": "serta-merta",
        "information_kind": "serta-merta-01",
        **{statement.field: f"{statement.label}." for statement in ANNOUNCEMENT_STATEMENTS},
    }


@pytest.fixture
def closed_record(exempt_record: Record) -> Record:
    """Return a wholly exempt entry of Disdukcapil, with its papers."""
    return {**exempt_record, "owner_org": "disdukcapil"}


@pytest.fixture
def partial_record(closed_record: Record) -> Record:
    """Return a partly exempt entry of Disdukcapil, with its papers."""
    return {
        **closed_record,
        "name": "data-pengaduan",
        "information_category": "setiap-saat",
        "information_kind": "setiap-saat-03",
        "exemption_status": "dikecualikan-sebagian",
        "exempt_parts": "Nama dan alamat pelapor.",
    }


@pytest.fixture
def proposal(closed_record: Record) -> Record:
    """Return a wholly exempt entry of Disdukcapil as an officer proposes it: without papers."""
    return {name: value for name, value in closed_record.items() if name not in PAPERS}
