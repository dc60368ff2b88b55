"""Working days, and the calendar files that say which days are none."""

from __future__ import annotations

import copy
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

from ckanext.ppidbontang.domain.exceptions import CalendarError
from ckanext.ppidbontang.domain.workdays import Deadline, HolidayKind, calendar_from_records

KALENDER = Path(__file__).parents[2] / "config" / "kalender"
RECORD = {
    "year": 2026,
    "decree": "Keputusan Bersama Nomor 1",
    "decree_date": "2025-09-19",
    "holidays": [{"date": date(2026, 1, 1), "name": "Tahun Baru", "kind": "libur"}],
}


@pytest.fixture(scope="module")
def calendar():
    files = sorted(KALENDER.glob("*.yaml"))
    return calendar_from_records([yaml.safe_load(file.read_text("utf-8")) for file in files])


@pytest.mark.parametrize("file", sorted(KALENDER.glob("*.yaml")), ids=lambda file: file.name)
def test_a_calendar_file_is_named_after_its_year(file):
    """The file of a year holds that year, its decree, and days in the order of the year."""
    [year] = calendar_from_records([yaml.safe_load(file.read_text("utf-8"))]).years
    assert file.stem == str(year.year)
    assert "Keputusan Bersama" in year.decree
    days = [holiday.date for holiday in year.holidays]
    assert days == sorted(days)


@pytest.mark.parametrize(("year", "holidays", "joint_leave"), [(2025, 17, 11), (2026, 17, 8)])
def test_a_calendar_has_as_many_days_as_its_decree(calendar, year, holidays, joint_leave):
    """The totals are those announced with the decrees."""
    [of_year] = [decreed for decreed in calendar.years if decreed.year == year]
    kinds = [holiday.kind for holiday in of_year.holidays]
    assert kinds.count(HolidayKind.LIBUR) == holidays
    assert kinds.count(HolidayKind.CUTI_BERSAMA) == joint_leave


@pytest.mark.parametrize(
    ("received", "days", "deadline"),
    [
        ("2026-11-16", 10, Deadline(on=date(2026, 11, 30), provisional=False)),
        ("2026-11-21", 1, Deadline(on=date(2026, 11, 23), provisional=False)),
        ("2026-03-13", 10, Deadline(on=date(2026, 4, 6), provisional=False)),
        ("2025-12-30", 2, Deadline(on=date(2026, 1, 2), provisional=False)),
        ("2026-12-20", 10, Deadline(on=date(2027, 1, 5), provisional=True)),
        ("2024-12-31", 1, Deadline(on=date(2025, 1, 2), provisional=False)),
        ("2024-12-27", 2, Deadline(on=date(2024, 12, 31), provisional=True)),
        ("2026-12-31", 0, Deadline(on=date(2026, 12, 31), provisional=False)),
    ],
)
def test_a_deadline(calendar, received, days, deadline):
    """UU 14/2008 Pasal 22 ayat (7): receipt is day 0; a term beyond the decrees is marked."""
    assert deadline == calendar.add_working_days(date.fromisoformat(received), days)


def test_a_term_is_not_negative(calendar):
    """Counting back is a mistake of the caller."""
    with pytest.raises(ValueError, match="-1 working days"):
        calendar.add_working_days(date(2026, 1, 1), -1)


def changed(**changes: object) -> dict[str, object]:
    return {**copy.deepcopy(RECORD), **changes}


def with_holiday(**changes: object) -> dict[str, object]:
    return changed(holidays=[{**RECORD["holidays"][0], **changes}])


@pytest.mark.parametrize(
    ("records", "problem"),
    [
        (None, "calendar: None must be a list of records"),
        (["2026"], "calendar[1]: '2026' must be a record of fields and values"),
        ([changed(year="2026")], "calendar[1], year: '2026' must be the number of a year"),
        ([changed(year=True)], "calendar[1], year: True must be the number of a year"),
        ([RECORD, RECORD], "calendar 2026, year: 2026 is given twice"),
        ([changed(decree="")], "calendar 2026, decree: '' must be filled in"),
        (
            [changed(decree_date="19 September 2025")],
            "calendar 2026, decree_date: '19 September 2025' must be a date, as in 2025-03-31",
        ),
        (
            [changed(decree_date=datetime(2025, 9, 19, 8))],  # noqa: DTZ001 (as YAML gives it)
            "calendar 2026, decree_date: datetime.datetime(2025, 9, 19, 8, 0) must be a date, "
            "as in 2025-03-31",
        ),
        ([changed(holidays=None)], "calendar 2026, holidays: None must be a list of records"),
        (
            [changed(libur=[])],
            "calendar[1], libur: [] is given for a field that does not exist",
        ),
        (
            [with_holiday(date=date(2027, 1, 1))],
            "calendar 2026, holidays[1], date: '2027-01-01' is not in the year 2026",
        ),
        (
            [with_holiday(date="besok")],
            "calendar 2026, holidays[1], date: 'besok' must be a date, as in 2025-03-31",
        ),
        (
            [with_holiday(kind="cuti")],
            "calendar 2026, holidays[1], kind: 'cuti' must be one of "
            "libur, cuti-bersama, pemilu, daerah",
        ),
        ([with_holiday(name=None)], "calendar 2026, holidays[1], name: None must be filled in"),
        (
            [changed(holidays=RECORD["holidays"] * 2)],
            "calendar 2026, holidays[2], date: '2026-01-01' is given twice",
        ),
    ],
)
def test_a_wrong_calendar_is_told_by_field(records, problem):
    """The error names the year, the field, the value and the rule."""
    with pytest.raises(CalendarError) as caught:
        calendar_from_records(records)
    assert caught.value.problems == (problem,)
