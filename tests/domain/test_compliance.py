"""How ready a body is: each aspect with its law, the score, its band, and what mending does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.compliance import (
    Aspect,
    Band,
    File,
    Holdings,
    Measure,
    Place,
    Recorded,
    assess,
    band,
    city,
    score,
)
from ckanext.ppidbontang.domain.compliance.aspects import WEIGHTS
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.exemption_case import CaseState
from ckanext.ppidbontang.domain.kinds import KINDS, kind
from ckanext.ppidbontang.domain.rules import Severity
from ckanext.ppidbontang.domain.vocabularies import PersonalData, UpdateFrequency
from ckanext.ppidbontang.domain.workdays import WorkingCalendar

from .conftest import ANNOUNCEMENT, PARTIAL, PERIODIC, WHOLE

TODAY = date(2026, 3, 2)
CALENDAR = WorkingCalendar([])
OWED = [one for one in KINDS if one.category in (Category.BERKALA, Category.SETIAP_SAAT)]
# Data without a duty to renew them, in an open format, of a kind.
DATA = replace(
    PERIODIC,
    information_category=Category.SETIAP_SAAT,
    information_kind=kind("setiap-saat-03"),
    update_frequency=UpdateFrequency.INSIDENTAL,
    unit="jiwa",
)


def entry(item, id="a", updated=TODAY, **changes):
    item = replace(item, title=f"Judul {id}", name=id, **changes)
    return Entry(id=id, body="dinkes", published=date(2025, 1, 1), updated=updated, item=item)


def assessed(*entries, files=None, cases=None, today=TODAY):
    holdings = Holdings(entries=tuple(entries), files=files or {}, cases=cases or {})
    return assess(holdings, today, CALENDAR)


def measured(assessment, aspect):
    [measure] = [one for one in assessment.figures.measures if one.aspect is aspect]
    return (measure.met, measure.total)


def found(assessment, aspect):
    return [one for one in assessment.findings if one.aspect is aspect]


def codes(assessment, aspect):
    return [(one.violation.code, one.violation.field) for one in found(assessment, aspect)]


def a_file(**changes):
    return File(**{"id": "r", "name": "Berkas", "format": "CSV", **changes})


class TestKinds:
    def test_a_body_with_nothing_owes_all_28_and_has_no_score(self):
        """UU 14/2008 Pasal 9 and 11: eleven and seventeen kinds; an announcement needs an event."""
        nothing = assessed()
        assert measured(nothing, Aspect.JENIS) == (0, 28)
        assert nothing.figures.score == 0
        assert nothing.figures.band is Band.TIDAK_INFORMATIF
        assert [one.kind for one in nothing.findings] == OWED
        first = nothing.findings[0]
        assert (first.place, first.entry, first.violation.field) == (
            Place.NEW,
            None,
            "information_kind",
        )
        assert first.violation.message == (
            '"Kind of information": nothing is published of the kind "Profil Badan Publik" '
            "(Informasi Berkala) (PERKI 1/2021 Pasal 14)."
        )

    def test_one_entry_makes_a_dip(self):
        """Pasal 11 ayat (1) huruf a: the portal's own register is the list."""
        assert measured(assessed(entry(PERIODIC)), Aspect.JENIS) == (2, 28)

    def test_exempt_information_is_in_no_dip(self):
        assert measured(assessed(entry(WHOLE)), Aspect.JENIS) == (0, 28)

    def test_a_body_with_every_kind_owes_nothing(self):
        everything = [
            entry(DATA, id=one.code, information_category=one.category, information_kind=one)
            for one in OWED
            if one.code not in ("setiap-saat-01", "setiap-saat-16")
        ]
        assert measured(assessed(*everything), Aspect.JENIS) == (28, 28)


