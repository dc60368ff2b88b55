"""Write three lists as officers of three bodies keep them: `make_tables.py [FOLDER]`.

What they say is made up, and in the texts beside this file. They are shaped like real ones: titles
and signatures around the table, heads of two rows, sections, marks, wording and dates of all sorts,
columns that nobody asked for.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

HERE = Path(__file__).parent
DINKES, DLH, GUNTUNG = "dip-dinkes-2025", "daftar-informasi-dlh", "dip-kelurahan-guntung"
LINE_END = " // "
ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

DINKES_TITLES = ("DAFTAR INFORMASI PUBLIK (DIP)", "DINAS KESEHATAN KOTA BONTANG", "TAHUN 2025")
DINKES_HEAD = (
    "No. | Ringkasan Isi Informasi | Pejabat/Unit/Satuan Kerja // yang Menguasai Informasi | "
    "Penanggung Jawab Pembuatan // atau Penerbitan Informasi | Waktu dan Tempat // Pembuatan "
    "Informasi | Bentuk Informasi yang Tersedia | | Jangka Waktu Penyimpanan // atau Retensi Arsip",
    "| | | | | Cetak | Elektronik |",
)
DINKES_BELOW = (
    *("Bontang, 5 Januari 2026", "Kepala Dinas Kesehatan,", "", "dr. Contoh Nama, M.Kes."),
    "NIP. 19700101 199903 1 001",
)


def text_of(name: str) -> list[str]:
    """Return the lines of a list: entries, cells with bars between them, or the whole CSV."""
    return (HERE / f"{name}.txt").read_text("utf-8").splitlines()


def cells(line: str) -> list[str]:
    """Return the cells of a line, which has bars between them."""
    return [cell.strip().replace(LINE_END, "\n") for cell in line.split("|")]


def write_dinkes(file: Path) -> None:
    """Write the XLSX: merged heads, merged units, merged headings of sections."""
    book = Workbook()
    sheet = book.create_sheet("DIP 2025", 0)
    for line in (*DINKES_TITLES, "", *DINKES_HEAD):
        sheet.append([cell or None for cell in cells(line)])
    sheet.append(list(range(1, 9)))
    merges = ["A1:H1", "A2:H2", "A3:H3", "F5:G5", *(f"{column}5:{column}6" for column in "ABCDEH")]
    units: list[list[int]] = []
    entry = 0
    for number, line in enumerate(text_of(DINKES), start=sheet.max_row + 1):
        title, *said = cells(line)
        if not said:
            sheet.append([title])
            merges.append(f"A{number}:H{number}")
            continue
        entry += 1
        unit, *rest = (cell or None for cell in said)
        sheet.append([entry, title, unit, "Kepala Dinas Kesehatan", *rest])
        units += [[number]] if unit else []
        units[-1].append(number)
    merges += [f"C{rows[0]}:C{rows[-1]}" for rows in units if rows[-1] > rows[0]]
    for merged in merges:
        sheet.merge_cells(merged)
    for number, text in enumerate(DINKES_BELOW, start=sheet.max_row + 2):
        sheet.cell(number, 7, text)
    book.save(file)


def write_dlh(file: Path) -> None:
    """Write the ODS: a title over the table, and a sheet of notes beside it."""
    document = OpenDocumentSpreadsheet()
    head, *entries = text_of(DLH)
    numbered = [f"{number} | {line}" for number, line in enumerate(entries, start=1)]
    lines = ["Daftar Informasi Dinas Lingkungan Hidup", "", head, *numbered]
    for name, said in (("Daftar", lines), ("Catatan", ["Diperbarui setiap semester"])):
        table = Table(name=name)
        for line in said:
            row = TableRow()
            for text in cells(line):
                row.addElement(_ods_cell(text))
            table.addElement(row)
        document.spreadsheet.addElement(table)  # pyright: ignore[reportAttributeAccessIssue] # odfpy sets it on the instance
    document.save(str(file))


def _ods_cell(text: str) -> Element:
    """Return a cell: a date where the text is a whole one in ISO form, a figure, or the text."""
    if text.isdecimal():
        return TableCell(valuetype="float", value=text)
    if ISO_DATE.fullmatch(text):
        return TableCell(valuetype="date", datevalue=text)
    cell = TableCell(valuetype="string")
    if text:
        cell.addElement(P(text=text))
    return cell


def write_guntung(file: Path) -> None:
    """Write the CSV as an Indonesian Windows does: its own encoding, semicolons."""
    file.write_bytes("".join(f"{line}\r\n" for line in text_of(GUNTUNG)).encode("cp1252"))


def main(folder: Path) -> None:
    """Write all three."""
    write_dinkes(folder / f"{DINKES}.xlsx")
    write_dlh(folder / f"{DLH}.ods")
    write_guntung(folder / f"{GUNTUNG}.csv")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
