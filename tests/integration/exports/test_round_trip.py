"""What goes out as a table comes back: every field of every sort of entry, cell by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import openpyxl
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang import bodies
from ckanext.ppidbontang.documents.hygiene import undefused
from ckanext.ppidbontang.domain.written import values
from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER, HEADINGS
from ckanext.ppidbontang.exports.formats import Format, template, write
from ckanext.ppidbontang.exports.scope import Scope
from ckanext.ppidbontang.imports import running
from tests.documents.sheets import files
from tests.integration.conftest import empty_portal
from tests.integration.pages.test_queries import counted

Record = dict[str, Any]
WHOLE = Scope(opd="", publishers=None)
HEADING_ROW = 2


def document(kind: Format, scope: Scope = WHOLE) -> bytes:
    return b"".join(write(scope, kind))


def rows(kind: Format) -> list[tuple[Any, ...]]:
    """Return the cells below the headings, as a reader of spreadsheets finds them."""
    data = document(kind)
    if kind is Format.XLSX:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        headings, *found = sheet.iter_rows(min_row=HEADING_ROW, values_only=True)
    else:
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
        headings, *found = (tuple(map(undefused, row)) for row in csv.reader(text, delimiter=";"))
    assert headings == tuple(HEADINGS[field] for field in FIELD_ORDER)
    return found


def record(cells: tuple[Any, ...]) -> Record:
    return {field: values.read(field, cell) for field, cell in zip(FIELD_ORDER, cells, strict=True)}


def said(package: Record) -> Record:
    """Return what `package_show` says of an entry, as `package_create` takes it from people."""
    titles = bodies.titles()
    return {
        **{
            field: package.get(field) or ([] if field in values.LISTS else "")
            for field in FIELD_ORDER
        },
        "notes": package["notes"].replace("\r\n", "\n"),
        "owner_org": titles[package["organization"]["name"]],
        "responsible_opd": titles[package["responsible_opd"]],
        "priority_data": str(package.get("priority_data") or "").lower(),
        "private": str(package["private"]).lower(),
        "tags": [tag["name"] for tag in package["tags"]],
        "resources": [{"name": one["name"], "url": one["url"]} for one in package["resources"]],
    }


def test_every_field_comes_back(filled):
    expected = {name: said(package) for name, package in filled.items()}
    assert all(
        any(one[field] for one in expected.values()) for field in FIELD_ORDER if field not in UNSAID
    )
    for kind in (Format.XLSX, Format.CSV):
        found = {one["name"]: one for one in map(record, rows(kind))}
        assert found == expected, kind


# Of a period that ends with a condition nobody states the end.
UNSAID = {"exemption_end"}


def test_a_catalogue_is_read_in_as_many_statements_as_one_entry(filled):
    few = Scope(opd="kel-api-api", publishers=("kel-api-api",))
    sent: dict[tuple[Format, str], int] = {}
    for kind in Format:
        for scope in (few, WHOLE):
            with counted() as statements:
                document(kind, scope)
            sent[kind, scope.opd] = len(statements)
    assert max(sent.values()) <= 3
    assert all(sent[kind, ""] == sent[kind, few.opd] for kind in Format)


@pytest.fixture
def utama(person) -> str:
    return person("kota-bontang", role="admin").name


@pytest.fixture
def bring(filled, with_request_context) -> Iterator[Callable[[str, bytes, str], Record]]:
    """Bring a file as a user, to see what it would change."""

    def create(user: str, data: bytes, name: str) -> Record:
        upload = FileStorage(io.BytesIO(data), filename=name)
        return tk.get_action("ppid_import_create")({"user": user}, {"upload": upload})

    yield create
    model.Session.rollback()
    model.Session.execute(sa.text("DELETE FROM ppid_import"))
    model.Session.execute(sa.text("DELETE FROM file WHERE storage = 'originals'"))
    model.Session.commit()


def test_an_import_of_an_export_changes_nothing(bring, filled, utama, person):
    """Neither for the PPID Utama nor for an officer, who gets the own body's entries."""
    officer, dinkes = person("dinkes").name, Scope(opd="dinkes", publishers=("dinkes",))
    own = sum(entry["organization"]["name"] == "dinkes" for entry in filled.values())
    for kind in (Format.XLSX, Format.CSV):
        for user, scope, count in ((utama, WHOLE, len(filled)), (officer, dinkes, own)):
            found = bring(user, document(kind, scope), f"katalog.{kind.value}")
            told = [(row["name"], row["changes"], row["problems"]) for row in found["rows"]]
            expected = {"create": 0, "change": 0, "unchanged": count, "refuse": 0}
            assert found["counts"] == expected, told


FILE = b"unit,jumlah\nA,1\n"


def test_an_empty_portal_becomes_what_the_export_was_made_of(bring, filled, utama, act):
    """Its uploaded files come along in the ZIP, by their names."""
    upload = FileStorage(io.BytesIO(FILE), "pegawai.csv", content_type="text/csv")
    made = act("resource_create", package_id=filled["profil"]["id"], name="P", upload=upload)
    before, was_shown = stored(filled, act), shown(filled)
    table = document(Format.CSV).replace(made["url"].encode(), b"pegawai.csv")
    empty_portal()
    zipped = files.zipped({"katalog.csv": table, "berkas/pegawai.csv": FILE})
    found = bring(utama, zipped, "katalog.zip")
    assert found["counts"]["create"] == len(filled), [row["problems"] for row in found["rows"]]
    tk.get_action("ppid_import_apply")({"user": utama}, {"id": found["id"]})
    running.do(found["id"])
    assert stored(filled, act) == before
    assert shown(filled) == was_shown
    [file] = act("package_show", id="profil")["resources"]
    assert (file["url_type"], file["size"]) == ("upload", len(FILE))


def stored(names: Iterable[str], act) -> dict[str, Record]:
    """Return what entries say, without the part of a file's address that is new every time."""
    found = {name: said(act("package_show", id=name)) for name in names}
    for entry in found.values():
        for file in entry["resources"]:
            file["url"] = file["url"].rpartition("/download/")[2]
    return found


def shown(names: Iterable[str]) -> set[str]:
    """Return the names of those entries that everybody finds."""
    found = helpers.call_action("package_search", {"user": ""}, rows=100)["results"]
    return {entry["name"] for entry in found}.intersection(names)


def test_an_empty_template_brings_nothing(bring, utama):
    """Neither its examples nor its guide are taken for entries."""
    found = bring(utama, template(), "isian.xlsx")
    assert (found["sheet"], found["total"], found["rows"]) == ("Isian", 0, [])
    assert {column["certainty"] for column in found["columns"]} == {"exact"}
