"""The review before publication: its steps, and what makes a step impossible.

An OPD submits, the PPID Utama publishes or returns. Serta-merta information does not wait: its body
publishes it at once, and the PPID Utama looks at it afterwards (PERKI 1/2021 Pasal 25).
"""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import (
    FORBIDDEN_CHARACTER,
    Rule,
    Severity,
    Violation,
    code_point,
    shown,
)
from ckanext.ppidbontang.domain.rules.record import FORBIDDEN, REQUIRED, TOO_LONG
from ckanext.ppidbontang.domain.vocabularies import ReviewState

NOTE = "note"
NOTE_LABEL = _("Review note")
NOTE_LIMIT = 20_000


class Step(LabelledCode):
    """Name a step of the review, as its history keeps it."""

    SUBMIT = "submit", _("Submitted for review")
    PUBLISH = "publish", _("Published")
    RETURN = "return", _("Returned with a note")
    ANNOUNCE = "announce", _("Published at once by the body")
    CONFIRM = "confirm", _("Confirmed by the PPID Utama")
    WITHDRAW = "withdraw", _("Taken back to a draft")


ALREADY_SUBMITTED = Rule(
    code="review-already-submitted",
    severity=Severity.ERROR,
    template=_("This entry is already submitted; it waits for the PPID Utama."),
)
ALREADY_PUBLISHED = Rule(
    code="review-already-published",
    severity=Severity.ERROR,
    template=_("This entry is already published; nothing is left to review."),
)
NOT_SUBMITTED = Rule(
    code="review-not-submitted",
    severity=Severity.ERROR,
    template=_("This entry is not submitted, so it cannot be returned."),
)
STALE = Rule(
    code="review-of-older-version",
    severity=Severity.ERROR,
    template=_(
        "The entry was changed after you opened it: you looked at the version of {value}, the "
        "present one is of {present}. Look at it again, then decide."
    ),
)


def check_step(step: Step, state: ReviewState, *, unconfirmed: bool) -> Iterator[Violation]:
    """Yield why a step is not possible in a state; nothing when it is.

    Args:
        step: To submit, to publish (or confirm), or to return.
        state: The present state.
        unconfirmed: The body published at once, and the PPID Utama has not looked at it yet.
    """
    if state is ReviewState.PUBLISHED:
        if step is Step.SUBMIT or not unconfirmed:
            yield ALREADY_PUBLISHED.broken("review_state")
    elif step is Step.SUBMIT and state is ReviewState.SUBMITTED:
        yield ALREADY_SUBMITTED.broken("review_state")
    elif step is Step.RETURN and state is not ReviewState.SUBMITTED:
        yield NOT_SUBMITTED.broken("review_state")


def check_seen(seen: str, present: str) -> Iterator[Violation]:
    """Yield a decision on a version that is not the present one; nothing seen decides on any."""
    if seen and seen != present:
        yield STALE.broken("seen", value=shown(seen), present=present)


def check_note(note: str) -> Iterator[Violation]:
    """Yield a note that says nothing, too much, or what no text may hold."""
    said = {"field": NOTE_LABEL, "value": shown(note)}
    if not note.strip():
        yield REQUIRED.broken(NOTE, **said)
    if len(note) > NOTE_LIMIT:
        yield TOO_LONG.broken(NOTE, **said, length=str(len(note)), limit=str(NOTE_LIMIT))
    if found := FORBIDDEN_CHARACTER.search(note):
        place = str(found.start() + 1)
        yield FORBIDDEN.broken(NOTE, **said, code_point=code_point(found[0]), position=place)


def publishes_at_once(item: InformationItem, *, actor_is_ppid_utama: bool, reviewed: bool) -> bool:
    """Tell whether who acts may publish the entry without somebody else's review."""
    # PERKI 1/2021 Pasal 25: serta-merta information does not wait.
    urgent = item.information_category is Category.SERTA_MERTA
    return actor_is_ppid_utama or urgent or not reviewed


def state_after(stored: ReviewState | None, *, published: bool) -> ReviewState:
    """Return the state of an entry that is saved: the public sees what is published, no more."""
    if published:
        return ReviewState.PUBLISHED
    if stored is None or stored is ReviewState.PUBLISHED:
        return ReviewState.DRAFT
    return stored


def step_of_save(
    *, was_published: bool, published: bool, actor_is_ppid_utama: bool, reviewed: bool
) -> Step | None:
    """Return the step that saving an entry is, when it is one."""
    if was_published == published:
        return None
    if not published:
        return Step.WITHDRAW
    # PERKI 1/2021 Pasal 25: published at once, looked at afterwards.
    return Step.ANNOUNCE if reviewed and not actor_is_ppid_utama else Step.PUBLISH
