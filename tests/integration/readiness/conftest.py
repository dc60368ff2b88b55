"""Bodies that hold something, people who may look, and a DataStore with tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.redis import connect_to_redis
from ckan.tests import helpers

from ckanext.ppidbontang.model import LinkCheck, Readiness
from ckanext.ppidbontang.readiness import figures

Record = dict[str, Any]


@pytest.fixture
def utama(person):
    return person("kota-bontang", role="admin")


@pytest.fixture
def officer(person):
    return person("dinkes", role="editor")


@pytest.fixture
def stranger(person):
    return person("disdukcapil", role="admin")


@pytest.fixture(autouse=True)
def no_figures(clean_portal: None) -> Iterator[None]:
    """Begin without figures that were kept or written down, and leave none."""
    forget()
    yield
    model.Session.rollback()
    for table in (Readiness, LinkCheck):
        model.Session.execute(sa.delete(table))
    model.Session.commit()
    forget()


def forget() -> None:
    connect_to_redis().delete(figures._key())


@pytest.fixture
def full_record(open_record: Record) -> Record:
    """Return an open entry of Dinkes that owes nothing itself."""
    return {
        **open_record,
        "name": "kunjungan-puskesmas",
        "title": "Kunjungan Puskesmas",
        "owner_org": "dinkes",
        "controlling_unit": "Sekretariat Dinas Kesehatan",
        "issuing_official": "Kepala Dinas Kesehatan",
        "created_on": "2025-06",
        "created_place": "Bontang",
        "available_forms": ["elektronik"],
        "retention": "5 tahun",
        "update_frequency": "insidental",
        "unit": "kunjungan",
    }


@pytest.fixture
def table_of(act: Callable[..., Any]) -> Callable[..., Record]:
    """Give an entry a table in the DataStore."""

    def make(entry: str, *columns: str) -> Record:
        return act(
            "datastore_create",
            resource={"package_id": entry, "name": "Tabel", "format": "CSV"},
            fields=[{"id": column, "type": "text"} for column in columns],
            records=[dict.fromkeys(columns, "isi")],
            force=True,
        )

    return make


@pytest.fixture
def ask() -> Callable[..., Any]:
    """Call an action as a person, or as nobody."""

    def call(action: str, who: Any = None, **asked: Any) -> Any:
        context = {"user": who.name if who else "", "ignore_auth": False}
        return helpers.call_action(action, context, **asked)

    return call
