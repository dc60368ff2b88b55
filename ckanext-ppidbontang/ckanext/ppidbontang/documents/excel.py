"""What a cell of Excel can hold."""

from __future__ import annotations

# It counts text in units of UTF-16, of which a character has one or two.
LONGEST_TEXT = 32_767
LAST_ROW = 1_048_575


def fits(text: str) -> bool:
    """Say whether a cell can hold a text."""
    return len(text) <= LONGEST_TEXT // 2 or len(text.encode("utf-16-le")) <= LONGEST_TEXT * 2


def cut(text: str, most: int = LONGEST_TEXT) -> str:
    """Shorten a text to a number of units."""
    if len(text) <= most // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= most * 2:
        return text
    return units[: (most - 1) * 2].decode("utf-16-le", "ignore") + "…"


def no_markup(text: str) -> str:
    """Keep XlsxWriter from writing a text in these tags as it is, for the XML of a rich text."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
