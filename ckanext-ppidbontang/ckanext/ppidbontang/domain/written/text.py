"""The words of a cell: as text, and so that two ways of writing the same are the same."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from ckanext.ppidbontang.domain.written.cells import Cell

# What people put into a cell to say that nothing belongs there.
_NOTHING = frozenset({"", "-", "–", "—"})
_NO_LETTERS = re.compile(r"[\W_]+")


def as_text(cell: Cell) -> str:
    """Return what stands in a cell as a person reads it, without the blanks at its ends."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # spreadsheets know no whole numbers: 2024 arrives as 2024.0
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time.min else cell.replace(microsecond=0))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def is_blank(text: str) -> bool:
    """Tell whether a text, without blanks at its ends, says nothing."""
    return len(text) < 2 and text in _NOTHING


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Return the words of a text alone: case, punctuation, line ends and blanks do not matter."""
    known = unicodedata.normalize("NFKC", text).casefold()
    return _NO_LETTERS.sub(" ", known).strip()
