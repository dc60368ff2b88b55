"""The vocabulary of the law: complete, in order, and in the official wording."""

from __future__ import annotations

import json
import re

import pytest

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, STATUTES, UU_14_2008, Citation
from ckanext.ppidbontang.domain.durations import Interval, PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.fields import FIELDS, LABELS
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.kinds import KINDS, kind, kinds_of
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS, UpdateFrequency
from ckanext.ppidbontang.domain.vocabulary import vocabulary
from ckanext.ppidbontang.domain.workdays import HolidayKind

CITATIONS = {
    "UU 14/2008 Pasal 17": Citation(statute=UU_14_2008, article="17"),
    "UU 14/2008 Pasal 9 ayat (3)": Citation(statute=UU_14_2008, article="9", paragraph="3"),
    "UU 14/2008 Pasal 11 ayat (1) huruf a": Citation(
        statute=UU_14_2008, article="11", paragraph="1", letter="a"
    ),
    "UU 14/2008 Pasal 17 huruf a angka 1": Citation(
        statute=UU_14_2008, article="17", letter="a", number="1"
    ),
    "PERKI 1/2021": Citation(statute=PERKI_1_2021),
}


@pytest.mark.parametrize(("text", "citation"), CITATIONS.items(), ids=CITATIONS)
def test_a_citation_is_written_in_the_official_order(text, citation):
    """Pasal, ayat, huruf, angka."""
    assert text == str(citation)


def test_a_statute_is_written_by_its_code():
    """The short code is what people cite."""
    assert str(UU_14_2008) == "UU 14/2008"
    assert len({statute.uri for statute in STATUTES}) == len(STATUTES)


def test_there_are_four_categories_and_one_is_closed():
    """UU 14/2008 Pasal 9, 10, 11 and 17."""
    assert [str(c.citation) for c in Category] == [
        f"UU 14/2008 Pasal {article}" for article in (9, 10, 11, 17)
    ]
    assert [c for c in Category if not c.is_open] == [Category.DIKECUALIKAN]


@pytest.mark.parametrize("member", [*Category, *ExemptionStatus])
def test_a_citizen_reads_one_plain_sentence(member):
    """Every category and status has a name and a sentence that ends."""
    assert member.label
    assert member.summary.endswith(".")
    assert str(member.citation).startswith("UU 14/2008 Pasal")


def test_official_names():
    """The names of the categories are those of the law."""
    assert all(category.official_name.startswith("Informasi yang") for category in Category)


@pytest.mark.parametrize(
    ("category", "count"),
    [
        (Category.BERKALA, 11),
        (Category.SERTA_MERTA, 6),
        (Category.SETIAP_SAAT, 17),
        (Category.DIKECUALIKAN, 0),
    ],
)
def test_kinds_of_a_category(category, count):
    """PERKI 1/2021 lists eleven, six and seventeen kinds; exempt information has none."""
    kinds = kinds_of(category)
    assert [k.code for k in kinds] == [f"{category}-{n:02}" for n in range(1, count + 1)]
    assert [k.number for k in kinds] == list(range(1, count + 1))


def test_kinds_are_found_by_their_code():
    """Every kind is found by its code, and nothing else is."""
    assert len(KINDS) == 34
    assert all(kind(k.code) is k for k in KINDS)
    assert kind("berkala-12") is None


@pytest.mark.parametrize(
    ("ground", "items"),
    zip(Ground, (5, 0, 7, 0, 7, 4, 0, 5, 0, 0), strict=True),
    ids=lambda value: f"UU 14/2008 Pasal 17 huruf {value}" if isinstance(value, Ground) else "",
)
def test_grounds_have_the_items_of_the_law(ground, items):
    """UU 14/2008 Pasal 17 huruf a to j."""
    assert str(ground.citation) == f"UU 14/2008 Pasal 17 huruf {ground}"
    assert [str(item.citation) for item in ground.items] == [
        f"UU 14/2008 Pasal 17 huruf {ground} angka {n}" for n in range(1, items + 1)
    ]
    assert ground.text
    assert ground.gloss
    assert bool(ground.lead_in) == (ground not in (Ground.I, Ground.J))


def test_grounds_that_are_never_permanent():
    """UU 14/2008 Pasal 20 names letters a to f; PP 61/2010 limits letter a to thirty years."""
    assert "".join(g for g in Ground if g.never_permanent) == "abcdef"
    assert {g: g.max_years for g in Ground if g.max_years} == {Ground.A: 30}


def test_eight_statements_in_the_order_of_the_regulation():
    """PERKI 1/2021 Pasal 25."""
    assert [s.field.removeprefix("announcement_") for s in ANNOUNCEMENT_STATEMENTS] == [
        "hazard",
        "affected",
        "evacuation",
        "avoidance",
        "assistance",
        "announcer",
        "channel",
        "mitigation",
    ]
    assert {str(s.citation) for s in ANNOUNCEMENT_STATEMENTS} == {"PERKI 1/2021 Pasal 25"}


def test_intervals():
    """Only information that is updated as needed has no interval."""
    assert [f for f in UpdateFrequency if f.interval is None] == [UpdateFrequency.INSIDENTAL]
    assert UpdateFrequency.SEMESTERAN.interval == Interval(months=6)


def test_codes_are_found_by_their_value():
    """A code read from a record is its member, and other text is refused."""
    assert PeriodType("tahun") is PeriodType.TAHUN
    assert all(kind_.label for kind_ in HolidayKind)
    with pytest.raises(ValueError, match="selamanya"):
        PeriodType("selamanya")


def test_every_field_of_an_entry_is_labelled():
    """A message can name any field; what is not a field of the form is named too."""
    unlabelled = set(InformationItem.__dataclass_fields__) - set(LABELS)
    assert unlabelled == {"resource_count", "published", "unreadable"}
    assert len(LABELS) == len(FIELDS)


class TestVocabulary:
    def test_it_is_plain_json(self):
        """Clients get back exactly what was written."""
        assert json.loads(json.dumps(vocabulary())) == vocabulary()

    def test_it_holds_every_list(self):
        """The counts are those of the law."""
        counts = {name: len(values) for name, values in vocabulary().items()}  # pyright: ignore[reportArgumentType] # lists
        assert counts == {
            "statutes": 4,
            "information_category": 4,
            "information_kind": 34,
            "exemption_status": 3,
            "exemption_grounds": 10,
            "exemption_period_type": 4,
            "announcement_statements": 8,
            "personal_data": 3,
            "available_forms": 2,
            "update_frequency": 7,
            "geographic_level": 4,
            "review_state": 4,
        }

    def test_citations_say_whether_they_were_verified(self):
        """A client can tell confirmed law from the rest."""
        text = json.dumps(vocabulary())
        assert '"text": "UU 14/2008 Pasal 17 huruf a angka 1"' in text
        assert re.search(r'"text": "PERKI 1/2021 Pasal 14".*?"verified": false', text)

    def test_only_labels_without_official_wording_are_translated(self):
        """Official Indonesian wording stays as the law has it."""
        upper = vocabulary(str.upper)
        assert upper["review_state"] == [
            {"code": "draft", "label": "DRAFT"},
            {"code": "submitted", "label": "SUBMITTED FOR REVIEW"},
            {"code": "returned", "label": "RETURNED WITH A NOTE"},
            {"code": "published", "label": "PUBLISHED"},
        ]
        for name in ("information_category", "exemption_grounds", "exemption_status"):
            assert upper[name] == vocabulary()[name]
