"""Find the head of a table below its titles, and what is written above each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ckanext.ppidbontang.domain.written.grid import Grid
from ckanext.ppidbontang.domain.written.matching import Certainty, match_known

Parts = tuple[str, ...]

_SEARCHED = 50  # a head is among the first rows
_DEPTH = 3
_FEWEST = 2  # one word that is known makes no table
_FEWEST_UNKNOWN = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """Hold the places of the first and last row of a head, and by column its words from the top."""

    first: int
    last: int
    headings: tuple[Parts, ...]


def find_header(grid: Grid) -> Header | None:
    """Return the rows that name most columns; failing these, the first that could name any."""
    places = range(min(len(grid.rows), _SEARCHED))
    found = [_header(grid, first, last) for first in places for last in _ends(grid, first)]
    best = max(found, key=_worth, default=None)
    if best is not None and _named(best) >= _FEWEST:
        return _with_merged_rows(grid, best)
    return next((_header(grid, place, place) for place in places if _may_be(grid, place)), None)


def _worth(header: Header) -> tuple[int, int, int]:
    """Rank by the columns that are named; then what has more rows; then what comes first."""
    return _named(header), header.last - header.first, -header.first


def _named(header: Header) -> int:
    matches = [match_known(parts) for parts in header.headings if parts]
    sure = (Certainty.EXACT, Certainty.SYNONYM)
    return len({field for field, certainty in matches if certainty in sure})


def _ends(grid: Grid, first: int) -> Iterator[int]:
    """Yield the places where a head that begins here could end."""
    yield first
    for place in range(first + 1, min(first + _DEPTH, len(grid.rows))):
        if not _is_below_heading(grid, place):
            return
        yield place


def _is_below_heading(grid: Grid, place: int) -> bool:
    """Tell whether a row has its texts where headings above are parted, and they are headings."""
    above, texts = grid.headings(place - 1), grid.headings(place)
    parted = grid.grouped(place - 1) | _followed_by_blanks(above, texts)
    own = [column for column, text in enumerate(texts) if text and text != above[column]]
    known = [column for column in own if _is_known(above[column], texts[column])]
    return len(own) > 1 and parted.issuperset(own) and len(known) * 2 >= len(own)


def _followed_by_blanks(above: Sequence[str], texts: Sequence[str]) -> frozenset[int]:
    """Return the columns that only a heading further left can be above, and that heading's own."""
    blank = {column for column, text in enumerate(texts) if text and not above[column]}
    return frozenset(blank | {column - 1 for column in blank})


def _is_known(above: str, text: str) -> bool:
    return any(match_known(parts)[0] for parts in ((text,), (above, text)))


def _may_be(grid: Grid, place: int) -> bool:
    """Tell whether a row holds several words and no number: a head whose words are not known."""
    cells = [cell for cell in grid.rows[place].cells if cell not in (None, "")]
    return len(cells) >= _FEWEST_UNKNOWN and all(isinstance(cell, str) for cell in cells)


def _with_merged_rows(grid: Grid, header: Header) -> Header:
    """Take in the rows that share a cell with the head."""
    numbers = [row.number for row in grid.rows]
    top, bottom = numbers[header.first], numbers[header.last]
    near = [(a, b) for a, b in grid.covers if b - a < _DEPTH and a <= bottom and b >= top]
    first = min([a for a, _b in near], default=top)
    last = max([b for _a, b in near], default=bottom)
    inside = [place for place, number in enumerate(numbers) if first <= number <= last]
    return _header(grid, min(inside[0], header.first), max(inside[-1], header.last))


def _header(grid: Grid, first: int, last: int) -> Header:
    rows = [grid.headings(place) for place in range(first, last + 1)]
    for above, below in pairwise(rows):
        _carry(above, below)
    headings = tuple(_parts(texts) for texts in zip(*rows, strict=True))
    return Header(first=first, last=last, headings=headings)


def _carry(above: list[str], below: Sequence[str]) -> None:
    """Let a heading stand above all that it parts into, where the file knows no merged cells."""
    for column in range(1, len(above)):
        if not above[column] and below[column] and below[column - 1]:
            above[column] = above[column - 1]


def _parts(texts: tuple[str, ...]) -> Parts:
    parts = [text for text in texts if text]
    return tuple(part for place, part in enumerate(parts) if place == 0 or part != parts[place - 1])
