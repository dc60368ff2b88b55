"""What pages say of the review before publication, and what a reader may do in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import config, review, review_queue, roles
from ckanext.ppidbontang.domain.review import Step
from ckanext.ppidbontang.domain.vocabularies import ReviewState


def ppid_review(package: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return where an entry stands and what the reader may do; nothing to those who may not edit.

    Asked only on pages of an entry: it reads the history.
    """
    stored = model.Package.get(package["id"])
    if stored is None or stored.state == model.State.DELETED:
        return None
    if not tk.h.check_access("package_update", {"id": stored.id}):
        return None
    reader = _reader()
    utama, item = roles.is_ppid_utama(reader), review.stored_item(stored)
    state = item.review_state or ReviewState.DRAFT
    unconfirmed = review_queue.is_unconfirmed(stored)
    at_once = bool(stored.private and review.may_publish(reader, item))
    submits = bool(stored.private and not at_once)
    waits = state is ReviewState.SUBMITTED
    steps = tk.get_action("ppid_review_history")(reader, {"id": stored.id})
    return {
        "state": state,
        "unconfirmed": unconfirmed,
        "note": steps[-1]["note"] if state is ReviewState.RETURNED and steps else "",
        "steps": [{**step, "label": Step(step["step"]).label} for step in reversed(steps)],
        "seen": stored.metadata_modified.isoformat(),
        "may_submit": submits and not waits,
        "may_publish": at_once or (utama and unconfirmed),
        "may_return": utama and (unconfirmed or bool(stored.private and waits)),
    }


def ppid_review_state(code: str | None) -> ReviewState:
    """Return a state by its code; an entry that states none is a draft."""
    return ReviewState(code) if code in list(ReviewState) else ReviewState.DRAFT


def ppid_review_step(code: str) -> Step:
    """Return a step of the review by its code."""
    return Step(code)


def ppid_review_waiting() -> int | None:
    """Return how many entries wait for the reader; nothing to those who have no queue."""
    if tk.current_user.is_anonymous or not config.is_reviewed():
        return None
    if not tk.h.check_access("ppid_review_list"):
        return None
    return review_queue.waiting(_reader())


def ppid_may_choose_visibility() -> bool:
    """Say whether the reader says in the form who sees an entry; otherwise the review does."""
    return not config.is_reviewed() or roles.is_ppid_utama(_reader())


def _reader() -> Context:
    return Context(user=tk.current_user.name)
