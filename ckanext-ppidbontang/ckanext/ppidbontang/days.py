"""Days, months and years as readers write them, in the language of the page."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from flask_babel import get_locale

DAY, MONTH, YEAR = "d MMMM y", "MMMM y", "y"
# Outside of pages and commands gettext leaves English.
_ENGLISH = Locale("en")


def written(day: date, pattern: str = DAY) -> str:
    """Write a date as exactly as it is known: `3 Maret 2025`, `Maret 2025` or `2025`."""
    return _written(day, pattern, get_locale() or _ENGLISH)


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, locale: Locale) -> str:
    """Write a day; a page of twenty entries has sixty, many of them the same."""
    return format_date(day, pattern, locale=locale)
