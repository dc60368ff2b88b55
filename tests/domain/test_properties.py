"""What holds for any entry and any date."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import ExemptionPeriod, PeriodType, add_months, add_years
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import InformationItem, LegalBasis
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.domain.rules import check
from ckanext.ppidbontang.domain.vocabularies import PersonalData, UpdateFrequency
from ckanext.ppidbontang.domain.workdays import Holiday, HolidayKind, WorkingCalendar, YearCalendar

quick = settings(max_examples=25, deadline=None, database=None)

texts = st.text(max_size=20) | st.sampled_from(["", " ", "UU 14/2008", "\ud800\x00", "a" * 20_001])
dates = st.dates()
partial_dates = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]),
    dates,
    st.integers(1, 3),
)
optional_dates = st.none() | dates
optional_partial_dates = st.none() | partial_dates
items = st.builds(
    InformationItem,
    title=texts,
    notes=texts,
    tags=st.lists(texts, max_size=2).map(tuple),
    resource_count=st.integers(0, 2),
    published=st.booleans(),
    region_code=texts,
    information_category=st.none() | st.sampled_from(Category),
    information_kind=st.none() | st.sampled_from(KINDS),
    exemption_status=st.none() | st.sampled_from(ExemptionStatus),
    period_start=optional_partial_dates,
    period_end=optional_partial_dates,
    update_frequency=st.none() | st.sampled_from(UpdateFrequency),
    personal_data=st.none() | st.sampled_from(PersonalData),
    exemption_grounds=st.lists(st.sampled_from(Ground), max_size=3).map(tuple),
    exemption_legal_basis=st.lists(st.builds(LegalBasis, law=texts, article=texts), max_size=2).map(
        tuple
    ),
    exempt_parts=texts,
    exemption_period_type=st.none() | st.sampled_from(PeriodType),
    exemption_start=optional_dates,
    exemption_end=optional_partial_dates,
    exemption_condition=texts,
    consequence_test_date=optional_dates,
    exemption_decision_date=optional_dates,
    unreadable=st.dictionaries(
        st.sampled_from(["information_category", "exemption_end", "resources", "?"]),
        texts,
        max_size=2,
    ),
)


@quick
@given(items)
def test_check_never_raises_and_always_says_the_same(item):
    """Any entry is judged, its messages can be sent, and the same entry is judged alike."""
    found = check(item, regions={"64.74"})
    assert found == check(item, regions={"64.74"})
    for violation in found:
        assert violation.message.encode("utf-8")


@quick
@given(items)
def test_an_entry_is_open_only_when_it_says_so(item):
    """Whatever else is on it, only an open category with a status that opens is not closed."""
    says_so = (
        item.information_category not in (None, Category.DIKECUALIKAN)
        and item.exemption_status is not None
    )
    assert item.effective_status is (
        item.exemption_status if says_so else ExemptionStatus.SELURUHNYA
    )


@quick
@given(partial_dates)
def test_a_date_is_read_as_it_is_written(day):
    """Writing and reading a date gives it back, and it lies between its first and last day."""
    assert PartialDate.parse(str(day)) == day
    assert day.first_day() <= day.last_day()


@quick
@given(dates, st.integers(-200_000, 200_000))
def test_months_keep_the_day_where_they_can(day, months):
    """A month further lies in that month, and never outside the calendar."""
    moved = add_months(day, months)
    if date.min < moved < date.max:
        assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day <= day.day or moved == date.max


@quick
@given(dates, st.integers(1, 60))
def test_a_year_later_is_never_longer_than_the_years(day, years):
    """A term counted from 29 February ends on 28 February, not after it."""
    assert add_years(day, years) <= date(min(day.year + years, 9999), 12, 31)
    assert add_years(day, years) >= day


@quick
@given(st.sampled_from(PeriodType), optional_partial_dates, dates, st.integers(0, 400))
def test_a_period_ends_once(kind, end, on, days):
    """An exemption that has ended does not end soon, and one without a last day never ends."""
    period = ExemptionPeriod(type=kind, end=end)
    assert not (period.has_ended(on) and period.ends_within(on, days))
    if period.last_day() is None:
        assert not period.has_ended(on)
        assert not period.ends_within(on, days)


holidays = st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30)


@quick
@given(holidays, st.dates(date(2025, 12, 1), date(2026, 12, 31)), st.integers(1, 47))
def test_a_deadline_has_its_working_days_before_it(off, received, days):
    """From the day after receipt to the deadline there are exactly so many working days."""
    calendar = WorkingCalendar(
        [
            YearCalendar(
                year=2026,
                decree="SKB",
                decree_date=date(2025, 9, 19),
                holidays=tuple(
                    Holiday(date=day, name="Libur", kind=HolidayKind.LIBUR) for day in off
                ),
            )
        ]
    )
    deadline = calendar.add_working_days(received, days)
    counted = [received + timedelta(days=n) for n in range(1, (deadline.on - received).days + 1)]
    assert sum(map(calendar.is_working_day, counted)) == days
    assert calendar.is_working_day(deadline.on)
    assert deadline.provisional == any(day.year != 2026 for day in counted)
