"""PDF, read back with pypdf: whole, tagged, and the text as it is."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ckanext.ppidbontang.documents import typesetter
from ckanext.ppidbontang.documents.tables import Column, Signature, Table
from ckanext.ppidbontang.documents.to_pdf import write
from ckanext.ppidbontang.domain.exceptions import DocumentError
from tests.documents.registers import CATEGORIES, SIGNATURE, SUMMARIES, dip, table

LONG = "Kata yang panjang sekali " * 400


def pages_of(made: Table) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(write(made))).pages]


def words_of(made: Table) -> str:
    return " ".join(" ".join(pages_of(made)).split())


def is_ua(reader: PdfReader) -> bool:
    assert reader.xmp_metadata is not None
    return b"pdfuaid" in reader.xmp_metadata.stream.get_data()


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def fonts(reader: PdfReader) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            [descendant] = font.get_object()["/DescendantFonts"]
            found[font.get_object()["/BaseFont"]] = descendant.get_object()["/FontDescriptor"]
    return found


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(io.BytesIO(write(dip(60))))


@pytest.fixture(scope="module")
def pages(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def test_it_is_tagged_for_screen_readers(reader):
    """PDF/UA-1, in Indonesian, with its title."""
    root = root_of(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Daftar Informasi Publik"
    assert is_ua(reader)


def test_it_is_dated_by_the_register(reader):
    """Not by the day of the export."""
    assert reader.metadata.creation_date.date() == date(2026, 3, 3)


def test_it_is_a4_across_with_its_own_fonts(reader):
    """The fonts of the machine play no part."""
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {
        (842, 595)
    }
    found = fonts(reader)
    assert all("LibertinusSerif" in name for name in found)
    assert all({"/FontFile2", "/FontFile3"} & set(found[name]) for name in found)


def test_every_page_has_the_headings_and_its_number(pages):
    """A page that is taken out still says what it is."""
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in text
        assert "Ringkasan isi informasi" in text


def test_titles_rows_and_signature_are_there(pages):
    """Dates are Indonesian, and offices sign."""
    assert all(line in pages[0] for line in dip(0).lines)
    assert "1 Januari 2025" in pages[0]
    words = " ".join(" ".join(pages).split())
    assert all(summary in words for summary in SUMMARIES)
    assert "Bontang, 3 Maret 2026" in pages[-1]
    assert all(word in pages[-1] for signer in SIGNATURE.offices for word in signer)


def test_groups_are_headings_over_their_rows(pages):
    """They are no columns, and a page that goes on with a group names it again."""
    text = "\n".join(pages)
    assert "Kategori informasi" not in text
    for category in CATEGORIES:
        assert category in text
    firsts = [page.split("penyimpanan\n")[1].split("\n")[0] for page in pages]
    assert all(first in CATEGORIES for first in firsts)


def test_an_address_lies_on_the_words(reader, pages):
    """It is not printed; only what is an address of the web is one."""
    addresses = {
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
    }
    assert addresses == {
        f"https://data.bontangkota.go.id/dataset/informasi-{number}" for number in range(60)
    }
    assert "https" not in "".join(pages)


def test_other_schemes_are_no_links():
    """They reach into the reader's machine."""
    columns = (*table([]).columns, Column(key="link", title="Tautan", width=20, is_link=True))
    rows = [(1, "isi", "javascript:alert(1)"), (2, "isi", "file:///etc/passwd"), (3, "isi", None)]
    made = PdfReader(io.BytesIO(write(replace(table(rows), columns=columns))))
    assert "/Annots" not in made.pages[0]


@pytest.mark.parametrize(
    "text",
    [
        "#evil() #{1+1} #panic()",
        '=HYPERLINK("http://x.id","Klik")',
        "$x$ @ref <label> \\ *tebal* _miring_ `kode` ~ -- --- ...",
        "// catatan /* catatan */ [isi] {isi} 'a' \"b\"",
        "- daftar + daftar / istilah: = judul",
    ],
)
def test_text_is_never_markup(text):
    """Everywhere that text of others stands it comes out as it is."""
    hostile = replace(
        table([(1, text)]),
        title=text,
        lines=(text,),
        signature=Signature(place_and_date=text, offices=((text, text),)),
    )
    words = words_of(hostile)
    # Title, foot, line, cell, and three times in the signature.
    assert words.count(" ".join(text.split())) == 7


