"""Odd and hostile files as officers bring them: refused without a trace, or read as they are meant.

The reader is proved in `tests/documents/sheets`; here it is asked once for each sort of file, by
the action, in the process that it reads in.
"""

from __future__ import annotations

import io
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, cast

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.documents.sheets.problems import Problem
from ckanext.ppidbontang.imports import store
from ckanext.ppidbontang.model import Import, ImportRow
from tests.documents.sheets import files
from tests.documents.sheets.test_hostile import LAUGHS
from tests.documents.sheets.test_kinds import ole

pytestmark = pytest.mark.usefixtures("with_request_context")

Said = dict[int, Any]

LISTS = Path(__file__).parents[2] / "data" / "impor"
HEADINGS = ("Judul", "Ringkasan", "Kategori")
TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def line(number: int, *texts: str) -> str:
    """Return the XML of a row of an XLSX, with its texts from column A on."""
    cells = (TEXT.format(f"{chr(65 + n)}{number}", text) for n, text in enumerate(texts))
    return f'<row r="{number}">{"".join(cells)}</row>'


def workbook(*rows: tuple[Any, ...], merges: tuple[str, ...] = ()) -> bytes:
    """Return an XLSX as a program writes it."""

    def fill(book: Workbook) -> None:
        data = book.worksheets[0]
        for row in rows:
            data.append(row)
        for merged in merges:
            data.merge_cells(merged)

    return files.workbook(fill)


def text(*rows: str, encoding: str = "utf-8") -> bytes:
    """Return a CSV with semicolons."""
    return "\r\n".join((";".join(HEADINGS), *rows)).encode(encoding)


BOMB = files.lying_of_size(files.xlsx(line(1, "x")), "xl/worksheets/sheet1.xml", 2**31)
REFUSED = {
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", Problem.PDF),
    "protected by a password": (ole("EncryptedPackage"), Problem.PASSWORD),
    "a ZIP bomb": (BOMB, Problem.UNPACKED_TOO_LARGE),
    "a ZIP bomb in a ZIP": (files.zipped({"daftar.xlsx": BOMB}), Problem.UNPACKED_TOO_LARGE),
    "billion laughs": (
        files.xlsx(line(1, *HEADINGS) + line(2, "&a9;"), doctype=LAUGHS),
        Problem.UNSAFE,
    ),
    "cut off": (files.xlsx(line(1, *HEADINGS))[:-60], Problem.DAMAGED),
    "no encoding": (b"Judul;Ringkasan\nA;\x81\x8d", Problem.ENCODING),
    "nothing": (b"", Problem.EMPTY),
}


def test_what_is_refused_says_why_and_leaves_nothing(bring, officer, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = left()
    for name, (data, problem) in REFUSED.items():
        with pytest.raises(tk.ValidationError) as caught:
            bring(officer, FileStorage(io.BytesIO(data), filename="daftar.xlsx"))
        [message] = cast("list[str]", caught.value.error_dict["upload"])
        words = re.sub(r"\\\{\w+\\\}", ".+", re.escape(tk._(problem.label)))
        assert re.fullmatch(words, message), (name, message)
        assert "daftar.xlsx" in message
        assert left() == before, name
        assert [*tmp_path.iterdir()] == [], name


def left() -> tuple[int, int, set[str]]:
    """Return what there is of imports: how many, their files on record, and those in storage."""
    model.Session.rollback()
    return (
        model.Session.query(Import).count(),
        model.Session.query(model.File).filter_by(storage=vault.STORAGE).count(),
        {*map(str, vault.storage().scan())},
    )


def many_empty_rows() -> bytes:
    styled = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(5, 200_005))
    rows = (line(n, f"Profil {n}", "Isi", "Berkala") for n in (2, 3))
    last = line(200_005, "Profil terakhir", "Isi", "Berkala")
    return files.xlsx(line(1, *HEADINGS) + "".join(rows) + styled + last)


def formulas() -> bytes:
    told = '<c r="A2" t="str"><f>"Pro"&amp;"fil"</f><v>Profil</v></c>'
    failed = '<c r="A3" t="e"><f>Lain!A1</f><v>#REF!</v></c>'
    rest = (
        TEXT.format(f"{column}{{0}}", said) for column, said in (("B", "Isi"), ("C", "Berkala"))
    )
    rest = "".join(rest)
    rows = (f'<row r="{n}">{cell}{rest.format(n)}</row>' for n, cell in ((2, told), (3, failed)))
    return files.xlsx(line(1, *HEADINGS) + "".join(rows))


