"""ODS, read in one stream.

Not by calamine: here, too, it hides failed formulas, and merges, and it holds a row as often as it
is repeated. To find those all of the XML has to be read, and the values stand in it plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

from ckanext.ppidbontang.documents.sheets.answer import Answer, Found
from ckanext.ppidbontang.documents.sheets.container import Container
from ckanext.ppidbontang.documents.sheets.limits import MAX_COLUMNS, MAX_TEXT
from ckanext.ppidbontang.documents.sheets.ods_values import value
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal
from ckanext.ppidbontang.documents.sheets.safe_xml import parse, safe_parser

# What stands among the cells, or in one, and is none: notes, drawings, what was changed or linked.
_ASIDE = frozenset(
    (
        "office:annotation",
        "office:forms",
        "table:dde-links",
        "table:shapes",
        "table:tracked-changes",
        "draw:frame",
        "text:ruby-text",
    )
)
_LAST_COLUMN = 16_383


def read(file: IO[bytes], answer: Answer) -> None:
    """Hand over the sheets of a document.

    Raises:
        Refusal: It is damaged, unsafe or too large.
    """
    answer.book("ods", {})
    document = _Document(answer)
    try:
        parse(document.parser, Container(file).stream("content.xml"))
    except ValueError as err:
        raise Refusal(Problem.DAMAGED) from err


class _Document:
    """Follow the elements of `content.xml`, by the prefixes that every program gives them.

    Cells and rows alike are written once for many; nothing is held as often as it is repeated
    unless there is something in it.
    """

    def __init__(self, answer: Answer) -> None:
        self.parser = safe_parser()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self._answer = answer
        self._beginnings: Mapping[str, Callable[[dict[str, str]], None]] = {
            "style:style": self._begin_style,
            "style:table-properties": self._note_display,
            "table:table": self._begin_table,
            "table:table-row": self._begin_row,
            "table:table-cell": self._begin_cell,
            "text:p": self._begin_paragraph,
            "text:s": self._add_blanks,
            "text:tab": self._add_tab,
            "text:line-break": self._add_line_break,
            "table:covered-table-cell": self._pass_covered,
        }
        self._ends: Mapping[str, Callable[[], None]] = {
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "text:p": self._end_paragraph,
        }
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._depth_aside = 0
        self._is_in_table = self._is_in_paragraph = False
        self._row = self._row_repeats = self._column = 0
        self._cells: list[Found] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._cell: Mapping[str, str] = {}
        self._text: list[str] = []
        self._blanks = 0

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth_aside or name in _ASIDE or (name == "table:table" and self._is_in_table):
            self._depth_aside += 1
            self.parser.CharacterDataHandler = None
        elif begin := self._beginnings.get(name):
            begin(attributes)

    def _end(self, name: str) -> None:
        if self._depth_aside:
            self._depth_aside -= 1
            self._listen()
        elif end := self._ends.get(name):
            end()

    def _begin_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get("style:name", "")

    def _note_display(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        self._is_in_table = True
        self._row = 1
        self._merges = []
        is_hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self._answer.sheet(attributes.get("table:name", ""), is_hidden=is_hidden)

    def _end_table(self) -> None:
        self._is_in_table = False
        self._answer.merges(self._merges)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row_repeats = _count(attributes, "table:number-rows-repeated")
        self._column = 0
        self._cells = []

    def _end_row(self) -> None:
        if self._cells:
            for number in range(self._row, self._row + self._row_repeats):
                self._answer.row(number, self._cells)
        self._row += self._row_repeats

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell = attributes
        self._text = []
        self._blanks = 0

    def _end_cell(self) -> None:
        self._note_merge()
        repeats = _count(self._cell, "table:number-columns-repeated")
        found = value(self._cell, "".join(self._text))
        if found is not None and not (isinstance(found, str) and found.isspace()):
            self._require_column(self._column + repeats - 1)
            self._cells += [None] * (self._column - len(self._cells))
            self._cells += [found] * repeats
        self._column += repeats

    def _pass_covered(self, attributes: Mapping[str, str]) -> None:
        """Pass a cell under a merge, whatever a program may have kept in it."""
        self._begin_cell({})
        self._column += _count(attributes, "table:number-columns-repeated")

    def _note_merge(self) -> None:
        width = _count(self._cell, "table:number-columns-spanned")
        height = _count(self._cell, "table:number-rows-spanned")
        if width > 1 or height > 1:
            place = self._row, self._column
            self._merges.append((*place, self._row + height - 1, self._column + width - 1))

    def _require_column(self, last: int) -> None:
        if last >= MAX_COLUMNS:
            raise self._answer.refusal(
                Problem.TOO_MANY_COLUMNS, self._row, min(last, _LAST_COLUMN), limit=MAX_COLUMNS
            )

    def _begin_paragraph(self, _attributes: Mapping[str, str]) -> None:
        if self._text:
            self._text.append("\n")
        self._is_in_paragraph = True
        self._listen()

    def _end_paragraph(self) -> None:
        self._is_in_paragraph = False
        self._listen()

    def _listen(self) -> None:
        is_wanted = self._is_in_paragraph and not self._depth_aside
        self.parser.CharacterDataHandler = self._hear if is_wanted else None

    def _hear(self, text: str) -> None:
        self._text.append(text)

    def _add_tab(self, _attributes: Mapping[str, str]) -> None:
        self._text.append("\t")

    def _add_line_break(self, _attributes: Mapping[str, str]) -> None:
        self._text.append("\n")

    def _add_blanks(self, attributes: Mapping[str, str]) -> None:
        """Add blanks, which are written as their number: few letters could say very many."""
        count = _count(attributes, "text:c")
        self._blanks += count
        if self._blanks > MAX_TEXT:
            raise self._answer.refusal(Problem.LONG_TEXT, self._row, self._column, limit=MAX_TEXT)
        self._text.append(" " * count)


def _count(attributes: Mapping[str, str], name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)