class TestColumns:
    def test_every_empty_column_is_one_finding(self):
        """PERKI 1/2021 Pasal 23: the standard of the DIP."""
        lacking = assessed(entry(PERIODIC, retention="", created_place=" "), entry(DATA, id="b"))
        assert measured(lacking, Aspect.DIP) == (12, 14)
        assert codes(lacking, Aspect.DIP) == [
            ("dip-column-missing", "created_place"),
            ("dip-column-missing", "retention"),
        ]

    def test_what_is_wholly_exempt_is_not_looked_at(self):
        assert measured(assessed(entry(WHOLE, retention="")), Aspect.DIP) == (0, 0)

    def test_what_is_partly_exempt_is_listed(self):
        assert measured(assessed(entry(PARTIAL, retention="")), Aspect.DIP) == (6, 7)


class TestRenewals:
    def test_periodic_information_is_late_after_six_months(self):
        """UU 14/2008 Pasal 9 ayat (3)."""
        late = assessed(entry(PERIODIC, updated=date(2025, 8, 1)), entry(DATA, id="b"))
        assert measured(late, Aspect.KEMUTAKHIRAN) == (0, 1)
        assert codes(late, Aspect.KEMUTAKHIRAN) == [("entry-late", "update_frequency")]
        assert str(found(late, Aspect.KEMUTAKHIRAN)[0].violation.citation) == (
            "UU 14/2008 Pasal 9 ayat (3)"
        )

    def test_who_renewed_in_time_is_not(self):
        assert measured(assessed(entry(PERIODIC)), Aspect.KEMUTAKHIRAN) == (1, 1)

    def test_an_announcement_is_of_its_moment(self):
        assert measured(assessed(entry(ANNOUNCEMENT)), Aspect.KEMUTAKHIRAN) == (0, 0)


class TestExemptions:
    def case(self, item, state=CaseState.DITETAPKAN, since=date(2025, 2, 20), **changes):
        return assessed(entry(item, **changes), cases={"a": Recorded(state=state, since=since)})

    @pytest.mark.parametrize("item", [WHOLE, PARTIAL], ids=["whole", "partial"])
    def test_a_reasoned_exemption_is_met(self, item):
        assert measured(self.case(item), Aspect.PENGECUALIAN) == (1, 1)

    @pytest.mark.parametrize(
        ("changes", "code", "field", "place"),
        [
            pytest.param(
                {"exemption_consequence_open": ""},
                "exemption-required",
                "exemption_consequence_open",
                Place.FORM,
                id="UU 14/2008 Pasal 19-reasons",
            ),
            pytest.param(
                {"exemption_decision_number": ""},
                "exemption-paper-incomplete",
                "exemption_decision_number",
                Place.FORM,
                id="PP 61/2010-papers",
            ),
            pytest.param(
                {"exemption_start": None},
                "exemption-start-missing",
                "exemption_start",
                Place.FORM,
                id="UU 14/2008 Pasal 20-period",
            ),
            pytest.param(
                {"exemption_end": PartialDate.parse("2026-03-01")},
                "exemption-ended",
                "exemption_end",
                Place.CASE,
                id="PP 61/2010-ended, not opened",
            ),
        ],
    )
    def test_a_gap_is_named_with_its_field(self, changes, code, field, place):
        gap = self.case(WHOLE, **changes)
        assert measured(gap, Aspect.PENGECUALIAN) == (0, 1)
        assert codes(gap, Aspect.PENGECUALIAN) == [(code, field)]
        assert found(gap, Aspect.PENGECUALIAN)[0].place is place

    def test_what_is_still_to_come_is_no_gap(self):
        """UU 14/2008 Pasal 20: an exemption that ends soon is not over."""
        assert (
            found(
                self.case(WHOLE, exemption_end=PartialDate.parse("2026-03-02")), Aspect.PENGECUALIAN
            )
            == []
        )

    def test_a_proposal_has_no_papers_until_they_are_due(self):
        """UU 14/2008 Pasal 19: it closes at once, and is tested and decided in time."""
        undecided = {
            "consequence_test_number": "",
            "consequence_test_date": None,
            "consequence_test_place": "",
            "exemption_decision_number": "",
            "exemption_decision_date": None,
            "exemption_decision_official": "",
        }
        fresh = self.case(WHOLE, CaseState.DIUSULKAN, date(2026, 2, 27), **undecided)
        assert codes(fresh, Aspect.PENGECUALIAN) == []
        old = self.case(WHOLE, CaseState.DIUSULKAN, date(2026, 1, 5), **undecided)
        assert codes(old, Aspect.PENGECUALIAN) == [("proposal-not-tested", "consequence_test_date")]

    def test_what_does_not_say_whether_it_is_open_is_closed_and_to_be_mended(self):
        """UU 14/2008 Pasal 54: doubt closes."""
        doubtful = assessed(entry(PERIODIC, exemption_status=None))
        assert measured(doubtful, Aspect.PENGECUALIAN) == (0, 1)
        assert codes(doubtful, Aspect.PENGECUALIAN) == [("required", "exemption_status")]
        assert measured(doubtful, Aspect.DIP) == (0, 0)


