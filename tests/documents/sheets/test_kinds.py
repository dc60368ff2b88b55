"""What a file is: told by what is in it, and said in words that help."""

from __future__ import annotations

import io
import random
import string

import pytest

from ckanext.ppidbontang.documents.sheets.kinds import Kind, kind_of
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal, SpreadsheetError
from tests.documents.sheets import files

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
_LOCKED = (
    '<manifest:file-entry><manifest:encryption-data manifest:checksum=""/></manifest:file-entry>'
)
_CHANCE = random.Random(7)


def ole(stream: str) -> bytes:
    return _OLE + stream.encode("utf-16-le") + bytes(400)


def office(target: str) -> bytes:
    return files.repacked(
        files.xlsx(_ROW), lambda _name, data: data.replace(b"xl/workbook.xml", target.encode())
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", Problem.EMPTY, id="nothing"),
        pytest.param(b"\xef\xbb\xbf \r\n\t\n", Problem.EMPTY, id="blanks"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", Problem.PDF, id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", Problem.PICTURE, id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", Problem.PICTURE, id="JPEG"),
        pytest.param(b"<html><table><tr><td>1", Problem.WEB_PAGE, id="HTML"),
        pytest.param(
            "\n<!-- x --><!DOCTYPE html>".encode("utf-16"), Problem.WEB_PAGE, id="HTML-16"
        ),
        pytest.param(b'<?xml version="1.0"?><Workbook/>', Problem.OTHER_FORMAT, id="XML-2003"),
        pytest.param(ole("Workbook"), Problem.OTHER_FORMAT, id="XLS"),
        pytest.param(ole("WordDocument"), Problem.TEXT_DOCUMENT, id="DOC"),
        pytest.param(ole("EncryptedPackage"), Problem.PASSWORD, id="locked-XLSX"),
        pytest.param(ole("__nameid"), Problem.NOT_A_SPREADSHEET, id="MSG"),
        pytest.param(b"{\\rtf1\\ansi", Problem.TEXT_DOCUMENT, id="RTF"),
        pytest.param(b"\x1f\x8b\x08\0", Problem.COMPRESSED, id="gzip"),
        pytest.param(files.zipped({"a.csv": "a,b"}), Problem.COMPRESSED, id="ZIP"),
        pytest.param(office("word/document.xml"), Problem.TEXT_DOCUMENT, id="DOCX"),
        pytest.param(office("ppt/presentation.xml"), Problem.TEXT_DOCUMENT, id="PPTX"),
        pytest.param(office("xl/workbook.bin"), Problem.OTHER_FORMAT, id="XLSB"),
        pytest.param(files.ods("", kind="text"), Problem.TEXT_DOCUMENT, id="ODT"),
        pytest.param(files.ods("", manifest=_LOCKED), Problem.PASSWORD, id="locked-ODS"),
        pytest.param(files.xlsx(_ROW)[:-60], Problem.DAMAGED, id="XLSX-cut-off"),
        pytest.param(files.ods("")[:200], Problem.DAMAGED, id="ODS-cut-off"),
        pytest.param(_CHANCE.randbytes(5000), Problem.NOT_A_SPREADSHEET, id="chance"),
        pytest.param(b"a,b\n\0\0\0\x01\x02", Problem.NOT_A_SPREADSHEET, id="zeros"),
        pytest.param(b"\xef\xbb\xbfa,\xff", Problem.ENCODING, id="no-UTF-8"),
        pytest.param(b"Judul;Isi\nA;\x81\x8d", Problem.ENCODING, id="no-encoding"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(data, problem):
    """Each has words of its own, since what to do about it differs."""
    with pytest.raises(Refusal) as caught:
        files.told(data)
    assert caught.value.problem is problem


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (files.xlsx(_ROW), Kind.XLSX),
        (files.ods(""), Kind.ODS),
        (b"Judul;Isi", Kind.TEXT),
        (files.zipped({"a.csv": "a"}), Kind.FILES),
    ],
)
def test_what_is_read_is_told_apart(data, kind):
    """The name of the file has no say."""
    assert kind_of(io.BytesIO(data)) is kind


def test_each_problem_has_words_of_its_own_with_the_parameters_that_it_gets():
    """They are message ids: translated first, then filled in."""
    given = {"file", "limit", "row", "sheet", "cell", "value", "member", "members"}
    assert len({problem.label for problem in Problem}) == len(Problem)
    for problem in Problem:
        named = {name for _, name, _, _ in string.Formatter().parse(problem.label) if name}
        assert {"file"} <= named <= given
    error = SpreadsheetError(Problem.PDF, {"file": "{x}.pdf"})
    assert error.render(lambda text: f"id: {text}").startswith("id: “{x}.pdf” is a PDF")
    assert (error.code, error.template) == ("pdf", Problem.PDF.label)
