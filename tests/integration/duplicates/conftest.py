"""Two bodies that tell the same, each in a table of its own, and who may look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers

from ckanext.ppidbontang.model import NotDuplicate

Record = dict[str, Any]


@pytest.fixture
def utama(person):
    return person("kota-bontang", role="admin")


@pytest.fixture
def officer(person):
    return person("disdukcapil", role="admin")


@pytest.fixture(autouse=True)
def no_marks(clean_portal: None) -> Iterator[None]:
    """Leave no pair marked."""
    yield
    model.Session.rollback()
    model.Session.execute(sa.delete(NotDuplicate))
    model.Session.commit()


@pytest.fixture
def arrivals(publish, open_record) -> Callable[..., Record]:
    """Publish what two bodies know of who moved to the city, each in its words."""

    def make(body: str, **changes: Any) -> Record:
        record = {**open_record, "name": f"{body}-datang", "owner_org": body}
        title = {"disdukcapil": "Penduduk Datang per Kelurahan 2018"}.get(
            body, "Jumlah Penduduk Datang menurut Kelurahan Tahun 2018"
        )
        period = {"period_start": "2018", "period_end": "2018"}
        return publish({**record, "title": title, **period, **changes})

    return make


@pytest.fixture
def table(act: Callable[..., Any]) -> Callable[..., str]:
    """Give an entry a table in the DataStore, with a row for each village."""

    def make(entry: Record, column: str, **people: int) -> str:
        rows = [
            {"Kelurahan": name.replace("_", " "), column: number, "kode": f"64.{at}", "tahun": 2018}
            for at, (name, number) in enumerate(people.items())
        ]
        kinds = {"Kelurahan": "text", "kode": "text", column: "numeric", "tahun": "int"}
        made = act(
            "datastore_create",
            resource={"package_id": entry["id"], "name": "Tabel", "format": "CSV"},
            fields=[{"id": name, "type": kind} for name, kind in kinds.items()],
            records=rows,
            force=True,
        )
        return made["resource_id"]

    return make


@pytest.fixture
def ask() -> Callable[..., Any]:
    """Call an action as a person, or as nobody."""

    def call(action: str, who: Any = None, **asked: Any) -> Any:
        context = {"user": who.name if who else "", "ignore_auth": False}
        return helpers.call_action(action, context, **asked)

    return call