class TestFiles:
    @pytest.mark.parametrize(
        ("formats", "met"),
        [
            (["PDF"], False),
            (["PDF", "CSV"], True),
            (["xlsx"], True),
            (["GeoJSON"], True),
            (["ods"], True),
            (["DOCX", "JPEG"], False),
            ([""], False),
        ],
    )
    def test_data_are_there_in_a_format_that_programs_read(self, formats, met):
        """Perpres 39/2019 Pasal 3: interoperability."""
        files = {"a": tuple(a_file(id=str(n), format=one) for n, one in enumerate(formats))}
        looked = assessed(entry(DATA), files=files)
        assert measured(looked, Aspect.FORMAT) == (int(met), 1)
        assert codes(looked, Aspect.FORMAT) == (
            [] if met else [("data-not-machine-readable", "resources")]
        )

    def test_a_document_owes_no_table(self):
        """Perpres 39/2019 Pasal 4: only data have a unit, a measure or an indicator."""
        files = {"a": (a_file(format="PDF"),)}
        assert measured(assessed(entry(PERIODIC), files=files), Aspect.FORMAT) == (0, 0)

    def test_a_link_that_nobody_tried_says_nothing(self):
        files = {"a": (a_file(id="1", works=True), a_file(id="2", works=False), a_file(id="3"))}
        looked = assessed(entry(DATA), files=files)
        assert measured(looked, Aspect.TAUTAN) == (1, 2)
        [gap] = found(looked, Aspect.TAUTAN)
        assert (gap.file, gap.place) == (files["a"][1], Place.FILE)

    def test_columns_that_look_personal_are_a_gap(self):
        """UU 14/2008 Pasal 17 huruf h."""
        files = {
            "a": (
                a_file(id="1", columns=("kelurahan", "nik", "no_hp")),
                a_file(id="2", columns=("tahun",)),
            )
        }
        looked = assessed(entry(DATA, personal_data=PersonalData.TIDAK), files=files)
        assert measured(looked, Aspect.DATA_PRIBADI) == (1, 2)
        [gap] = found(looked, Aspect.DATA_PRIBADI)
        assert (gap.violation.code, gap.violation.field) == (
            "columns-look-personal",
            "personal_data",
        )
        assert "nik, no_hp" in gap.violation.message
        assert str(gap.violation.citation) == "UU 14/2008 Pasal 17 huruf h"

    def test_what_was_made_anonymous_is_asked_for_once_more(self):
        files = {"a": (a_file(columns=("nama",)),)}
        looked = assessed(entry(DATA, personal_data=PersonalData.DIANONIMKAN), files=files)
        assert measured(looked, Aspect.DATA_PRIBADI) == (1, 1)
        assert codes(looked, Aspect.DATA_PRIBADI) == [
            ("columns-look-personal-yet", "personal_data")
        ]

    def test_files_of_what_is_closed_are_never_looked_at(self):
        """UU 14/2008 Pasal 54: should there be any, nothing of them is told."""
        files = {"a": (a_file(format="PDF", columns=("nik",), works=False),)}
        looked = assessed(entry(replace(WHOLE, unit="jiwa")), files=files)
        for aspect in (Aspect.FORMAT, Aspect.TAUTAN, Aspect.DATA_PRIBADI):
            assert measured(looked, aspect) == (0, 0)


