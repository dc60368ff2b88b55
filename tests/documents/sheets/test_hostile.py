"""Files that are made to bring their reader down, and those that do so by accident.

Each is read by the process that reads in earnest. What is asserted is what it refuses, and that
the bounds which the system keeps are the ones it was given.
"""

from __future__ import annotations

import resource

import pytest

from ckanext.ppidbontang.documents.sheets import limits
from ckanext.ppidbontang.documents.sheets.problems import Problem, SpreadsheetError
from ckanext.ppidbontang.documents.sheets.reading import Book, read
from tests.documents.sheets import files

LAUGHS = (
    "<!DOCTYPE x ["
    '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
_SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
_TEXT = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
_CELL = '<table:table-cell{} office:value-type="string"><text:p>x</text:p></table:table-cell>'
_ROW = "<table:table-row{}>{}</table:table-row>"
_BLANKS = '><text:s text:c="9999999"/><'
_LONG = "x" * (limits.MAX_TEXT + 1)
_TABLE = '<row r="1"><c r="A1"><v>1</v></c><c r="Z1"><v>1</v></c></row>'
_REPEATED_ROW = ' table:number-rows-repeated="1000000"'
_REPEATED_CELL = ' table:number-columns-repeated="16384"'
_ROWS = [f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_002)]
_MANY_ROWS = "".join(_ROWS)
# Twenty million texts are announced: room is made for them, and none is there.
_ROOM = files.xlsx(_SHARED, sharedStrings=files.strings("<si><t>x</t></si>", count=20_000_000))


def attempt(tmp_path, data: bytes) -> Book:
    path = tmp_path / "kiriman"
    path.write_bytes(data)
    return read(path, "daftar.xlsx")


