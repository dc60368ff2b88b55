"""Spreadsheets made in the tests, honest and hostile, and what is read of them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook

from ckanext.ppidbontang.documents.sheets.answer import Answer, tagged
from ckanext.ppidbontang.documents.sheets.child import read_sheets

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XLSX = {
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" '
    f'Type="{_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONSHIPS}"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
    f'Type="{_RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">{{}}</manifest:manifest>'


def zipped(members: Mapping[str, str | bytes], *, to: io.BytesIO | None = None) -> bytes:
    """Return a ZIP of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a ZIP with each file changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: change(name, archive.read(name)) for name in archive.namelist()})


def xlsx(rows: str, *, doctype: str = "", after: str = "", **parts: str) -> bytes:
    """Return an XLSX of one sheet, from the XML of its rows; `parts` lie beside the workbook."""
    sheet = f'{doctype}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    others = {f"xl/{name}.xml": part for name, part in parts.items()}
    return zipped({**_XLSX, "xl/worksheets/sheet1.xml": sheet, **others})


def strings(items: str, *, doctype: str = "", count: int = 1) -> str:
    """Return the part of an XLSX that holds its texts."""
    return f'{doctype}<sst xmlns="{_MAIN}" uniqueCount="{count}">{items}</sst>'


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    """Return an XLSX as a program writes it."""
    book, data = Workbook(), io.BytesIO()
    fill(book)
    book.save(data)
    return data.getvalue()


def ods(
    rows: str, *, doctype: str = "", manifest: str = "", kind: str = "spreadsheet", styles: str = ""
) -> bytes:
    """Return an ODS of one table, from the XML of its rows."""
    spaces = " ".join(
        f'xmlns:{prefix}="{_ODF}:{prefix}:1.0"' for prefix in ("office", "table", "text", "style")
    )
    content = (
        f'{doctype}<office:document-content {spaces} xmlns:calcext="urn:org:x" xmlns:draw="urn:d">'
        f"{styles}<office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": _MANIFEST.format(manifest),
            "content.xml": content,
        }
    )


def many_names_for_one_member(data: bytes, copies: int) -> bytes:
    """Return a ZIP whose directory names its only member many times: small, and huge unpacked."""
    end = data.rindex(b"PK\x05\x06")
    start = data.index(b"PK\x01\x02")
    entry = data[start:end]
    length = struct.unpack_from("<H", entry, 28)[0]
    entries = b"".join(
        entry[:46] + str(number).rjust(length, "0").encode() + entry[46 + length :]
        for number in range(copies)
    )
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), start, 0)
    return data[:start] + entries + tail


def lying_of_size(data: bytes, member: str, size: int) -> bytes:
    """Return a ZIP that says another size of a member than it has, wherever it says one."""
    lie = struct.pack("<I", size)
    for mark, at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        found = data.index(mark)
        while data[found + name_at : found + name_at + len(member)] != member.encode():
            found = data.index(mark, found + 1)
        data = data[: found + at] + lie + data[found + at + 4 :]
    return data


def told(data: bytes) -> list[list[Any]]:
    """Return the lines that the reading process would write, from within this one."""
    answer = io.BytesIO()
    read_sheets(io.BytesIO(data), Answer(answer))
    return [json.loads(line, object_hook=tagged) for line in answer.getvalue().splitlines()]


def rows(data: bytes) -> dict[int, list[Any]]:
    """Return the rows of a file of one sheet, by their numbers."""
    return {line[1]: line[2] for line in told(data) if line[0] == "row"}


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the files in a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
