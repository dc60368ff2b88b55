"""A table as the Typst template wants it: plain data, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from ckanext.ppidbontang.documents.hygiene import is_web_address, plain
from ckanext.ppidbontang.documents.tables import Cell, Column, Row, Signature, Table
from ckanext.ppidbontang.domain.dates import PartialDate

_Placed = str | dict[str, str]

_EMPTY = "Tidak ada informasi pada daftar ini."
_NO_GROUP = "–"
_MAX_RUNNING_TITLE = 100
# A4 across without its margins, the margins of a cell, a wide letter of 9 points.
_LINE_MM = 267.0
_MARGINS_MM = 3.0
_LETTER_MM = 1.9
# A number and "No." stay whole in the narrowest column.
_FEWEST = 5
_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH_SPACE = "\u200b"
_PIECE = re.compile(r".{8}(?=.)")
# Between syllables of an Indonesian word: after a vowel, before one consonant and a vowel. Typst
# knows no hyphenation for Indonesian.
_SYLLABLE = re.compile(r"(?<=[aiueo])(?=(?:n[gy]|sy|kh|[b-df-hj-np-tv-z])[aiueo])", re.IGNORECASE)


def laid_out(table: Table) -> dict[str, object]:
    """Return the data of the template, see `register.typ`."""
    rows = list(table.rows)
    places = _Places.of(table.columns)
    return {
        "title": plain(table.title),
        "running": _running(plain(table.title)),
        "lines": [plain(line) for line in table.lines],
        "language": table.language,
        "date": {"year": table.on.year, "month": table.on.month, "day": table.on.day},
        "columns": [
            {
                "title": _fitted(plain(table.columns[place].title), letters),
                "width": table.columns[place].width,
                "numeric": all(isinstance(row[place], int | float | None) for row in rows),
            }
            for place, letters in places.shown
        ],
        "body": list(_body(places, rows)),
        "empty": _EMPTY,
        "signature": table.signature and _signature(table.signature),
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class _Places:
    """Hold where a row has its groups, its address and what it shows (with the letters a line)."""

    groups: tuple[int, ...]
    address: int | None
    shown: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Self:
        shown = [
            (place, column.width)
            for place, column in enumerate(columns)
            if not (column.is_group or column.is_link)
        ]
        millimetres = _LINE_MM / sum(width for _place, width in shown)
        links = [place for place, column in enumerate(columns) if column.is_link]
        return cls(
            groups=tuple(place for place, column in enumerate(columns) if column.is_group),
            address=links[0] if links else None,
            shown=tuple(
                (place, max(_FEWEST, int((width * millimetres - _MARGINS_MM) / _LETTER_MM)))
                for place, width in shown
            ),
        )


def _body(places: _Places, rows: Sequence[Row]) -> Iterator[dict[str, object]]:
    """Yield the rows, and before them the headings of the groups that begin there."""
    before: list[str] = []
    for row in rows:
        names = [_words(row[place]) or _NO_GROUP for place in places.groups]
        yield from _headings(before, names)
        before = names
        yield {"cells": _cells(places, row)}


def _headings(before: Sequence[str], names: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield the names from the first that differs inwards."""
    for level, name in enumerate(names):
        if before[: level + 1] != names[: level + 1]:
            yield {"group": name, "level": level}


def _cells(places: _Places, row: Row) -> list[_Placed]:
    cells: list[_Placed] = [_fitted(_words(row[place]), letters) for place, letters in places.shown]
    address = None if places.address is None else _words(row[places.address])
    if address and is_web_address(address):
        _link_first_text(cells, [row[place] for place, _letters in places.shown], address)
    return cells


def _link_first_text(cells: list[_Placed], row: Sequence[Cell], address: str) -> None:
    """Lay an address on the first line that says what is there, instead of printing it."""
    for place, cell in enumerate(row):
        text = cells[place]
        if isinstance(cell, str) and isinstance(text, str) and text.strip():
            name, rest, more = text.partition("\n")
            cells[place] = {"text": name, "address": address, "more": rest + more}
            return


def _words(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return plain(cell)
        case date():
            return PartialDate.of(cell).in_words()
        case float():
            return str(cell).replace(".", ",")
        case _:
            return str(cell)


def _fitted(text: str, letters: int) -> str:
    """Let words break that may be longer than a line."""
    return re.sub(rf"\S{{{letters + 1},}}", _broken, text)


def _broken(word: re.Match[str]) -> str:
    syllables = _SYLLABLE.split(word[0]) if word[0].isalpha() else [word[0]]
    return _SOFT_HYPHEN.join(_PIECE.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", part) for part in syllables)


def _running(title: str) -> str:
    """Shorten the title for the foot of every page."""
    line = " ".join(title.split())
    return line if len(line) <= _MAX_RUNNING_TITLE else line[: _MAX_RUNNING_TITLE - 1] + "…"


def _signature(signature: Signature) -> dict[str, object] | None:
    if not signature.offices:
        return None
    return {
        "place_and_date": plain(signature.place_and_date),
        "offices": [[plain(role), plain(office)] for role, office in signature.offices],
    }