@pytest.mark.parametrize(
    ("data", "problem", "words"),
    [
        pytest.param(
            files.many_names_for_one_member(files.zipped({"_rels": bytes(10**6)}), 400),
            Problem.COMPRESSED,
            "daftar.xlsx",
            id="ZIP-bomb-of-nothing",
        ),
        pytest.param(
            files.lying_of_size(files.xlsx(_ONE), "xl/worksheets/sheet1.xml", 2**31),
            Problem.UNPACKED_TOO_LARGE,
            "300 MB",
            id="ZIP-bomb",
        ),
        pytest.param(
            files.lying_of_size(files.xlsx(_MANY_ROWS), "xl/worksheets/sheet1.xml", 100),
            Problem.DAMAGED,
            "daftar.xlsx",
            id="ZIP-bomb-that-lies",
        ),
        pytest.param(
            files.xlsx(_TEXT.format("&a9;"), doctype=LAUGHS),
            Problem.UNSAFE,
            "daftar.xlsx",
            id="billion-laughs-sheet",
        ),
        pytest.param(
            files.xlsx(
                _SHARED, sharedStrings=files.strings("<si><t>&a9;</t></si>", doctype=LAUGHS)
            ),
            Problem.UNSAFE,
            "daftar.xlsx",
            id="billion-laughs-texts",
        ),
        pytest.param(
            files.ods(_ROW.format("", _CELL.format("").replace(">x<", ">&a9;<")), doctype=LAUGHS),
            Problem.UNSAFE,
            "daftar.xlsx",
            id="billion-laughs-ODS",
        ),
        pytest.param(
            files.xlsx(_ONE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            Problem.TOO_MANY_COLUMNS,
            "XFD1048576",
            id="last-cell-of-all",
        ),
        pytest.param(
            files.xlsx(_TABLE + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
            Problem.FAR_CELL,
            "A1048576",
            id="far-cell",
        ),
        pytest.param(files.xlsx(_MANY_ROWS), Problem.TOO_MANY_ROWS, "row 20001", id="rows"),
        pytest.param(
            files.ods(_ROW.format(_REPEATED_ROW, _CELL.format(""))),
            Problem.TOO_MANY_ROWS,
            "row 20001",
            id="repeated-rows-ODS",
        ),
        pytest.param(
            files.ods(_ROW.format("", _CELL.format(_REPEATED_CELL))),
            Problem.TOO_MANY_COLUMNS,
            "XFD1",
            id="repeated-cells-ODS",
        ),
        pytest.param(
            b";".join([b"x"] * 16_384), Problem.TOO_MANY_COLUMNS, "Sheet “daftar”", id="columns-CSV"
        ),
        pytest.param(files.xlsx(_TEXT.format(_LONG)), Problem.LONG_TEXT, "Cell A1", id="long-text"),
        pytest.param(
            files.ods(_ROW.format("", _CELL.format("").replace(">x<", _BLANKS))),
            Problem.LONG_TEXT,
            "32767",
            id="long-blanks-ODS",
        ),
        pytest.param(
            files.xlsx(_ONE.replace("<v>1</v>", "<v>#ERROR!</v>").replace("<c ", '<c t="e" ')),
            Problem.UNKNOWN_ERROR,
            "#ERROR!",
            id="error-of-another-program",
        ),
        pytest.param(
            files.xlsx(_ONE.replace("A1", "ÄÄ1")), Problem.DAMAGED, "daftar.xlsx", id="no-place"
        ),
        pytest.param(
            files.xlsx(_SHARED, sharedStrings=files.strings("<si><t>x</t></si>", count=10**10)),
            Problem.TOO_HEAVY,
            "daftar.xlsx",
            id="lie-of-texts",
        ),
        pytest.param(
            files.xlsx("<row/>" * 100)[:-30], Problem.DAMAGED, "daftar.xlsx", id="cut-off"
        ),
        pytest.param(files.xlsx("<row/>"), Problem.EMPTY, "daftar.xlsx", id="nothing-in-it"),
    ],
)
def test_it_is_refused_in_words(tmp_path, data, problem, words):
    """They name the file, and the place in it where there is one."""
    with pytest.raises(SpreadsheetError) as caught:
        attempt(tmp_path, data)
    assert caught.value.problem is problem
    assert words in str(caught.value)
    assert "“daftar.xlsx”" in str(caught.value)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path, monkeypatch):
    """Its size is known before."""
    monkeypatch.setattr("ckanext.ppidbontang.documents.sheets.process.ask", None)
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    with pytest.raises(SpreadsheetError, match="larger than 20 MB"):
        read(path, "daftar.xlsx")


def test_formats_without_contents_are_no_rows(tmp_path):
    """Two hundred thousand rows that were coloured once cost nothing; blanks are nothing either."""
    styled = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(1, 200_001))
    blank = '<row r="200001"><c r="A200001" t="str"><v> </v></c></row>'
    last = '<row r="200002"><c r="A200002"><v>2</v></c></row>'
    [sheet] = attempt(tmp_path, files.xlsx(styled + blank + last)).sheets
    assert [(row.number, row.cells) for row in sheet.rows] == [(200_002, (2,))]


def test_names_that_climb_are_names(tmp_path):
    """Nothing is ever unpacked, so a member that would land elsewhere lands nowhere."""
    climbing = files.repacked(files.xlsx(_ONE), lambda _name, part: part)
    members = {"../../kiriman-2": "x", "/kiriman-3": "x"}
    with_names = files.zipped({**files.unzipped(climbing), **members})
    assert attempt(tmp_path, with_names).sheets[0].rows[0].cells == (1,)
    assert [path.name for path in tmp_path.iterdir()] == ["kiriman"]


@pytest.fixture(scope="module")
def endless() -> bytes:
    """Give a file that takes some seconds to look at, and is small."""
    return files.xlsx(_ONE + "<x/>" * 10_000_000)


@pytest.mark.parametrize(
    ("limit", "value", "data"),
    [
        ("MAX_PROCESSOR_SECONDS", 1, None),
        ("MAX_SECONDS", 0.3, None),
        ("MAX_MEMORY_BYTES", 256 * 1024**2, _ROOM),
        ("MAX_ANSWER_BYTES", 1000, files.xlsx("".join(_ROWS[:200]))),
    ],
)
def test_the_system_keeps_the_bounds(tmp_path, monkeypatch, endless, limit, value, data):
    """Whatever goes on in the process: it ends, and the officer is told what helps."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(SpreadsheetError) as caught:
        attempt(tmp_path, data or endless)
    assert caught.value.problem is Problem.TOO_HEAVY
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_within_the_bounds_it_is_read(tmp_path):
    """So it is the bound that refuses in the test above, and nothing else."""
    assert attempt(tmp_path, _ROOM).sheets[0].rows[0].cells == ("x",)
