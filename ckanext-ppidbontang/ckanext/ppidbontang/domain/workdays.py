"""Working days: Monday to Friday, but for the holidays that a decree sets for each year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.exceptions import CalendarError
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.records import Record, read_records

_SATURDAY = 5


class HolidayKind(LabelledCode):
    """Say why a day is not a working day."""

    LIBUR = "libur", _("National holiday")
    CUTI_BERSAMA = "cuti-bersama", _("Joint leave")
    PEMILU = "pemilu", _("Election day")
    DAERAH = "daerah", _("Regional holiday")


@dataclass(frozen=True, kw_only=True, slots=True)
class Holiday:
    """Name a day off."""

    date: date
    name: str
    kind: HolidayKind


@dataclass(frozen=True, kw_only=True, slots=True)
class YearCalendar:
    """Hold the days off of one year, with the decree that sets them."""

    year: int
    decree: str
    decree_date: date
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """Hold the last day of a term; `provisional` when a year in it has no decree yet."""

    on: date
    provisional: bool


class WorkingCalendar:
    """Count working days over the years that have a decree, and provisionally beyond them."""

    def __init__(self, years: Iterable[YearCalendar]) -> None:
        self.years = tuple(sorted(years, key=lambda calendar: calendar.year))
        self._decreed = frozenset(calendar.year for calendar in self.years)
        self._off = frozenset(
            holiday.date for calendar in self.years for holiday in calendar.holidays
        )

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on that day, as far as decrees are known."""
        return day.weekday() < _SATURDAY and day not in self._off

    def add_working_days(self, received: date, days: int) -> Deadline:
        """Return the deadline so many working days after the day of receipt, which is day 0.

        Raises:
            ValueError: The number of days is negative.
        """
        if days < 0:
            raise ValueError(f"a term of {days} working days is less than none")
        on, provisional = received, False
        while days:
            on += timedelta(days=1)
            provisional = provisional or on.year not in self._decreed
            days -= self.is_working_day(on)
        return Deadline(on=on, provisional=provisional)


_YEAR_FIELDS = frozenset({"year", "decree", "decree_date", "holidays"})
_HOLIDAY_FIELDS = frozenset({"date", "name", "kind"})


def calendar_from_records(records: object) -> WorkingCalendar:
    """Build the calendar from a list of parsed year files.

    Raises:
        CalendarError: Something is wrong; the error names every file field that is.
    """
    problems: list[str] = []
    years: dict[int, YearCalendar] = {}
    for record in read_records("calendar", records, problems):
        calendar = _read_year(record)
        if calendar is None:
            continue
        if calendar.year in years:
            record.reject("year", calendar.year, "is given twice")
        years[calendar.year] = calendar
    if problems:
        raise CalendarError(problems)
    return WorkingCalendar(years.values())


def _read_year(record: Record) -> YearCalendar | None:
    """Read one year; None when its number or the date of its decree cannot be read."""
    record.refuse_unknown(_YEAR_FIELDS)
    year = record.fields.get("year")
    if not isinstance(year, int) or isinstance(year, bool):
        record.reject("year", year, "must be the number of a year")
        return None
    record.where = f"calendar {year}"
    decree, decree_date = record.text("decree", required=True), record.day("decree_date")
    holidays = _read_holidays(record, year)
    if decree_date is None:
        return None
    return YearCalendar(year=year, decree=decree, decree_date=decree_date, holidays=holidays)


def _read_holidays(year_record: Record, year: int) -> tuple[Holiday, ...]:
    where = f"{year_record.where}, holidays"
    holidays: dict[date, Holiday] = {}
    for record in read_records(where, year_record.fields.get("holidays"), year_record.problems):
        record.refuse_unknown(_HOLIDAY_FIELDS)
        day, name = record.day("date"), record.text("name", required=True)
        kind = record.choice("kind", tuple(HolidayKind))
        if day is None or not kind:
            continue
        if day.year != year:
            record.reject("date", str(day), f"is not in the year {year}")
        if day in holidays:
            record.reject("date", str(day), "is given twice")
        holidays[day] = Holiday(date=day, name=name, kind=HolidayKind(kind))
    return tuple(holidays.values())
