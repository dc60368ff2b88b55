"""Dates as people write them in Indonesia: the day first, the month as a number or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.exceptions import InvalidDate
from ckanext.ppidbontang.domain.written.cells import Cell
from ckanext.ppidbontang.domain.written.text import as_text

_NAMES = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agus agu agt ags aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
_MONTHS: Mapping[str, int] = {
    name: month for month, names in enumerate(_NAMES, start=1) for name in names.split()
}
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"
# What may stand before a date and after it, and says nothing more.
_BEFORE = re.compile(rf"^(?:{_WEEKDAY}\b[, ]*|(?:pada|tanggal|tgl|bulan|bln|tahun|thn)\b[.:]? *)+")
_AFTER = re.compile(
    r"(?:t| +)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\.[0-9]+)?(?: *wi(?:b|ta|t))?$"
)
_UNTIL = re.compile(r"^(?:(?:sampai|s/d|sd|s\.d\.?|hingga|dengan|akhir) +)+", re.IGNORECASE)

_DAY, _MON, _YEAR = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})", "(?P<year>[0-9]{4})"
# 2011-12 is a month, but 2011/12 may as well be two years.
_FORMS = tuple(
    re.compile(form)
    for form in (
        f"{_YEAR}(?:-{_MON}(?:-{_DAY})?)?",
        f"{_YEAR}/{_MON}/{_DAY}",
        f"{_DAY} ?(?P<sep>[-/. ]) ?{_MON} ?(?P=sep) ?{_YEAR}",
        f"{_MON} ?[-/] ?{_YEAR}",
        f"(?:{_DAY}[-/. ]*)?(?P<month>{MONTH})[-/., ]*{_YEAR}",
    )
)
_IN_TEXT = re.compile(
    rf"(?<![0-9])(?:"
    rf"(?:[0-9]{{1,2}}[-/. ]*|\b)(?:{MONTH})[-/., ]*[0-9]{{4}}"
    r"|[0-9]{1,2} ?[-/.] ?[0-9]{1,2} ?[-/.] ?[0-9]{4}"
    r"|(?:19|20)[0-9]{2}(?:-[0-9]{1,2}){0,2}"
    r")(?![0-9])",
    re.IGNORECASE,
)
# A spreadsheet counts days. Only numbers of our time are taken for days: others may be a slip of
# the hand, as 20250 is.
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(30_000, 60_000)  # 1982 to 2064

_LONGEST = 60  # what is longer is no date


@lru_cache(maxsize=1024)
def parse(text: str) -> PartialDate | None:
    """Read a day, a month or a year; None where it is none, or could be two."""
    if len(text) > _LONGEST:
        return None
    plain = _AFTER.sub("", _BEFORE.sub("", " ".join(text.casefold().split()), count=1))
    for form in _FORMS:
        if found := form.fullmatch(plain):
            parts = found.groupdict()
            return _date(parts["year"], parts["month"], parts.get("day"))
    return None


def _date(year: str, month: str | None, day: str | None) -> PartialDate | None:
    number = None if month is None else _MONTHS.get(month) or int(month)
    try:
        return PartialDate(int(year), number, int(day) if day else None)
    except InvalidDate:
        return None


@lru_cache(maxsize=1024)
def without_until(text: str) -> str:
    """Leave out the words by which an end is said: "sampai dengan", "s/d", "akhir"."""
    return _UNTIL.sub("", text)


def dates_in(text: str) -> Iterator[tuple[str, PartialDate]]:
    """Yield the dates that stand in a longer text, each as it is written and as it is meant."""
    for found in _IN_TEXT.finditer(text):
        if day := parse(found[0]):
            yield found[0], day


def read(cell: Cell) -> PartialDate | None:
    """Read the date in a cell, whether the spreadsheet knows it as a date or not."""
    if isinstance(cell, datetime | date):
        return PartialDate(cell.year, cell.month, cell.day)
    if isinstance(cell, float) and _DAYS.start <= cell < _DAYS.stop:
        cell = int(cell)  # what follows is the time of the day
    text = as_text(cell)
    if len(text) == 5 and text.isdecimal() and int(text) in _DAYS:
        return PartialDate.of(_FIRST_DAY + timedelta(days=int(text)))
    return parse(text)
