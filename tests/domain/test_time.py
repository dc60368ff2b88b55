"""Partial dates, periods and intervals at their edges."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import (
    ExemptionPeriod,
    Interval,
    PeriodType,
    add_months,
    add_years,
)
from ckanext.ppidbontang.domain.exceptions import InvalidDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-03", date(2025, 3, 3), date(2025, 3, 3)),
        (" 2024-02 ", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_partial_date_spans_its_days(text, first, last):
    """A month or a year reaches from its first to its last day."""
    day = PartialDate.parse(text)
    assert (first, last) == (day.first_day(), day.last_day())
    assert str(day) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-13",
        "2025-00",
        "2025-02-30",
        "2025-01-00",
        "0000",
        "25",
        "3 Maret 2025",
        "2025-3",
        "２０２５",
    ],
)
def test_what_is_no_date_is_refused_by_its_value(text):
    """The error names the text and the forms that are allowed."""
    with pytest.raises(InvalidDate, match="is not a date") as caught:
        PartialDate.parse(text)
    assert caught.value.value == text


def test_a_day_without_a_month_is_no_date():
    """A date is known from the year down."""
    with pytest.raises(InvalidDate):
        PartialDate(2025, day=3)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2025, 3, 1), 30, date(2055, 3, 1)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(9990, 1, 1), 30, date.max),
        (date(3, 1, 1), -30, date.min),
    ],
)
def test_adding_years(day, years, expected):
    """A term never reaches past its day, nor out of the calendar."""
    assert expected == add_years(day, years)


def test_adding_months():
    """The end of a month stays within the month."""
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2025, 8, 31), -18) == date(2024, 2, 29)


def test_an_interval_ends_on_a_day():
    """Months and days are added in this order."""
    assert Interval(months=6).after(date(2025, 8, 31)) == date(2026, 2, 28)
    assert Interval(days=7).after(date(2025, 12, 31)) == date(2026, 1, 7)


PERIODS = {
    "tanggal": (PeriodType.TANGGAL, "2026-11-22", date(2026, 11, 22)),
    "tahun through 31 December": (PeriodType.TAHUN, "2030", date(2030, 12, 31)),
    "kondisi with a stated end": (PeriodType.KONDISI, "2030-06", date(2030, 6, 30)),
    "kondisi without": (PeriodType.KONDISI, None, None),
    "permanen": (PeriodType.PERMANEN, "2030", None),
}


@pytest.mark.parametrize(("kind", "end", "last"), PERIODS.values(), ids=PERIODS)
def test_the_last_day_of_an_exemption(kind, end, last):
    """Each type of period has its last day, or none."""
    period = ExemptionPeriod(type=kind, end=PartialDate.parse(end) if end else None)
    assert last == period.last_day()


@pytest.mark.parametrize(
    ("on", "ended", "soon"),
    [
        (date(2026, 8, 23), False, False),
        (date(2026, 8, 24), False, True),
        (date(2026, 11, 22), False, True),
        (date(2026, 11, 23), True, False),
    ],
)
def test_the_end_of_an_exemption(on, ended, soon):
    """The last day still is exempt; the day after is open."""
    period = ExemptionPeriod(type=PeriodType.TANGGAL, end=PartialDate.parse("2026-11-22"))
    assert (ended, soon) == (period.has_ended(on), period.ends_within(on, 90))


def test_an_entry_has_a_period_once_its_type_is_stated(entry):
    """Without a type there is no period to judge."""
    period = entry("whole").exemption_period
    assert period.last_day() == date(2030, 3, 1)
    assert entry("whole", exemption_period_type=None).exemption_period is None
