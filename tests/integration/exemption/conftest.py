"""An entry with a public file, the people around it, and what they do to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests import helpers
from werkzeug.datastructures import FileStorage

CONTENT = "nama,diagnosa\nrahasia-kenari,demam\n"

REASONS = {
    "exemption_grounds": ["h"],
    "exemption_legal_basis": [
        {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
    ],
    "exemption_consequence_open": "Mengungkap riwayat kesehatan pasien.",
    "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
    "exemption_period_type": "tanggal",
    "exemption_start": "2025-01-10",
    "exemption_end": "2030-01-10",
}
TEST = {
    "consequence_test_number": "180/UK/2025",
    "consequence_test_date": "2025-01-06",
    "consequence_test_place": "Bontang",
    "exemption_consequence_open": "Mengungkap riwayat kesehatan pasien.",
    "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
    "attendees": "PPID Utama; PPID Pelaksana Dinas Kesehatan; Bagian Hukum",
}
DECISION = {
    "exemption_decision_number": "188/PPID/2025",
    "exemption_decision_date": "2025-01-10",
    "exemption_decision_official": "PPID Utama",
}


@pytest.fixture
def utama(person):
    return person("kota-bontang", role="admin")


@pytest.fixture
def officer(person):
    return person("dinkes", role="editor")


@pytest.fixture
def stranger(person):
    return person("disdukcapil", role="editor")


def table(name: str = "pasien.csv", content: str = CONTENT) -> FileStorage:
    return FileStorage(io.BytesIO(content.encode()), name, content_type="text/csv")


@pytest.fixture
def entry(act, publish, open_record) -> dict[str, Any]:
    """Return a published entry of Dinkes with an uploaded file and a link."""
    made = publish(open_record, name="pasien-2025", owner_org="dinkes", private=False)
    act("resource_create", package_id=made["id"], name="Pasien", format="CSV", upload=table())
    act("resource_create", package_id=made["id"], name="Tautan", url="https://example.go.id/x")
    return act("package_show", id=made["id"])


@pytest.fixture
def move_of() -> Callable[[str], Callable[..., dict[str, Any]]]:
    """Return what makes a move of an entry's exemption as a person."""

    def of(entry_id: str) -> Callable[..., dict[str, Any]]:
        def call(who: Any, step: str, **given: Any) -> dict[str, Any]:
            caller = {"user": who.name, "ignore_auth": False}
            return helpers.call_action(f"ppid_exemption_{step}", caller, id=entry_id, **given)

        return call

    return of


@pytest.fixture
def move(entry, move_of) -> Callable[..., dict[str, Any]]:
    """Make a move of the entry's exemption as a person."""
    return move_of(entry["id"])


@pytest.fixture
def closed(move, officer) -> dict[str, Any]:
    """Have an officer propose to exempt the whole entry."""
    return move(officer, "propose", exemption_status="dikecualikan-seluruhnya", **REASONS)


@pytest.fixture
def decided(move, closed, utama) -> dict[str, Any]:
    """Have the exemption tested and decided."""
    move(utama, "test", **TEST)
    return move(utama, "decide", outcome="dikecualikan-seluruhnya", **DECISION)
