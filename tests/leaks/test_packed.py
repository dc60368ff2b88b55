"""What is packed in a file is read as any page is."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.documents.tables import Column, Table
from ckanext.ppidbontang.leakcheck import canaries
from ckanext.ppidbontang.leakcheck.packed import readable

SECRET = canaries.word()


@pytest.mark.parametrize("kind", list(Format), ids=str)
def test_a_canary_is_heard_in_every_format(kind):
    table = Table(
        name="daftar",
        title="Daftar",
        columns=(Column(key="a", title="Kolom", width=4), Column(key="b", title="Lain", width=90)),
        rows=[(f"Judul {SECRET}", "x")],
        on=date(2026, 11, 24),
    )
    told = readable(b"".join(write(table, kind)))
    assert canaries.WORD.findall(told.lower()) == [SECRET]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"%PDF-1.7\n"])
def test_what_only_looks_like_a_file_is_read_as_it_is(start):
    assert SECRET in readable(start + SECRET.encode())


def test_every_file_of_an_archive_is_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lampiran/satu.txt", SECRET)
    assert SECRET in readable(packed.getvalue())
