"""What a spreadsheet to fill in is: its columns, what they offer, and the words around them.

All words come ready, in the language of the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Tint(Enum):
    """Name the colour of a group of columns, by which its headings are told apart."""

    GREY = "#EDEDED"
    BLUE = "#D9E2F3"
    TEAL = "#D0ECEC"
    GREEN = "#E2EFDA"
    YELLOW = "#FFF2CC"
    ORANGE = "#FBE4D5"


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Name a group of columns that stand side by side."""

    title: str
    tint: Tint


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """Offer values; a strict list refuses all others, as far as a spreadsheet program can."""

    values: tuple[str, ...]
    is_strict: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class DependentChoices:
    """Offer the values that go with what the column of `field` says in the same row."""

    field: str
    groups: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Describe a column, `width` letters wide; `note` says what is written there, by which law."""

    field: str
    heading: str
    section: Section
    note: str
    width: int
    is_required: bool = False
    choices: Choices | DependentChoices | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Hold the names of the sheets, and what the program says to a value that is not offered."""

    sheet: str
    guide: str
    examples: str
    choices: str
    column: str
    example: str
    required: str
    not_offered: str
    not_offered_here: str
    left_out: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """Hold a form; a paragraph of the guide is what it is about, and the text.

    `on` is the day that it speaks of, and the date of the document. An example has its values by
    the fields of the columns.
    """

    title: str
    on: date
    columns: tuple[Column, ...]
    guide: tuple[tuple[str, str], ...]
    examples: tuple[Mapping[str, str], ...]
    words: Words
