"""What a case of exemption asks for, day by day; each with its article."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.deadlines import AttentionKind, attention, entered_on
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemption_case import CaseState
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.workdays import Holiday, HolidayKind, WorkingCalendar, YearCalendar

PP_61, PASAL_19, PASAL_20 = "PP 61/2010", "UU 14/2008 Pasal 19", "UU 14/2008 Pasal 20"
DECIDED, TESTED, PROPOSED = CaseState.DITETAPKAN, CaseState.DIUJI, CaseState.DIUSULKAN
CALENDAR = WorkingCalendar(
    [
        YearCalendar(
            year=2026,
            decree="Keputusan Bersama Nomor 1",
            decree_date=date(2025, 9, 19),
            holidays=(
                Holiday(date=date(2026, 6, 1), name="Hari Lahir Pancasila", kind=HolidayKind.LIBUR),
            ),
        )
    ]
)
DECISION_DAY = date(2026, 1, 12)


def item(**fields):
    return InformationItem(
        **{
            "information_category": Category.DIKECUALIKAN,
            "exemption_status": ExemptionStatus.SELURUHNYA,
            "exemption_decision_number": "188/PPID/2026",
            "exemption_decision_date": DECISION_DAY,
            **fields,
        }
    )


def until(end, type_=PeriodType.TANGGAL, **fields):
    return item(exemption_period_type=type_, exemption_end=PartialDate.parse(end), **fields)


def on_condition(**fields):
    return item(exemption_period_type=PeriodType.KONDISI, **fields)


def asked(entry, state, today, since=DECISION_DAY):
    return attention(entry, state, since, date.fromisoformat(today), CALENDAR)


@pytest.mark.parametrize(
    ("end", "today", "kind"),
    [
        pytest.param("2026-12-31", "2026-10-01", None, id="UU 14/2008 Pasal 20-91 days"),
        pytest.param(
            "2026-12-31", "2026-10-02", AttentionKind.SEMBILAN_PULUH_HARI, id="Pasal 20-90 days"
        ),
        pytest.param(
            "2026-12-31", "2026-11-30", AttentionKind.SEMBILAN_PULUH_HARI, id="Pasal 20-31 days"
        ),
        pytest.param(
            "2026-12-31", "2026-12-01", AttentionKind.TIGA_PULUH_HARI, id="Pasal 20-30 days"
        ),
        pytest.param(
            "2026-12-31", "2026-12-30", AttentionKind.TIGA_PULUH_HARI, id="Pasal 20-1 day"
        ),
        pytest.param("2026-12-31", "2026-12-31", AttentionKind.HARI_INI, id="Pasal 20-0 days"),
        pytest.param(
            "2026-12-31", "2027-01-01", AttentionKind.BERAKHIR, id="PP 61/2010-a day over"
        ),
        pytest.param(
            "2026-12-31", "2031-01-01", AttentionKind.BERAKHIR, id="PP 61/2010-years over"
        ),
    ],
)
@pytest.mark.parametrize("state", [PROPOSED, TESTED, DECIDED], ids=str)
def test_an_exemption_is_told_in_the_narrowest_band_before_its_end(state, end, today, kind):
    """Every closed state: a period that is over is over before the decision too."""
    since = date.fromisoformat(today)
    found = asked(until(end), state, today, since=since)
    assert [told.kind for told in found] == ([kind] if kind else [])
    for told in found:
        assert told.due == date(2026, 12, 31)
        assert not told.provisional
        law = PP_61 if kind is AttentionKind.BERAKHIR else PASAL_20
        assert str(told.citation) == law
        assert "2026-12-31" in told.message
        assert law in told.message


def test_a_year_ends_on_its_last_day():
    """The type `tahun` runs to 31 December, whatever the day is called."""
    [told] = asked(until("2026", PeriodType.TAHUN), DECIDED, "2026-12-31")
    assert (told.kind, told.due) == (AttentionKind.HARI_INI, date(2026, 12, 31))


@pytest.mark.parametrize(
    "entry",
    [item(), item(exemption_period_type=PeriodType.PERMANEN)],
    ids=["no period", "permanent"],
)
def test_what_has_no_end_is_not_told(entry):
    """Other rules speak of a period that is missing."""
    assert asked(entry, DECIDED, "2036-01-01") == []


@pytest.mark.parametrize("state", [CaseState.TERBUKA, CaseState.DITOLAK, CaseState.DIBUKA], ids=str)
def test_what_is_open_asks_for_nothing(state):
    """Also when fields of an exemption are left behind."""
    entry = until("2020-01-01", exemption_decision_number="")
    assert asked(entry, state, "2026-06-01") == []


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        pytest.param(PROPOSED, AttentionKind.BELUM_DIUJI, id=f"{PASAL_19}-proposed"),
        pytest.param(TESTED, AttentionKind.BELUM_DITETAPKAN, id=f"{PASAL_19}-tested"),
    ],
)
def test_a_case_is_late_after_ten_working_days(state, kind):
    """From Friday 22 May 2026 over the holiday of 1 June: the tenth is Monday 8 June."""
    since = date(2026, 5, 22)
    assert asked(item(), state, "2026-06-08", since) == []
    [told] = asked(item(), state, "2026-06-09", since)
    assert (told.kind, told.due, told.provisional) == (kind, date(2026, 6, 8), False)
    assert str(told.citation) == PASAL_19
    for words in ("2026-05-22", "2026-06-08", "10 working days"):
        assert words in told.message


def test_a_term_into_a_year_without_a_decree_is_provisional():
    """The calendar says so; the deadline may still move."""
    [told] = asked(item(), PROPOSED, "2027-02-01", date(2026, 12, 28))
    assert told.provisional


@pytest.mark.parametrize(
    ("today", "due"),
    [
        pytest.param("2026-07-11", None, id="UU 14/2008 Pasal 20-before six months"),
        pytest.param("2026-07-12", date(2026, 7, 12), id="UU 14/2008 Pasal 20-six months"),
        pytest.param("2027-01-11", date(2026, 7, 12), id="UU 14/2008 Pasal 20-still the first"),
        pytest.param("2027-01-12", date(2027, 1, 12), id="UU 14/2008 Pasal 20-a year"),
        pytest.param("2025-12-01", None, id="record-decided in the future"),
    ],
)
def test_a_condition_is_checked_every_six_months(today, due):
    """From the decision on, or from the start where that is later."""
    entry = on_condition(exemption_start=date(2025, 3, 1))
    found = asked(entry, DECIDED, today)
    assert [(told.kind, told.due) for told in found] == (
        [(AttentionKind.PERIKSA_SYARAT, due)] if due else []
    )
    if found:
        assert str(found[0].citation) == PASAL_20


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"exemption_start": date(2026, 3, 1)}, date(2026, 9, 1)),
        ({"exemption_decision_date": None}, date(2026, 8, 20)),
        ({"exemption_start": date(2026, 3, 31)}, date(2026, 9, 30)),
    ],
    ids=["start after the decision", "no dates: since", "end of a month"],
)
def test_a_check_counts_from_the_latest_of_its_dates(fields, due):
    """Where neither date is there it counts from the day the case came to its state."""
    [told] = asked(on_condition(**fields), DECIDED, "2026-10-10", since=date(2026, 2, 20))
    assert (told.kind, told.due) == (AttentionKind.PERIKSA_SYARAT, due)


@pytest.mark.parametrize("state", [PROPOSED, TESTED], ids=str)
def test_a_condition_is_not_checked_before_the_decision(state):
    """It is not in force yet."""
    today = date(2027, 1, 4)
    assert attention(on_condition(), state, today, today, CALENDAR) == []


def test_a_decision_without_a_number_is_told():
    """The list of exempt information (DIK) has a column for it (PP 61/2010)."""
    [told] = asked(item(exemption_decision_number=""), DECIDED, "2026-02-02")
    assert (told.kind, told.due) == (AttentionKind.TANPA_NOMOR, DECISION_DAY)
    assert str(told.citation) == PP_61
    assert "2026-01-12" in told.message


def test_the_most_urgent_comes_first():
    """The order of the kinds is the order of urgency."""
    entry = until("2026-01-31", PeriodType.KONDISI, exemption_decision_number="")
    kinds = [told.kind for told in asked(entry, DECIDED, "2026-08-01")]
    assert kinds == [
        AttentionKind.BERAKHIR,
        AttentionKind.PERIKSA_SYARAT,
        AttentionKind.TANPA_NOMOR,
    ]
    assert kinds == sorted(kinds, key=list(AttentionKind).index)


@pytest.mark.parametrize(
    ("state", "fields", "since"),
    [
        (DECIDED, {}, DECISION_DAY),
        (DECIDED, {"exemption_decision_date": None}, date(2026, 5, 5)),
        (TESTED, {"consequence_test_date": date(2026, 1, 6)}, date(2026, 1, 6)),
        (TESTED, {}, date(2026, 5, 5)),
        (PROPOSED, {"consequence_test_date": date(2026, 1, 6)}, date(2026, 5, 5)),
    ],
)
def test_a_state_counts_from_its_paper(state, fields, since):
    """A proposal has no paper; an entry that came with its papers has no move."""
    assert entered_on(item(**fields), state, date(2026, 5, 5)) == since