@pytest.mark.parametrize("text", ["😀", "中文", "a\u0e01"])
def test_a_character_without_a_font_costs_the_standard_and_not_the_document(text):
    """The document is tagged all the same."""
    made = PdfReader(io.BytesIO(write(table([(1, text)]))))
    assert root_of(made)["/MarkInfo"]["/Marked"]
    assert not is_ua(made)


def test_marks_that_turn_the_reading_are_gone():
    """A name cannot be made to read as another; Arabic itself stays."""
    assert "Kota gnatnoB" in words_of(table([(1, "Kota \u202egnatnoB\u202c العربية")]))


def test_no_rows_are_said_in_words():
    """An empty table would look like a mistake."""
    [page] = pages_of(replace(table([]), signature=SIGNATURE))
    assert "Tidak ada informasi pada daftar ini." in page
    assert "Atasan PPID" in page


@pytest.mark.parametrize("offices", [(), (("PPID", "Dinas"),), (("PPID", "Dinas"),) * 3])
def test_any_number_of_offices_signs(offices):
    """None of them is no block."""
    signed = replace(table([]), signature=Signature(place_and_date="Bontang", offices=offices))
    [page] = pages_of(signed)
    assert page.count("PPID") == len(offices)
    assert page.count("Bontang") == bool(offices)


def test_long_texts_break_over_lines_and_pages():
    """A title, a cell and a group of 10,000 characters are all there."""
    columns = (*table([]).columns, Column(key="group", title="Kelompok", width=5, is_group=True))
    made = replace(table([(1, LONG, LONG)]), columns=columns, title=LONG)
    pages = pages_of(made)
    assert len(pages) > 2
    assert " ".join(pages).count("Kata") >= 1200


def test_a_long_word_stays_in_its_column():
    """It gets places to break, unseen when the text is copied."""
    narrow = tuple(Column(key=str(number), title="Isi", width=10) for number in range(12))
    words = ("mempertanggungjawabkan" * 4, "W" * 400, "https://x.id/" + "a" * 400)
    made = write(replace(table((word,) * len(narrow) for word in words), columns=narrow))
    [page, *_rest] = PdfReader(io.BytesIO(made)).pages
    rights: list[float] = []
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: rights.append(tm[4]))
    assert max(rights) < page.mediabox.width


def test_what_takes_too_long_is_an_error_in_words(monkeypatch):
    """The web server would end the request without any."""
    monkeypatch.setattr(typesetter, "MAX_SECONDS", 0.001)
    with pytest.raises(DocumentError, match=r"the PDF took longer than 0.001 s"):
        write(table([]))


def test_what_typst_refuses_is_an_error_in_words(monkeypatch, tmp_path: Path):
    """Its reason is in the message."""
    broken = tmp_path / "register.typ"
    broken.write_text('#panic("rusak")', "utf-8")
    monkeypatch.setattr("ckanext.ppidbontang.documents.to_pdf._TEMPLATE", broken)
    with pytest.raises(DocumentError, match="broke off .status 1.: .*rusak"):
        write(table([]))


def test_what_takes_too_much_memory_is_an_error_in_words(monkeypatch, tmp_path: Path):
    """The machine is not brought down."""
    greedy = tmp_path / "register.typ"
    greedy.write_text("#let a = range(10000)\n#range(100000).map(i => a + (i,)).len()", "utf-8")
    monkeypatch.setattr("ckanext.ppidbontang.documents.to_pdf._TEMPLATE", greedy)
    monkeypatch.setattr(typesetter, "MAX_BYTES", 100 * 1024**2)
    with pytest.raises(DocumentError, match="memory allocation of .* failed"):
        write(table([]))
