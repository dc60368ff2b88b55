"""The time that an entry is about, as its title or its fields tell it, and whether two overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.editions import DAY, JOINT, MONTH, NUMERAL, PERIOD, WORD, YEAR


def _numbered(*names: str) -> Mapping[str, int]:
    """Number names from 1; one text holds all names of a number."""
    return {name: at for at, texts in enumerate(names, start=1) for name in texts.split()}


_MONTHS = _numbered(
    *("jan", "feb peb", "mar", "apr", "mei", "jun", "jul", "ag agu ags agt", "sep", "okt"),
    *("nov nop", "des"),
)
_NUMERALS = _numbered(
    *("i pertama ganjil", "ii kedua genap", "iii ketiga", "iv keempat", "v", "vi", "vii", "viii"),
    *("ix", "x", "xi", "xii"),
)
# How many months a numbered part of a year has: "Semester II" is from July to December.
_LENGTHS: Mapping[str, int] = {
    **dict.fromkeys(("semester", "smt"), 6),
    **dict.fromkeys(("triwulan", "tw", "kuartal"), 3),
    "caturwulan": 4,
    "bulan": 1,
}
_WEEKS = ("minggu", "pekan")
_SCHOOL_YEAR = re.compile(r"\b(?:ajaran|akademik|pelajaran)\b")
_A_CENTURY = 100
_ALL_MONTHS = ("month", 1, 12)
# What is counted within a smaller unit says nothing once the larger one is a span.
_WITHIN = {"year": ("month", "day"), "month": ("day",)}

Told = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Time:
    """Hold what is known of a time: of each unit that is told the first and the last number.

    `Semester I 2026` tells the year 2026 and the months 1 to 6; what is not told may be any.
    """

    units: tuple[tuple[str, int, int], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is known of it."""
        return bool(self.units)

    @property
    def years(self) -> range:
        """Return the years of it; none where no year is told, or half of all that ever were."""
        first, last = self._known().get("year", (1, 0))
        return range(first, last + 1) if last - first < _A_CENTURY else range(0)

    def overlaps(self, other: Time) -> bool:
        """Tell whether both may be about the same time: no unit that both tell excludes it."""
        mine, theirs = self._known(), other._known()
        return all(
            mine[unit][0] <= theirs[unit][1] and theirs[unit][0] <= mine[unit][1]
            for unit in mine.keys() & theirs.keys()
        )

    def completed_by(self, other: Time) -> Time:
        """Return this time with the units that only the other tells."""
        if not other or self.units == other.units:
            return self
        known = {**other._known(), **self._known()}
        return _time((unit, number) for unit, ends in known.items() for number in ends)

    def _known(self) -> dict[str, tuple[int, int]]:
        return {unit: (first, last) for unit, first, last in self.units}


def of_title(title: str) -> Time:
    """Return the time that a title names: `Semester I 2026`, `24–27 November 2026`.

    A school year is known by the year in which it begins; its semesters are not those of a year.
    """
    text = title.casefold()
    told = _told(WORD.findall(text))
    if not _SCHOOL_YEAR.search(text):
        return _time(number for unit, count in told for number in _in_months(unit, count))
    years = [count for unit, count in told if unit == "year"]
    parts = [("part", count) for unit, count in told if unit in _LENGTHS]
    return _time([*(("year", year) for year in sorted(years)[:1]), *parts])


@lru_cache(maxsize=4096)  # a catalogue has few periods for its many entries
def of_period(start: PartialDate | None, end: PartialDate | None) -> Time:
    """Return the time from a date to another; one alone stands for both."""
    start, end = start or end, end or start
    if start is None or end is None:
        return Time()
    ends = (start.first_day(), end.last_day())
    days = ("day",) if start.day or end.day else ()
    return _time((unit, getattr(day, unit)) for unit in ("year", "month", *days) for day in ends)


@lru_cache(maxsize=4096)
def of_making(made: PartialDate | None) -> Time:
    """Return the time that is likely where none is told but the day on which it was made.

    What is made in a year is about that year or the one before.
    """
    return _time((("year", made.year - 1), ("year", made.year))) if made else Time()


def _time(told: Iterable[Told]) -> Time:
    """Return the time from the first to the last number of each unit."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for unit, number in told:
        numbers[unit].append(number)
    for unit, smaller in _WITHIN.items():
        if len(set(numbers.get(unit, ()))) > 1:
            for part in smaller:
                numbers.pop(part, None)
    units = sorted((unit, min(told), max(told)) for unit, told in numbers.items())
    return Time(tuple(unit for unit in units if unit != _ALL_MONTHS))


def _in_months(unit: str, count: int) -> Iterator[Told]:
    """Yield what is counted; parts of a year as the months that they last."""
    length = _LENGTHS.get(unit)
    if length is None:
        yield ("week" if unit in _WEEKS else unit), count
    else:
        yield from (("month", month) for month in (length * (count - 1) + 1, length * count))


def _told(words: list[str]) -> list[Told]:
    """Return what a title counts, unit by unit."""
    found: list[Told] = []
    unit, days = "", list[int]()
    for word in words:
        is_joint = JOINT.fullmatch(word) is not None
        if YEAR.fullmatch(word):
            found.append(("year", int(word)))
        elif MONTH.fullmatch(word):
            found += [("month", _MONTHS[word[:3]]), *(("day", day) for day in days)]
        elif PERIOD.fullmatch(word):
            unit = word
        elif unit and (number := _numeral(word)):
            found.append((unit, number))
        elif DAY.fullmatch(word):
            days.append(int(word))
            continue
        elif not is_joint:
            unit = ""
        days = days if is_joint else []
    return found


def _numeral(word: str) -> int | None:
    """Return the number that counts a period, or None where a word is none."""
    if word in _NUMERALS:
        return _NUMERALS[word]
    return int(word) if NUMERAL.fullmatch(word) and word.isdecimal() else None
