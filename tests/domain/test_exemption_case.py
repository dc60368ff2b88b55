"""The moves of an exemption: every state against every move, each refusal with its article."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemption_case import (
    TRANSITIONS,
    CaseState,
    Move,
    check_extension,
    check_move,
    check_papers_dated,
    check_scope,
    state_of,
)

T, U, J, K, X, B = CaseState
TODAY = date(2026, 3, 2)
STRICT, TEST = "UU 14/2008 Pasal 2 ayat (2)", "UU 14/2008 Pasal 19"

# What each state answers to a move that it does not allow.
REFUSED = {
    **dict.fromkeys(
        product((T, X, B), set(Move) - {Move.USULKAN, Move.CATAT}), ("not-exempt", STRICT)
    ),
    (U, Move.TETAPKAN): ("decision-before-consequence-test", TEST),
    (U, Move.PERPANJANG): ("not-decided", TEST),
    (U, Move.BUKA): ("not-decided", TEST),
    (J, Move.USULKAN): ("already-exempt", STRICT),
    (J, Move.PERPANJANG): ("not-decided", TEST),
    (J, Move.BUKA): ("not-decided", TEST),
    (K, Move.USULKAN): ("already-exempt", STRICT),
    (K, Move.UJI): ("already-exempt", STRICT),
    (K, Move.TETAPKAN): ("already-exempt", STRICT),
    (K, Move.TOLAK): ("already-exempt", STRICT),
}


def test_every_state_has_an_answer_to_every_move():
    moves = set(Move) - {Move.CATAT}  # it has no place in a case: a save does it
    assert set(TRANSITIONS) | set(REFUSED) == set(product(CaseState, moves))
    assert not set(TRANSITIONS) & set(REFUSED)


@pytest.mark.parametrize(("state", "move"), TRANSITIONS, ids=str)
def test_a_lawful_move_is_not_refused(state, move):
    assert not list(check_move(state, move))


@pytest.mark.parametrize(
    ("state", "move", "code", "law"),
    [(*case, *answer) for case, answer in REFUSED.items()],
    ids=[f"{law}-{state}-{move}" for (state, move), (_, law) in REFUSED.items()],
)
def test_an_unlawful_move_is_refused_with_the_article(state, move, code, law):
    [violation] = check_move(state, move)
    assert violation.code == code
    assert state.label in violation.message
    assert violation.message.endswith(f"({law}).")


@pytest.mark.parametrize(("state", "closed"), [(T, 0), (U, 1), (J, 1), (K, 1), (X, 0), (B, 0)])
def test_what_is_closed(state, closed):
    assert state.is_closed is bool(closed)


@pytest.mark.parametrize(
    ("sort", "changes", "recorded", "state"),
    [
        pytest.param("periodic", {}, None, T, id="open"),
        pytest.param("periodic", {}, B, B, id="open again"),
        pytest.param("whole", {}, None, K, id="came with its decision"),
        pytest.param("whole", {"exemption_decision_date": None}, None, J, id="came tested"),
        pytest.param(
            "whole",
            {"exemption_decision_date": None, "consequence_test_date": None},
            None,
            U,
            id="came as a proposal",
        ),
        pytest.param("whole", {}, U, U, id="the record of moves counts"),
        pytest.param("whole", {}, B, K, id="closed by hand after it was opened"),
        pytest.param("periodic", {}, K, T, id="open whatever the moves say"),
        pytest.param("partial", {}, U, U, id="a part is closed too"),
        pytest.param(
            "periodic", {"information_category": None}, None, U, id="doubt closes: no category"
        ),
        pytest.param(
            "periodic", {"exemption_status": None}, T, U, id="doubt closes: no status"
        ),
    ],
)  # fmt: skip
def test_the_state_of_an_entry(entry, sort, changes, recorded, state):
    assert state_of(entry(sort, **changes), recorded) is state


@pytest.mark.parametrize("field", ["consequence_test_date", "exemption_decision_date"])
def test_a_paper_is_not_dated_after_today(entry, field):
    assert not list(check_papers_dated(entry("whole", **{field: TODAY}), TODAY))
    [violation] = check_papers_dated(entry("whole", **{field: TODAY + timedelta(1)}), TODAY)
    assert (violation.field, str(violation.citation)) == (field, TEST)
    assert "2026-03-03" in violation.message


def test_the_whole_is_not_closed_for_the_sake_of_a_part():
    whole, part = ExemptionStatus.SELURUHNYA, ExemptionStatus.SEBAGIAN
    [violation] = check_scope(part, whole)
    assert str(violation.citation) == STRICT
    for proposed, decided in [(whole, whole), (whole, part), (part, part)]:
        assert not list(check_scope(proposed, decided))


class TestExtension:
    @pytest.fixture
    def present(self, entry):
        return entry("whole", exemption_end=PartialDate.parse("2026-03-02"))

    def extended(self, entry, end: str):
        return entry("whole", exemption_end=PartialDate.parse(end))

    def test_on_the_last_day_it_is_still_possible(self, entry, present):
        assert not list(check_extension(present, self.extended(entry, "2027-03-02"), TODAY))

    def test_a_day_later_the_information_is_open(self, entry, present):
        late = TODAY + timedelta(1)
        [violation] = check_extension(present, self.extended(entry, "2027-03-02"), late)
        assert violation.code == "extension-after-end"
        assert str(violation.citation) == "PP 61/2010"

    @pytest.mark.parametrize("end", ["2026-03-02", "2026-01-01"])
    def test_it_must_extend(self, entry, present, end):
        [violation] = check_extension(present, self.extended(entry, end), TODAY)
        assert violation.code == "extension-not-longer"
        assert str(violation.citation) == "UU 14/2008 Pasal 20"

    def test_a_condition_may_take_the_place_of_a_date(self, entry, present):
        condition = entry(
            "whole",
            exemption_period_type=PeriodType.KONDISI,
            exemption_end=None,
            exemption_condition="Sampai putusan",
        )
        assert not list(check_extension(present, condition, TODAY))

    def test_without_a_period_there_is_nothing_to_compare(self, entry, present):
        assert not list(check_extension(present, entry("periodic"), TODAY))
        assert entry("periodic").information_category is Category.BERKALA