class TestScore:
    def test_the_weights_are_of_a_hundred(self):
        assert set(WEIGHTS) == set(Aspect)
        assert sum(WEIGHTS.values()) == 100

    def test_it_is_the_weighted_mean_of_what_there_is_to_look_at(self):
        measures = [
            Measure(aspect=Aspect.JENIS, met=14, total=28),
            Measure(aspect=Aspect.DIP, met=7, total=7),
            Measure(aspect=Aspect.FORMAT, met=0, total=0),
        ]
        assert score(measures) == 70.0  # (30 * 0.5 + 20 * 1) / 50

    @pytest.mark.parametrize(
        ("points", "expected"),
        [
            (100, "Informatif"),
            (90, "Informatif"),
            (89.9, "Menuju Informatif"),
            (80, "Menuju Informatif"),
            (79.9, "Cukup Informatif"),
            (60, "Cukup Informatif"),
            (59.9, "Kurang Informatif"),
            (40, "Kurang Informatif"),
            (39.9, "Tidak Informatif"),
            (0, "Tidak Informatif"),
        ],
        ids=lambda value: f"PERKI 1/2022-{value}",
    )
    def test_the_bands(self, points, expected):
        assert band(points).label == expected

    def test_every_body_counts_alike_in_the_city(self):
        full = assessed(*(entry(DATA, id=str(number)) for number in range(20))).figures
        empty = assessed().figures
        whole = city([full, empty])
        assert whole.score == round((full.score + empty.score) / 2, 1)
        assert whole.entries == 20
        assert whole.findings == full.findings + empty.findings
        jenis = next(one for one in whole.measures if one.aspect is Aspect.JENIS)
        assert (jenis.met, jenis.total) == (2, 56)

    def test_a_city_without_bodies_has_no_score(self):
        assert city([]).score == 0


def test_the_most_serious_comes_first():
    files = {"a": (a_file(columns=("nik",), works=False, format="PDF"),)}
    everything = assessed(
        entry(replace(DATA, personal_data=PersonalData.TIDAK), retention=""),
        entry(WHOLE, id="b", exemption_consequence_open=""),
        entry(PERIODIC, id="c", updated=date(2025, 1, 1)),
        files=files,
    )
    assert list(dict.fromkeys(one.aspect for one in everything.findings)) == list(Aspect)


def test_no_finding_refuses_and_every_one_cites_the_law():
    """The rules that this part declares are findings with a citation."""
    files = {"a": (a_file(columns=("nik",), works=False, format="PDF"),)}
    looked = assessed(entry(replace(DATA, personal_data=PersonalData.TIDAK)), files=files)
    for one in looked.findings:
        assert one.violation.severity is Severity.FINDING
        assert one.violation.citation is not None


# -- what holds for any holdings -----------------------------------------------------------------

BLANKS = {"retention": "", "created_place": "", "controlling_unit": ""}
items = st.builds(
    lambda item, blanks, data: replace(item, **dict.fromkeys(blanks, ""), personal_data=data),
    st.sampled_from([PERIODIC, ANNOUNCEMENT, DATA, WHOLE, PARTIAL]),
    st.sets(st.sampled_from(sorted(BLANKS))),
    st.sampled_from(PersonalData),
)
files = st.lists(
    st.builds(
        File,
        id=st.sampled_from("123"),
        name=st.just("Berkas"),
        format=st.sampled_from(["CSV", "PDF", ""]),
        columns=st.none() | st.just(("tahun",)) | st.just(("nik", "tahun")),
        works=st.none() | st.booleans(),
    ),
    max_size=2,
    unique_by=lambda file: file.id,
).map(tuple)
days = st.dates(date(2024, 1, 1), TODAY)


