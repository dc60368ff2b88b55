"""What a look at a link means, when it is a finding, and when to look again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ckanext.ppidbontang.domain.links import (
    BROKEN,
    LinkOutcome,
    is_due,
    is_finding,
    outcome_of,
)

SIX = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "works"),
        (204, "works"),
        (206, "works"),
        (300, "error"),
        (304, "error"),
        (400, "error"),
        (401, "refused"),
        (403, "refused"),
        (404, "gone"),
        (405, "error"),
        (407, "refused"),
        (410, "gone"),
        (418, "error"),
        (429, "refused"),
        (451, "refused"),
        (500, "error"),
        (501, "error"),
        (502, "error"),
        (503, "unavailable"),
        (504, "error"),
        (999, "error"),
    ],
)
def test_what_a_status_says(status, outcome):
    assert outcome_of(status) == outcome


@pytest.mark.parametrize(
    ("outcome", "is_broken"),
    [
        ("works", False),
        ("gone", True),
        ("error", True),
        ("unavailable", True),
        ("unreachable", True),
        ("timeout", True),
        ("insecure", True),
        ("too-many-redirects", True),
        ("invalid-address", True),
        ("holds-credentials", True),
        ("not-public-address", True),
        ("refused", False),
        ("refused-by-robots", False),
        ("unusual-port", False),
        ("not-asked", False),
    ],
)
def test_what_is_broken(outcome, is_broken):
    assert LinkOutcome(outcome).is_broken is is_broken
    assert (LinkOutcome(outcome) in BROKEN) is is_broken


def test_every_outcome_has_words():
    assert all(outcome.label for outcome in LinkOutcome)
    assert len({outcome.label for outcome in LinkOutcome}) == len(LinkOutcome)


@pytest.mark.parametrize(
    ("outcome", "failures", "lasted", "finding"),
    [
        pytest.param("gone", 1, timedelta(0), False, id="the first look"),
        pytest.param("gone", 9, timedelta(hours=1), False, id="many looks in an hour"),
        pytest.param("gone", 2, timedelta(hours=12), False, id="a night"),
        pytest.param("gone", 2, A_DAY - timedelta(minutes=20), True, id="the run was early"),
        pytest.param("gone", 2, A_DAY, True, id="two looks, a day apart"),
        pytest.param("gone", 1, A_DAY, False, id="one look, long ago"),
        pytest.param("timeout", 2, A_DAY, True, id="no answer"),
        pytest.param("unavailable", 6, 5 * A_DAY, False, id="out of service for some days"),
        pytest.param("unavailable", 8, 7 * A_DAY, True, id="out of service for a week"),
        pytest.param("refused", 60, 60 * A_DAY, False, id="refused for months"),
        pytest.param("refused-by-robots", 2, 60 * A_DAY, False, id="robots"),
        pytest.param("works", 2, A_DAY, False, id="it works"),
    ],
)
def test_when_a_link_is_a_finding(outcome, failures, lasted, finding):
    assert is_finding(LinkOutcome(outcome), failures, SIX, SIX + lasted) is finding


def test_what_does_not_fail_is_no_finding():
    assert not is_finding(LinkOutcome.GONE, 2, None, SIX)


@pytest.mark.parametrize(
    ("outcome", "ago", "due"),
    [
        pytest.param("works", 6 * A_DAY, False, id="works: not within a week"),
        pytest.param("works", 7 * A_DAY - timedelta(minutes=20), True, id="works: weekly"),
        pytest.param("gone", timedelta(hours=12), False, id="fails: not twice a day"),
        pytest.param("gone", A_DAY - timedelta(minutes=20), True, id="fails: daily"),
        pytest.param("refused", A_DAY, True, id="refused: daily"),
        pytest.param("refused-by-robots", 29 * A_DAY, False, id="robots: not within a month"),
        pytest.param("refused-by-robots", 30 * A_DAY, True, id="robots: monthly"),
        pytest.param("unusual-port", 29 * A_DAY, False, id="port: monthly"),
    ],
)
def test_when_to_look_again(outcome, ago, due):
    assert is_due(LinkOutcome(outcome), SIX, SIX + ago) is due


def test_what_was_never_looked_at_is_due():
    assert is_due(None, None, SIX)
