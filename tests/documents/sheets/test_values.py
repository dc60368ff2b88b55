"""XLSX and ODS: each cell is what the program shows, in the place where it shows it."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from odf import dc, office, opendocument, style, table, text
from openpyxl import Workbook

from ckanext.ppidbontang.documents.sheets.reading import read
from ckanext.ppidbontang.domain.written.cells import CellError, Merge
from tests.documents.sheets import files

_WIDE = {"numbercolumnsspanned": 2, "numberrowsspanned": 2}


def fill(book: Workbook) -> None:
    data = book.worksheets[0]
    data.title = "Data"
    data["C4"], data["D4"] = "Judul", "  \n "
    for column, value in enumerate(
        (
            2025,
            1.5,
            -0.25,
            True,
            date(2025, 3, 4),
            datetime.fromisoformat("2025-03-04T10:20:30"),
            time(8, 30),
            timedelta(hours=30, minutes=5),
            "0012",
            " dua\nbaris ",
            10**17,
        ),
        start=3,
    ):
        data.cell(5, column, value)
    data["B7"], data["C7"], data["D7"] = "#N/A", "akhir", '="#REF!"'
    data["B7"].data_type = "e"
    data.merge_cells("C9:D10")
    data["C9"] = "gabung"
    book.create_sheet("Sembunyi").sheet_state = "hidden"
    book.create_chartsheet("Grafik")
    book.create_sheet("Lain")["A1"] = 1


def test_an_xlsx_is_read_as_excel_shows_it(tmp_path):
    """Row numbers are Excel's, whole numbers are whole, and an error is one."""
    path = tmp_path / "tanpa-akhiran"
    path.write_bytes(files.workbook(fill))
    book = read(path, "daftar.xlsx")
    assert (book.format, dict(book.facts)) == ("xlsx", {})
    data, hidden, other = book.sheets
    assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [
        ("Data", False),
        ("Sembunyi", True),
        ("Lain", False),
    ]
    assert {row.number: row.cells for row in data.rows} == {
        4: (None, None, "Judul"),
        5: (
            *(None, None, 2025, 1.5, -0.25, True, date(2025, 3, 4)),
            *(datetime.fromisoformat("2025-03-04T10:20:30"), time(8, 30), "30:05:00"),
            *("0012", " dua\nbaris ", 1e17),
        ),
        7: (None, "#N/A", "akhir"),
        9: (None, None, "gabung"),
    }
    assert [type(cell) for cell in data.rows[1].cells[2:6]] == [int, float, float, bool]
    assert [type(cell) for cell in data.rows[2].cells[1:]] == [CellError, str]
    assert data.merges == (Merge(top=9, left=2, bottom=10, right=3),)
    assert (hidden.rows, other.rows[0].cells) == ((), (1,))


def test_an_error_is_found_wherever_it_stands():
    """In a formula, without references, with a prefix, as the last of all and across chunks."""
    filler = '<row><c><v>1</v></c><c t="e"><f>A1</f><v>#DIV/0!</v></c><c><v>2</v></c></row>' * 2000
    last = '<row r="3000"><c r="AA3000" t="e"><v>#REF!</v></c></row>'
    data = files.xlsx(filler + last, after="<headerFooter><oddHeader>x</oddHeader></headerFooter>")
    found = files.rows(data)
    assert found.pop(3000) == [*[None] * 26, "#REF!"]
    assert set(found) == set(range(1, 2001))
    assert all(row == [1, "#DIV/0!", 2] for row in found.values())
    assert all(type(row[1]) is CellError for row in found.values())


def test_a_prefixed_and_shared_text_is_read():
    """Some programs write `x:c`; texts may be rich, with their pronunciation beside them."""
    items = (
        '<si><r><t xml:space="preserve">Data </t></r><r><t>Jalan</t></r>'
        "<rPh><t>x</t></rPh></si><si/>"
    )
    rows = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>'
    data = files.xlsx(rows, sharedStrings=files.strings(items, count=2))
    prefixed = files.repacked(
        data,
        lambda name, part: (
            part.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
            if name.startswith("xl/worksheets")
            else part
        ),
    )
    assert files.rows(data) == files.rows(prefixed) == {2: ["Data Jalan"]}


