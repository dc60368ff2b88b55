"""Settle which column of a table says which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ckanext.ppidbontang.domain.written.cells import Row
from ckanext.ppidbontang.domain.written.choices import CHOICES
from ckanext.ppidbontang.domain.written.header import Header
from ckanext.ppidbontang.domain.written.matching import Certainty, Match, match, signature
from ckanext.ppidbontang.domain.written.notes import SAME_COLUMN, Note, note
from ckanext.ppidbontang.domain.written.synonyms import ROW_NUMBER
from ckanext.ppidbontang.domain.written.text import as_text, is_blank
from ckanext.ppidbontang.domain.written.values import read

_SAMPLE = 50
_RANK = {certainty: rank for rank, certainty in enumerate(Certainty)}
_CODES: Mapping[str, frozenset[str]] = {
    field: frozenset(choice.code for choice in choices) for field, choices in CHOICES.items()
}
_NOTHING: Match = (None, Certainty.UNKNOWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Name a column of a table, from 0, and the field that it says; None when it says none.

    `field` is a field of the record or one of `headings.COMBINED`.
    """

    index: int
    heading: str
    field: str | None
    certainty: Certainty

    @property
    def letter(self) -> str:
        """Return the name that spreadsheet programs give the column."""
        return letter(self.index)


def letter(index: int) -> str:
    """Return the name of a column that spreadsheet programs show: A for 0, AA for 26."""
    before, last = divmod(index, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def name_columns(header: Header, body: Sequence[Row]) -> tuple[tuple[Column, ...], list[Note]]:
    """Return the columns that are headed or hold anything; of two that say the same, one does."""
    sample = body[:_SAMPLE]
    matches = {
        index: match(parts) if parts else _NOTHING
        for index, parts in enumerate(header.headings)
        if parts or any(not is_blank(text) for text in _texts(body, index))
    }
    claimed = {field for field, _certainty in matches.values()}
    for index, (field, certainty) in matches.items():
        if field:
            seen = list(_texts(sample, index))
            last_words = header.headings[index][-1]
            matches[index] = _reconsidered(field, certainty, last_words, claimed, seen)
    columns = [_column(header, index, *found) for index, found in matches.items()]
    return _settled(columns)


def number_column(header: Header) -> int | None:
    """Return the column that numbers the rows, or None."""
    for index, parts in enumerate(header.headings):
        if parts and match(parts)[0] == ROW_NUMBER:
            return index
    return None


def _texts(rows: Sequence[Row], index: int) -> Iterator[str]:
    for row in rows:
        if index < len(row.cells) and not is_blank(text := as_text(row.cells[index])):
            yield text


def _reconsidered(
    field: str,
    certainty: Certainty,
    heading: str,
    claimed: set[str | None],
    seen: Sequence[str],
) -> Match:
    """Ask the other columns, and the cells below a heading, whether they bear it out."""
    if field == "exemption_period" and signature(heading) == "jangka waktu":
        is_exemption = any(name and name.startswith("exemption_") for name in claimed - {field})
        return (field, certainty) if is_exemption else ("retention", Certainty.LIKELY)
    if field not in _CODES or not seen or any(_is_understood(field, text) for text in seen):
        return field, certainty
    if field != "information_kind":
        return field, Certainty.LIKELY
    # Many lists call the category, or the very title, "Jenis informasi".
    categories = sum(_is_understood("information_category", text) for text in seen)
    if categories * 2 >= len(seen) and "information_category" not in claimed:
        return "information_category", Certainty.SYNONYM
    return field if "title" in claimed else "title", Certainty.LIKELY


def _is_understood(field: str, text: str) -> bool:
    value = read(field, text, category="berkala")  # any will do: is it the number of a kind?
    return not _CODES[field].isdisjoint([value] if isinstance(value, str) else map(str, value))


def _column(header: Header, index: int, field: str | None, certainty: Certainty) -> Column:
    if field == ROW_NUMBER:
        field = None  # that it says nothing is known as well
    heading = ": ".join(header.headings[index])
    return Column(index=index, heading=heading, field=field, certainty=certainty)


def _settled(columns: Sequence[Column]) -> tuple[tuple[Column, ...], list[Note]]:
    """Leave each field to the column that is surest of it, and say so of the others."""
    takers: dict[str, Column] = {}
    for column in sorted(columns, key=lambda column: (_RANK[column.certainty], column.index)):
        if column.field:
            takers.setdefault(column.field, column)
    notes: list[Note] = []
    settled: list[Column] = []
    for column in columns:
        taker = takers.get(column.field or "", column)
        settled.append(column if taker is column else without_field(column))
        if taker is not column:
            notes.append(
                note(
                    SAME_COLUMN,
                    column=column.letter,
                    heading=column.heading,
                    other=taker.letter,
                    other_heading=taker.heading,
                )
            )
    return tuple(settled), notes


def without_field(column: Column) -> Column:
    """Return a column whose field is another's."""
    return Column(
        index=column.index, heading=column.heading, field=None, certainty=Certainty.UNKNOWN
    )