LATIN = "Profil – “Kafé”;Isi;Berkala"
READ_LATIN = {2: {"title": "Profil – “Kafé”"}}
# What each row says of some fields, or the rule that refuses it.
READ: dict[str, tuple[bytes, Said]] = {
    "200,000 empty rows": (
        many_empty_rows(),
        {n: {"title": f"Profil {told}"} for n, told in ((2, 2), (3, 3), (200_005, "terakhir"))},
    ),
    "two rows of headings": (
        workbook(
            ("DAFTAR INFORMASI PUBLIK",),
            ("No", "Judul", "Ringkasan", "Kategori", "Bentuk Informasi", None),
            (None, None, None, None, "Cetak", "Elektronik"),
            (1, "Profil", "Isi", "Berkala", None, "√"),
            merges=("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"),
        ),
        {4: {"title": "Profil", "available_forms": ["elektronik"]}},
    ),
    "a row twice": (
        text("Profil;Isi;Berkala", "PROFIL ;Lain;Berkala", "Renja;Isi;Berkala"),
        {2: {"title": "Profil"}, 3: "repeated-row", 4: {"title": "Renja"}},
    ),
    "dates of all sorts": (
        workbook(
            (*HEADINGS, "Waktu pembuatan"),
            *(
                (f"Profil {n}", "Isi", "Berkala", day)
                for n, day in enumerate(
                    (
                        date(2025, 3, 4),
                        45720,
                        "45720",
                        "4 Maret 2025",
                        "04/03/2025",
                        "Pebruari 2024",
                    )
                )
            ),
            ("Profil 6", "Isi", "Berkala", "31 Pebruari 2025"),
        ),
        {
            **{n: {"created_on": "2025-03-04"} for n in range(2, 7)},
            7: {"created_on": "2024-02"},
            8: "not-a-partial-date",
        },
    ),
    "dots for thousands": (
        workbook(
            (*HEADINGS, "Satuan", "Waktu pembuatan"),
            ("Profil", "Rp1.250.000,00", "Berkala", "1.234", 2025),
            ("Renja", 1250000, "Berkala", 1.5, "2.025"),
        ),
        {
            2: {"notes": "Rp1.250.000,00", "unit": "1.234", "created_on": "2025"},
            3: "not-a-partial-date",
        },
    ),
    "formulas": (formulas(), {2: {"title": "Profil"}, 3: "formula-failed"}),
    "other bodies": (
        workbook(
            (*HEADINGS, "OPD"),
            ("Profil", "Isi", "Berkala", "Dinas Kesehatan Kota Bontang"),
            ("Profil", "Isi", "Berkala", "Dinas Antariksa"),
            ("Profil", "Isi", "Berkala", "Dishub"),
        ),
        {2: {"owner_org": "dinkes"}, 3: "unknown-body", 4: "other-body"},
    ),
    "UTF-16": (text(LATIN, encoding="utf-16"), READ_LATIN),
    "Windows-1252": (text(LATIN, encoding="cp1252"), READ_LATIN),
    "a byte order mark": (text(LATIN, encoding="utf-8-sig"), READ_LATIN),
}


def test_what_is_odd_is_read_row_by_row(bring, officer):
    for name, (data, said) in READ.items():
        found = bring(officer, FileStorage(io.BytesIO(data), filename="daftar"))
        assert found["state"] == "previewed", name
        assert told(found["id"], said) == said, name


def told(import_id: str, said: Said) -> Said:
    """Return what rows say of the fields that are asked for, or the rule that refuses them."""
    rows = {row.number: row for row in store.rows(import_id, 100, 0)}
    return {
        number: _refusal(row) or {field: row.record[field] for field in said.get(number, ())}
        for number, row in rows.items()
    }


def _refusal(row: ImportRow) -> str:
    rules = [problem["rule"] for problem in row.problems if problem["weight"] == "error"]
    assert (row.action == "refuse") == bool(rules)
    return ", ".join(rules)


@pytest.mark.parametrize(
    ("name", "body", "count"),
    [
        ("dip-dinkes-2025.xlsx", "dinkes", 14),
        ("daftar-informasi-dlh.ods", "dlh", 15),
        ("dip-kelurahan-guntung.csv", "kel-guntung", 15),
    ],
)
def test_lists_of_officers_come_in_as_they_are(bring, apply, call, person, name, body, count):
    """With no more asked than whether the columns are right."""
    user = person(body).name
    found = bring(user, FileStorage(io.BytesIO((LISTS / name).read_bytes()), filename=name))
    if found["state"] == "needs-columns":
        found = call(user, "ppid_import_update", id=found["id"], columns={})
    assert found["counts"] == {"create": count, "change": 0, "unchanged": 0, "refuse": 0}
    done = apply(user, found)
    assert (done["state"], done["outcome"]["created"]) == ("done", count)
    again = bring(user, FileStorage(io.BytesIO((LISTS / name).read_bytes()), filename=name))
    assert again["counts"]["unchanged"] == count
