"""CSV of any program: characters, separators, quotes, and our own exports back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ckanext.ppidbontang.documents import to_csv
from ckanext.ppidbontang.documents.hygiene import defused, plain, undefused
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal
from ckanext.ppidbontang.domain.written.cells import CellError
from tests.documents.registers import table
from tests.documents.sheets import files

_TABLE = "Judul;Nilai\nPasar Café; 1,5\n"
_EXPECTED = {1: ["Judul", "Nilai"], 2: ["Pasar Café", " 1,5"]}


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32-le"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_the_characters_are_told(encoding, mark, told):
    """With a mark or without; what is no UTF is Windows's."""
    data = mark + _TABLE.encode(encoding)
    assert files.told(data)[0] == ["book", "csv", [["encoding", told], ["separator", ";"]]]
    assert files.rows(data) == _EXPECTED


@pytest.mark.parametrize(
    ("text", "separator", "rows"),
    [
        ("a,b\n1,2", ",", {1: ["a", "b"], 2: ["1", "2"]}),
        ("a\tb\r\n1\t2\r\n", "\t", {1: ["a", "b"], 2: ["1", "2"]}),
        ("a|b\r1|2", "|", {1: ["a", "b"], 2: ["1", "2"]}),
        ("sep=|\r\na,b|c,d\n", "|", {1: ["a,b", "c,d"]}),
        ('"sep=;"\na,b;c\n', ";", {1: ["a,b", "c"]}),
        # Decimal commas, and a title above the table.
        ("Daftar, 2025;;\n\nA;B;C\n1,5;2,5;\n", ";", {1: ["Daftar, 2025"], 3: ["A", "B", "C"]}),
        ('A,B\n"x;y;z","p;q"\n"s;t;u","v;w"\n', ",", {2: ["x;y;z", "p;q"]}),
        ('A;B\n"dua\r\nbaris; ""x""";2\n\n;\n3;', ";", {2: ['dua\nbaris; "x"', "2"], 5: ["3"]}),
        ("satu kolom\nisi\n", ",", {1: ["satu kolom"], 2: ["isi"]}),
    ],
)
def test_the_separator_is_told(text, separator, rows):
    """It is the one that cuts most rows evenly, unless the file names it; blank rows count."""
    data = text.encode()
    assert files.told(data)[0][2][1] == ["separator", separator]
    found = files.rows(data)
    assert found == {**found, **rows}
    assert len(found) >= len(rows)


def test_only_the_name_of_an_error_is_more_than_text():
    """What a text means is asked elsewhere: a number may be a code, a date may be a year."""
    [found] = files.rows(b"0012;2025-03-04;1.000;#REF!;'isi'\n").values()
    assert found == ["0012", "2025-03-04", "1.000", "#REF!", "'isi'"]
    assert [type(cell) for cell in found] == [str, str, str, CellError, str]


def test_a_quotation_mark_that_is_never_closed_is_not_guessed_at():
    """The rest of the file would be in one cell, or lost."""
    with pytest.raises(Refusal) as caught:
        files.told(b'Judul;Isi\nA;1\n"B;2\nC;3\n')
    assert (caught.value.problem, caught.value.params) == (Problem.OPEN_QUOTE, {"row": "3"})
    assert files.rows(b'Judul;Isi\nLayar 5";2\n')[2] == ['Layar 5"', "2"]


def written(rows: list[tuple[int | str, ...]]) -> bytes:
    return b"".join(to_csv.write(table(rows)))


def kept(text: str) -> str | None:
    return None if not text or text.isspace() else text


@given(st.lists(st.text(max_size=20).map(plain), max_size=6))
@example(["\n=1", "'=1", "'\n'=1", "a;'=1", "\n'=1", ' "\n=', "#REF!", "'"])
def test_what_we_export_comes_back_the_same(texts):
    """Formula-like text included: the apostrophe is taken off again, and only ours."""
    rows = files.rows(written([(number, text) for number, text in enumerate(texts)]))
    expected: dict[int, list[Any]] = {1: ["No.", "Isi"]}
    for number, text in enumerate(texts):
        cells = [str(number), kept(text)]
        expected[number + 2] = cells if cells[1] else cells[:1]
    assert rows == expected


@given(st.text(alphabet="'=-;\n\" \u00ada", max_size=12))
def test_defusing_can_be_undone(text):
    """So a text never loses an apostrophe of its own."""
    assert undefused(defused(text)) == text


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters='\r\n\t"')),
            max_size=4,
        ),
        max_size=4,
    ),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_any_text_comes_through(rows, separator, encoding):
    """Quotes, separators and line breaks within cells; line ends become one kind."""
    file = io.StringIO(newline="")
    file.write(f"sep={separator}\r\nkepala\r\n")
    csv.writer(file, delimiter=separator).writerows(rows)
    expected: dict[int, list[Any]] = {1: ["kepala"]}
    for number, row in enumerate(rows, start=2):
        cells = [kept(undefused(cell).replace("\r\n", "\n").replace("\r", "\n")) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            expected[number] = cells
    assert files.rows(file.getvalue().encode(encoding)) == expected
