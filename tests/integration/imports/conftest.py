"""Imports as an officer makes them: a spreadsheet comes in by the action, and the job runs here."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.domain.written.headings import HEADINGS
from ckanext.ppidbontang.imports import running

Found = dict[str, Any]
Row = Mapping[str, Any]

# A lawful row of an officer's list.
ROW = {
    "title": "Profil Dinas Kesehatan 2025",
    "notes": "Tugas, fungsi, dan susunan organisasi.",
    "information_category": "Informasi Berkala",
    "information_kind": "Profil Badan Publik",
    "controlling_unit": "Sekretariat",
    "created_on": "3 Maret 2025",
    "retention": "5 tahun",
    "tags": "kesehatan, profil",
}


def sheet(rows: Iterable[Row], name: str = "daftar.csv") -> FileStorage:
    """Write rows, each a mapping of fields, as the CSV that an Indonesian Excel would."""
    listed = list(rows)
    fields = list(dict.fromkeys(field for row in listed for field in row))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([HEADINGS.get(field, field) for field in fields])
    writer.writerows([row.get(field, "") for field in fields] for row in listed)
    return FileStorage(io.BytesIO(text.getvalue().encode("utf-8-sig")), filename=name)


def many(count: int, **more: Any) -> list[dict[str, Any]]:
    """Return lawful rows of as many entries."""
    return [{**ROW, "title": f"Laporan kegiatan nomor {n}", **more} for n in range(1, count + 1)]


@pytest.fixture
def clean_imports(clean_portal: None) -> Iterator[None]:
    """Take the imports away that a test leaves."""
    yield
    model.Session.rollback()
    model.Session.execute(sa.text("DELETE FROM ppid_import"))
    model.Session.execute(sa.text("DELETE FROM file WHERE storage = 'originals'"))
    model.Session.commit()


@pytest.fixture
def officer(clean_imports: None, person: Callable[..., Any]) -> str:
    """Return the name of an officer of the health office."""
    return person("dinkes").name


@pytest.fixture
def call(clean_imports: None) -> Callable[..., Any]:
    """Call an action as a user."""

    def as_(user: str, action: str, **data: Any) -> Any:
        return tk.get_action(action)({"user": user}, data)

    return as_


@pytest.fixture
def bring(call: Callable[..., Any]) -> Callable[..., Found]:
    """Bring rows, or a file, as a user."""

    def create(user: str, rows: Iterable[Row] | FileStorage, **options: Any) -> Found:
        upload = rows if isinstance(rows, FileStorage) else sheet(rows)
        return call(user, "ppid_import_create", upload=upload, **options)

    return create


@pytest.fixture
def apply(call: Callable[..., Any]) -> Callable[..., Found]:
    """Have an import done, here and now; the queue of the tests has no worker."""

    def work(user: str, found: Found) -> Found:
        call(user, "ppid_import_apply", id=found["id"])
        running.do(found["id"])
        return call(user, "ppid_import_show", id=found["id"])

    return work


def entries() -> dict[str, dict[str, Any]]:
    """Return every entry of the portal by its title."""
    found = helpers.call_action(
        "package_search", {"ignore_auth": True}, rows=1000, include_private=True
    )
    return {entry["title"]: entry for entry in found["results"]}