def cell(shown: str = "", /, *parts, **attributes):
    made = table.TableCell(**attributes)
    for part in parts:
        made.addElement(part)
    for line in shown.split("\n") if shown else ():
        made.addElement(text.P(text=line))
    return made


def written_by_odfpy() -> bytes:
    document: Any = opendocument.OpenDocumentSpreadsheet()
    hidden = style.Style(name="ta2", family="table")
    hidden.addElement(style.TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    note = office.Annotation()
    note.addElement(dc.Creator(text="Budi"))
    note.addElement(text.P(text="catatan"))
    broken = text.P(text="satu")
    for part in (text.Tab(), text.LineBreak(), text.S(c=3)):
        broken.addElement(part)
    broken.addText("dua")
    rows = [
        table.TableRow(numberrowsrepeated=3),
        (
            cell(numbercolumnsrepeated=2),
            cell("2.025", valuetype="float", value="2025"),
            cell("50%", valuetype="percentage", value="0.5"),
            cell("04/03/25", valuetype="date", datevalue="2025-03-04"),
            cell("x", valuetype="date", datevalue="2025-03-04T10:20:30.5"),
            cell("x", valuetype="date", datevalue="2025-03-05T00:00:00"),
            cell("sebelum Masehi", valuetype="date", datevalue="-0044-03-15"),
            cell("08:30", valuetype="time", timevalue="PT08H30M00S"),
            cell("30:05", valuetype="time", timevalue="PT30H05M00S"),
            cell("BENAR", valuetype="boolean", booleanvalue="true"),
            cell("#DIV/0!", valuetype="string", stringvalue="", formula="of:=1/0"),
            cell("isi\nbaris", note, valuetype="string"),
            cell("", broken, valuetype="string"),
        ),
        (
            cell("gabung", valuetype="string", **_WIDE),
            table.CoveredTableCell(numbercolumnsrepeated=1),
            cell("ulang", valuetype="string", numbercolumnsrepeated=2),
            cell(numbercolumnsrepeated=16380),
        ),
        table.TableRow(numberrowsrepeated=1048560),
        (cell("akhir", valuetype="string"),),
    ]
    other = [(cell("lain", valuetype="string"),)]
    for name, kept, of_style in (("Data", rows, None), ("Sembunyi", other, hidden)):
        sheet = table.Table(name=name, stylename=of_style)
        document.spreadsheet.addElement(sheet)
        for row in kept:
            if isinstance(row, tuple):
                made = table.TableRow()
                for part in row:
                    made.addElement(part)
                row = made
            sheet.addElement(row)
    data = io.BytesIO()
    document.write(data)
    return data.getvalue()


def test_an_ods_is_read_as_libreoffice_shows_it(tmp_path):
    """A million repeated rows of nothing are passed over; notes are no text of the cell."""
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(written_by_odfpy())
    book = read(path, "daftar.xlsx")
    assert book.format == "ods"
    assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [
        ("Data", False),
        ("Sembunyi", True),
    ]
    assert {row.number: row.cells for row in book.sheets[0].rows} == {
        4: (
            *(
                None,
                None,
                2025,
                0.5,
                date(2025, 3, 4),
                datetime.fromisoformat("2025-03-04T10:20:30.5"),
            ),
            *(date(2025, 3, 5), "sebelum Masehi", time(8, 30), "30:05:00", True, "#DIV/0!"),
            *("isi\nbaris", "satu\t\n   dua"),
        ),
        5: ("gabung", None, "ulang", "ulang"),
        1048566: ("akhir",),
    }
    assert type(book.sheets[0].rows[0].cells[11]) is CellError
    assert book.sheets[0].merges == (Merge(top=5, left=0, bottom=6, right=1),)
