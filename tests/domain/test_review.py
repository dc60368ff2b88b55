"""The review before publication: which steps are possible, and what a save makes of the state."""

from __future__ import annotations

import pytest

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.review import (
    NOTE_LIMIT,
    Step,
    check_note,
    check_seen,
    check_step,
    publishes_at_once,
    state_after,
    step_of_save,
)
from ckanext.ppidbontang.domain.vocabularies import ReviewState

DRAFT, SUBMITTED, RETURNED, PUBLISHED = ReviewState


@pytest.mark.parametrize(
    ("step", "state", "unconfirmed", "refused"),
    [
        (Step.SUBMIT, DRAFT, False, ""),
        (Step.SUBMIT, RETURNED, False, ""),
        (Step.SUBMIT, SUBMITTED, False, "review-already-submitted"),
        (Step.SUBMIT, PUBLISHED, False, "review-already-published"),
        (Step.SUBMIT, PUBLISHED, True, "review-already-published"),
        (Step.PUBLISH, DRAFT, False, ""),
        (Step.PUBLISH, SUBMITTED, False, ""),
        (Step.PUBLISH, RETURNED, False, ""),
        (Step.PUBLISH, PUBLISHED, False, "review-already-published"),
        (Step.PUBLISH, PUBLISHED, True, ""),
        (Step.RETURN, SUBMITTED, False, ""),
        (Step.RETURN, DRAFT, False, "review-not-submitted"),
        (Step.RETURN, RETURNED, False, "review-not-submitted"),
        (Step.RETURN, PUBLISHED, False, "review-already-published"),
        (Step.RETURN, PUBLISHED, True, ""),
    ],
)
def test_a_step(step, state, unconfirmed, refused):
    found = [v.code for v in check_step(step, state, unconfirmed=unconfirmed)]
    assert found == ([refused] if refused else [])


class TestSeen:
    @pytest.mark.parametrize("seen", ["", "2026-01-01T00:00:00"])
    def test_the_present_version_or_none_is_decided_on(self, seen):
        assert list(check_seen(seen, "2026-01-01T00:00:00")) == []

    def test_an_older_version_is_named(self):
        [found] = check_seen("2026-01-01T00:00:00", "2026-01-02T00:00:00")
        assert (found.code, found.field) == ("review-of-older-version", "seen")
        assert "2026-01-01" in found.message
        assert "2026-01-02" in found.message


class TestNote:
    def test_one_that_says_something_is_kept(self):
        assert list(check_note("Lengkapi kolom 4.\nTerima kasih.")) == []

    @pytest.mark.parametrize(
        ("note", "code"),
        [
            (" \n", "required"),
            ("x" * (NOTE_LIMIT + 1), "too-long"),
            ("a\x00b", "forbidden-character"),
        ],
    )
    def test_another_is_refused_by_name(self, note, code):
        [found] = check_note(note)
        assert (found.code, found.field) == (code, "note")
        assert "Review note" in found.message
        assert "\x00" not in found.message


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("utama", [True, False])
@pytest.mark.parametrize("reviewed", [True, False])
def test_who_publishes_at_once(category, utama, reviewed):
    """PERKI 1/2021 Pasal 25: serta-merta information waits for nobody."""
    item = InformationItem(information_category=category)
    free = utama or not reviewed or category is Category.SERTA_MERTA
    assert publishes_at_once(item, actor_is_ppid_utama=utama, reviewed=reviewed) is free


@pytest.mark.parametrize(
    ("stored", "published", "after"),
    [
        (None, False, DRAFT),
        (None, True, PUBLISHED),
        (SUBMITTED, False, SUBMITTED),
        (RETURNED, False, RETURNED),
        (RETURNED, True, PUBLISHED),
        (PUBLISHED, False, DRAFT),
        (PUBLISHED, True, PUBLISHED),
    ],
)
def test_the_state_follows_what_the_public_sees(stored, published, after):
    assert state_after(stored, published=published) is after


@pytest.mark.parametrize(
    ("was", "is_", "utama", "reviewed", "step"),
    [
        (False, False, False, True, None),
        (True, True, False, True, None),
        (True, False, False, True, Step.WITHDRAW),
        (True, False, True, False, Step.WITHDRAW),
        (False, True, True, True, Step.PUBLISH),
        (False, True, False, False, Step.PUBLISH),
        (False, True, False, True, Step.ANNOUNCE),
    ],
)
def test_a_save_is_a_step(was, is_, utama, reviewed, step):
    found = step_of_save(
        was_published=was, published=is_, actor_is_ppid_utama=utama, reviewed=reviewed
    )
    assert found is step
