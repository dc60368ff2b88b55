"""Tell the entries of a table from what stands between and below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ckanext.ppidbontang.domain.written import codes
from ckanext.ppidbontang.domain.written.cells import Cell, Row
from ckanext.ppidbontang.domain.written.dates import MONTH
from ckanext.ppidbontang.domain.written.grid import Grid
from ckanext.ppidbontang.domain.written.header import Header
from ckanext.ppidbontang.domain.written.notes import BELOW, SAYS_NOTHING, Note, note
from ckanext.ppidbontang.domain.written.text import as_text, fold, is_blank

Section = tuple[str, ...]
Filled = list[tuple[int, str]]

# What numbers a row or a section: "3", "1.2", "A.", "(IV)".
_NUMBER = re.compile(r"\(?[0-9]+(?:\.[0-9]+)*[.)]?")
_MARKER = re.compile(rf"{_NUMBER.pattern}|\(?(?:[A-Za-z]|[IVXivx]+)[.)]?")
_MARKED = re.compile(rf"^(?:{_MARKER.pattern})\s+(?=\S)")
_OF_INFORMATION = ("informasi", "daftar informasi", "kategori", "jenis informasi")
_TOTAL = re.compile(r"(?:grand )?(?:jumlah|total)(?: (?:total|seluruhnya|keseluruhan|informasi))*")
_NONE = frozenset({"nihil", "tidak ada", "tidak ada informasi", "kosong"})
# How signatures and remarks begin: an office, "Mengetahui", a place with a date.
_BELOW = re.compile(
    r"(?:mengetahui|menyetujui|disetujui|disahkan|ditetapkan|dibuat|a\.?n\.?|plt|plh|nip|ttd"
    r"|keterangan|ket|catatan|sumber|kepala|ketua|sekretaris|camat|lurah|pejabat|ppid|pembina"
    rf"|penata)\b|[^\W\d][^\d,]*,[^\w]*(?:tanggal )?[\d\s.…_]*(?:{MONTH})\b[\s.…_]*\d{{0,4}}$",
    re.IGNORECASE,
)
_FEW = 3  # a section or a signature has no more cells than this
_SHORT = 100  # and none is longer


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRow:
    """Hold a row that is an entry: its cells by column, and the headings of sections above it."""

    number: int
    cells: tuple[Cell, ...]
    section: Section = ()


def read_body(
    grid: Grid, header: Header, known: Sequence[int], number: int | None
) -> tuple[tuple[TableRow, ...], list[Note]]:
    """Return the entries below a head, and notes of the rows that are none.

    Args:
        grid: The sheet.
        header: The head of the table.
        known: The columns that say a field.
        number: The column that numbers the rows, if there is one.
    """
    body = _Body(grid, header, known, number)
    rows = tuple(body.entries())
    return rows, body.notes


class _Body:
    """Goes through the rows below a head, and remembers the section it is in."""

    def __init__(
        self, grid: Grid, header: Header, known: Sequence[int], number: int | None
    ) -> None:
        self.grid = grid
        self.known = tuple(known)
        self.number = number
        self.first = header.last + 1
        self.heads = [grid.headings(place) for place in range(header.first, self.first)]
        headed = {column for column, parts in enumerate(header.headings) if parts}
        self.told = headed - {number}
        self.wide = max(_FEW, len(headed) // 2)
        self.section = _title(grid.rows[: header.first])
        self.notes: list[Note] = []

    def entries(self) -> Iterator[TableRow]:
        """Yield the entries, and note what is below them."""
        end = self._end()
        for place in range(self.first, end):
            row = self.grid.rows[place]
            if self._is_head(place) or not self._is_entry(row, self._few(row)):
                continue
            missing = self.grid.width - len(row.cells)
            cells = row.cells + (None,) * missing if missing else row.cells
            yield TableRow(number=row.number, cells=cells, section=self.section)
        self._leave_out_from(end)

    def _end(self) -> int:
        """Return where what is below the table begins: signatures and remarks.

        They have few cells, no number, and no more entries after them. What says something in every
        column is an entry, however it is called.
        """
        end = None
        for place in range(self.first, len(self.grid.rows)):
            row = self.grid.rows[place]
            few = self._few(row)
            is_near = row.number == self.grid.rows[place - 1].number + 1
            if few is None or self._is_numbered(row) or self._is_full(few):
                end = None
            elif _is_below(few) or (not is_near and len(few) == 1 < len(self.known)):
                end = place if end is None else end
            elif is_near and len(few) > 1:
                end = None
        return len(self.grid.rows) if end is None else end

    def _is_head(self, place: int) -> bool:
        """Tell whether the head is repeated here, or its columns are numbered."""
        texts = self.grid.headings(place) if self._may_be_head(place) else []
        numbers = [text.strip("().") for text in texts if text]
        return texts in self.heads or (
            len(numbers) >= _FEW and numbers == [str(n + 1) for n in range(len(numbers))]
        )

    def _may_be_head(self, place: int) -> bool:
        """Look at the first cells only: there may be many rows."""
        cells = self.grid.rows[place].cells
        for column, cell in enumerate(cells[:_FEW]):
            text = as_text(cell)
            if text.strip("().") == "1" or any(text == head[column] != "" for head in self.heads):
                return True
        return False

    def _is_entry(self, row: Row, few: Filled | None) -> bool:
        """Tell whether a row is an entry; a heading of a section is for the rows below it."""
        if few is None:
            return True
        if not _says_nothing(few, is_full=self._is_full(few)):
            if heading := self._heading(row, few):
                self.section = _nested(self.section, heading)
                return False
            if any(True for _column in self._said(row)):
                return True
        if few:
            said = " ".join(text for _column, text in few)
            self.notes.append(note(SAYS_NOTHING, row=row.number, text=said))
        return False

    def _heading(self, row: Row, few: Filled) -> str:
        """Return the heading of a section that a row is, without its number; empty for others."""
        marked = len(few) == 2 and _MARKER.fullmatch(few[0][1]) is not None
        if not few or len(few) > 1 + marked:
            return ""
        column, text = few[-1]
        heading = _MARKED.sub("", text, count=1)
        is_numbered = marked and _NUMBER.fullmatch(few[0][1]) is not None
        right = self.grid.spans.get(row.number, {}).get(column, column)
        is_wide = right - column + 1 >= self.wide
        is_aside = not marked and column not in self.known and not _NUMBER.fullmatch(text)
        if is_wide or is_aside or _is_category(heading):
            return heading
        return heading if not is_numbered and _names_group(heading) else ""

    def _said(self, row: Row) -> Iterator[int]:
        """Yield the columns that say a field in this row."""
        cells = row.cells
        for column in self.known:
            cell = cells[column] if column < len(cells) else None
            if not (cell is None or (isinstance(cell, str) and is_blank(cell.strip()))):
                yield column

    def _few(self, row: Row) -> Filled | None:
        """Return the cells of a row that has few; None when it has more."""
        filled: Filled = []
        for column, cell in enumerate(row.cells):
            if cell is not None and not is_blank(text := as_text(cell)):
                filled.append((column, text))
                if len(filled) > _FEW:
                    return None
        return filled

    def _is_full(self, few: Filled) -> bool:
        """Tell whether a row says something in every column of a table that has several."""
        return len(self.told) > 1 and self.told <= {column for column, _text in few}

    def _is_numbered(self, row: Row) -> bool:
        return (
            self.number is not None
            and self.number < len(row.cells)
            and _NUMBER.fullmatch(as_text(row.cells[self.number])) is not None
        )

    def _leave_out_from(self, place: int) -> None:
        rows = self.grid.rows[place:]
        texts = (text for row in rows for text in map(as_text, row.cells) if not is_blank(text))
        if text := next(texts, ""):
            first, last = rows[0].number, rows[-1].number
            self.notes.append(note(BELOW, first=first, last=last, text=text))


def _title(rows: Sequence[Row]) -> Section:
    """Return the last title above the head that names a category, for the entries below it."""
    titles = (text for row in reversed(rows) for text in map(as_text, row.cells))
    return next(((text,) for text in titles if codes.category_in(text)), ())


def _nested(section: Section, heading: str) -> Section:
    """Put a heading below that of its category, unless it is one itself."""
    if codes.category_in(heading) or not section or not codes.category_in(section[0]):
        return (heading,)
    return (section[0], heading)


def _is_category(text: str) -> bool:
    return codes.is_code("information_category", text)


def _names_group(text: str) -> bool:
    if codes.is_code("information_kind", text):
        return True
    return fold(text).startswith(_OF_INFORMATION) and codes.category_in(text) != ""


def _is_below(few: Filled) -> bool:
    return bool(few) and all(
        len(text) <= _SHORT and _BELOW.match(text) is not None for _column, text in few
    )


def _says_nothing(few: Filled, *, is_full: bool) -> bool:
    """Tell whether a row is a total, or says that there is nothing; a full one in all its cells."""
    if not few or _TOTAL.fullmatch(fold(few[0][1])):
        return True
    return all(fold(text) in _NONE for _column, text in (few if is_full else few[-1:]))