@st.composite
def holdings(draw):
    ids = [str(number) for number in range(draw(st.integers(0, 5)))]
    entries = tuple(entry(draw(items), id=id, updated=draw(days)) for id in ids)
    states = st.sampled_from([state for state in CaseState if state.is_closed])
    cases = {
        id: Recorded(state=draw(states), since=draw(days)) for id in ids if draw(st.booleans())
    }
    return Holdings(entries=entries, files={id: draw(files) for id in ids}, cases=cases)


wild = settings(max_examples=60, deadline=None, database=None)


@wild
@given(holdings(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(held, random):
    shuffled = random.sample(held.entries, len(held.entries))
    again = replace(held, entries=tuple(shuffled), files=dict(reversed(held.files.items())))
    first = assess(held, TODAY, CALENDAR)
    assert first == assess(again, TODAY, CALENDAR)
    assert 0 <= first.figures.score <= 100


MENDS = {
    Aspect.DIP: lambda held, gap: _changed(held, gap, **{gap.violation.field: "5 tahun"}),
    Aspect.DATA_PRIBADI: lambda held, gap: _with_file(held, gap, columns=("tahun",)),
    Aspect.TAUTAN: lambda held, gap: _with_file(held, gap, works=True),
    Aspect.FORMAT: lambda held, gap: replace(
        held,
        files={**held.files, gap.entry.id: (*held.files[gap.entry.id], a_file(id="new"))},
    ),
    Aspect.KEMUTAKHIRAN: lambda held, gap: _renewed(held, gap),
    Aspect.JENIS: lambda held, gap: replace(
        held,
        entries=(
            *held.entries,
            entry(
                DATA,
                id=gap.kind.code,
                information_category=gap.kind.category,
                information_kind=gap.kind,
            ),
        ),
    ),
}


def _changed(held, gap, **changes):
    entries = tuple(
        replace(one, item=replace(one.item, **changes)) if one.id == gap.entry.id else one
        for one in held.entries
    )
    return replace(held, entries=entries)


def _renewed(held, gap):
    entries = tuple(
        replace(one, updated=TODAY) if one.id == gap.entry.id else one for one in held.entries
    )
    return replace(held, entries=entries)


def _with_file(held, gap, **changes):
    mended = tuple(
        replace(file, **changes) if file.id == gap.file.id else file
        for file in held.files[gap.entry.id]
    )
    return replace(held, files={**held.files, gap.entry.id: mended})


@wild
@given(holdings(), st.data())
def test_mending_a_finding_never_lowers_the_score(held, data):
    before = assess(held, TODAY, CALENDAR)
    gaps = [gap for gap in before.findings if gap.aspect in MENDS]
    gap = data.draw(st.sampled_from(gaps))  # a body that owes nothing is none of these
    after = assess(MENDS[gap.aspect](held, gap), TODAY, CALENDAR)
    assert after.figures.score >= before.figures.score
    assert gap not in after.findings or gap.kind in _met_by_others(gap)


def _met_by_others(gap):
    """The two kinds that no entry of their own meets."""
    return [kind("setiap-saat-01"), kind("setiap-saat-16")] if gap.kind else []


@wild
@given(st.data())
def test_one_thing_more_that_is_met_never_lowers_the_score(data):
    totals = {aspect: data.draw(st.integers(0, 50)) for aspect in Aspect}
    met = {aspect: data.draw(st.integers(0, total)) for aspect, total in totals.items()}
    measures = [Measure(aspect=one, met=met[one], total=totals[one]) for one in Aspect]
    open_ = [one for one in Aspect if met[one] < totals[one]]
    if open_:
        mended = data.draw(st.sampled_from(open_))
        better = [
            replace(one, met=one.met + 1) if one.aspect is mended else one for one in measures
        ]
        assert 0 <= score(measures) <= score(better) <= 100
    assert all(0 <= (one.share or 0) <= 1 for one in measures)
