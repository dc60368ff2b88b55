"""Which kinds a body still owes: the lists of PERKI 1/2021, and the duties that others meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.coverage import missing_kinds, owed_kinds
from ckanext.ppidbontang.domain.kinds import KINDS, Kind, kinds_of

BERKALA, SETIAP_SAAT = Category.BERKALA, Category.SETIAP_SAAT
PERIODIC = {entry.code for entry in kinds_of(BERKALA)}
AVAILABLE = {entry.code for entry in kinds_of(SETIAP_SAAT)}
DERIVED = {"setiap-saat-01", "setiap-saat-16"}


def kinds(codes: set[str]) -> frozenset[Kind]:
    return frozenset(entry for entry in KINDS if entry.code in codes)


def missing(category: Category, present: set[str]) -> set[str]:
    return {entry.code for entry in missing_kinds(category, kinds(present))}


@pytest.mark.parametrize(
    ("category", "present", "expected"),
    [
        pytest.param(BERKALA, set(), PERIODIC, id="UU 14/2008 Pasal 9: a body with nothing"),
        pytest.param(
            BERKALA,
            {"berkala-01", "setiap-saat-02"},
            PERIODIC - {"berkala-01"},
            id="UU 14/2008 Pasal 9: another category does not count",
        ),
        pytest.param(BERKALA, PERIODIC, set(), id="UU 14/2008 Pasal 9: everything is there"),
        pytest.param(SETIAP_SAAT, set(), AVAILABLE, id="UU 14/2008 Pasal 11: a body with nothing"),
        pytest.param(
            SETIAP_SAAT,
            {"serta-merta-01"},
            AVAILABLE - {"setiap-saat-01"},
            id="UU 14/2008 Pasal 11 ayat (1) huruf a: one entry makes a DIP",
        ),
        pytest.param(
            SETIAP_SAAT,
            {"setiap-saat-16"},
            AVAILABLE - {"setiap-saat-01"},
            id="PERKI 1/2021: an entry that says it is all periodic information is not all of it",
        ),
        pytest.param(
            SETIAP_SAAT,
            PERIODIC,
            AVAILABLE - DERIVED,
            id="PERKI 1/2021: all periodic information is available at any time too",
        ),
        pytest.param(
            SETIAP_SAAT,
            PERIODIC | (AVAILABLE - DERIVED),
            set(),
            id="UU 14/2008 Pasal 11: everything is there",
        ),
        pytest.param(
            Category.SERTA_MERTA, set(), set(), id="UU 14/2008 Pasal 10: nothing without an event"
        ),
        pytest.param(
            Category.DIKECUALIKAN, set(), set(), id="UU 14/2008 Pasal 17: nothing is owed"
        ),
    ],
)
def test_what_is_missing(category: Category, present: set[str], expected: set[str]):
    """A body owes the kinds of the category that none of its entries meets."""
    assert missing(category, present) == expected


def test_every_body_owes_eleven_and_seventeen():
    """The lists of the regulation have 11 periodic kinds and 17 that are always available."""
    assert [len(owed_kinds(category)) for category in Category] == [11, 0, 17, 0]


@given(st.sampled_from(Category), st.frozensets(st.sampled_from(KINDS)), st.sampled_from(KINDS))
def test_publishing_never_adds_to_what_is_owed(
    category: Category, present: frozenset[Kind], more: Kind
):
    """One more entry leaves a body owing the same or less, in the order of the law."""
    before = missing_kinds(category, present)
    after = missing_kinds(category, present | {more})
    assert set(after) <= set(before)
    assert list(after) == [entry for entry in owed_kinds(category) if entry in after]
