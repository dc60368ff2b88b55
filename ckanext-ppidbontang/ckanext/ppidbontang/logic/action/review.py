"""The review before publication by the API: submit, publish, return, the queue and the history."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import logic, model
from ckan.lib import search
from ckan.types import Context, DataDict

from ckanext.ppidbontang import (
    config,
    errors,
    history,
    mapping,
    registry,
    review,
    review_queue,
    roles,
)
from ckanext.ppidbontang.domain import review as law
from ckanext.ppidbontang.domain import rules
from ckanext.ppidbontang.domain.review import Step
from ckanext.ppidbontang.domain.rules import Violation
from ckanext.ppidbontang.domain.vocabularies import ReviewState
from ckanext.ppidbontang.exemption.cases import one_transaction
from ckanext.ppidbontang.model import ReviewEvent

__all__ = [
    "ppid_review_history",
    "ppid_review_list",
    "ppid_review_publish",
    "ppid_review_return",
    "ppid_review_submit",
]

log = logging.getLogger(__name__)

_PAGE, _LONGEST_PAGE = 50, 500


def ppid_review_submit(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Submit an entry for review; it must be as lawful as if it were published.

    Args:
        context: the caller, who may edit the entry
        data_dict: `id`; optional `seen`, the `metadata_modified` of the version that was looked at

    Returns:
        `id`, `name`, `review_state` and `metadata_modified` of the entry.

    Raises:
        ValidationError: the entry breaks a rule, or is submitted or published already.
    """
    package = _locked("ppid_review_submit", context, data_dict)
    _refuse(_impossible(Step.SUBMIT, package, data_dict))
    _refuse(_unlawful(context, package))
    return _take(context, package, Step.SUBMIT, ReviewState.SUBMITTED)


def ppid_review_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Publish an entry, or confirm a serta-merta one that its body published at once.

    Args:
        context: the PPID Utama; for serta-merta information whoever may edit it
            (PERKI 1/2021 Pasal 25)
        data_dict: `id`; optional `seen`, the `metadata_modified` of the version that was looked at

    Returns:
        `id`, `name`, `review_state` and `metadata_modified` of the entry.

    Raises:
        ValidationError: the entry breaks a rule, was changed since, or is published already.
    """
    package = _locked("ppid_review_publish", context, data_dict)
    _refuse(_impossible(Step.PUBLISH, package, data_dict))
    utama = roles.is_ppid_utama(context)
    if not package.private:
        if not utama:
            _refuse([law.ALREADY_PUBLISHED.broken("review_state")])
        return _confirm(context, package)
    at_once = law.step_of_save(
        was_published=False,
        published=True,
        actor_is_ppid_utama=utama,
        reviewed=config.is_reviewed(),
    )
    return _take(context, package, at_once or Step.PUBLISH, ReviewState.PUBLISHED)


def ppid_review_return(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a submitted entry to its body with a note; what was published at once goes private.

    Args:
        context: the PPID Utama
        data_dict: `id`; `note`, what the body should put right; optional `seen`, the
            `metadata_modified` of the version that was looked at

    Returns:
        `id`, `name`, `review_state` and `metadata_modified` of the entry.

    Raises:
        ValidationError: the note is missing, the entry was changed since, or is not submitted.
    """
    package = _locked("ppid_review_return", context, data_dict)
    note = data_dict.get("note") or ""
    if not isinstance(note, str):
        _refuse([mapping.NOT_TEXT.broken("note", field=law.NOTE_LABEL, value=str(note))])
    _refuse([*law.check_note(note), *_impossible(Step.RETURN, package, data_dict)])
    return _take(context, package, Step.RETURN, ReviewState.RETURNED, note=note.strip())


@tk.side_effect_free
def ppid_review_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List what is under review, the longest unchanged first.

    The PPID Utama gets what is submitted, and the serta-merta information that a body published and
    nobody has confirmed (`unconfirmed`); officers get the unpublished entries of their bodies.

    Args:
        context: the caller
        data_dict: optional `limit` (50, at most 500) and `offset`

    Returns:
        `count`, and `results`: id, name, title, organisation, category, kind, status, state, the
        number of files, the last step with its note, and what publication would find.
    """
    tk.check_access("ppid_review_list", context, data_dict)
    limit, offset = _number(data_dict, "limit", _PAGE), _number(data_dict, "offset", 0)
    count, found = review_queue.entries(context, limit=min(limit, _LONGEST_PAGE), offset=offset)
    return {"count": count, "results": found}


@tk.side_effect_free
def ppid_review_history(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the steps of the review of an entry with their notes, the first one first.

    Args:
        context: a member of the body, or the PPID Utama
        data_dict: `id`

    Raises:
        ObjectNotFound: there is no such entry, or the caller may not read of it.
    """
    package = _asked("ppid_review_history", context, data_dict)
    return [
        {"at": event.at.isoformat(), "actor": event.actor, "step": event.step, "note": event.note}
        for event in ReviewEvent.of(package.id)
    ]


def _asked(action: str, context: Context, data_dict: DataDict) -> model.Package:
    """Return the entry that is asked for, by its id or name, when the caller may take the action.

    Raises:
        ObjectNotFound: there is no such entry, or the caller may not know of it.
    """
    reference = tk.get_or_bust(data_dict, "id")
    package = model.Package.get(reference) if isinstance(reference, str) else None
    tk.check_access(action, context, {"id": package.id if package else str(reference)})
    if package is None or package.type != "dataset":
        raise tk.ObjectNotFound
    return package


def _locked(action: str, context: Context, data_dict: DataDict) -> model.Package:
    package = _asked(action, context, data_dict)
    review.lock(package)
    if package.state == model.State.DELETED:
        model.Session.rollback()
        raise tk.ObjectNotFound
    return package


def _impossible(step: Step, package: model.Package, data_dict: DataDict) -> Iterable[Violation]:
    """Yield why a step cannot be taken now: the state, or a version that is not the present one."""
    state = review.stored_item(package).review_state
    unconfirmed = review_queue.is_unconfirmed(package)
    yield from law.check_step(
        step, law.state_after(state, published=not package.private), unconfirmed=unconfirmed
    )
    seen = data_dict.get("seen")
    yield from law.check_seen(str(seen or ""), package.metadata_modified.isoformat())


def _unlawful(context: Context, package: model.Package) -> Iterable[Violation]:
    """Yield what would keep the entry from being published."""
    shown = tk.get_action("package_show")(
        tk.fresh_context(context, ignore_auth=True, use_cache=False), {"id": package.id}
    )
    item = replace(mapping.item_from_package(shown), published=True)
    return rules.errors(rules.check(item, regions=registry.current().region_codes))


def _refuse(violations: Iterable[Violation]) -> None:
    """Refuse a step, and let go of the entry.

    Raises:
        ValidationError: something is wrong; it says what.
    """
    found = list(violations)
    if found:
        model.Session.rollback()
        raise tk.ValidationError(errors.as_error_dict(found))


def _take(
    context: Context, package: model.Package, step: Step, state: ReviewState, note: str = ""
) -> dict[str, Any]:
    """Take a step: the entry and its history change in one transaction, search follows."""
    id_, published = package.id, state is ReviewState.PUBLISHED
    change = {"id": id_, "private": not published, "review_state": state.value}
    if package.state != model.State.ACTIVE:  # the form was left before its last step
        change["state"] = model.State.ACTIVE
    saving = tk.fresh_context(context, defer_commit=True, return_id_only=True)
    with one_transaction():
        tk.get_action("package_patch")(review.taking(saving, state), change)
        history.record(ReviewEvent, context, id_, step.value, note=note)
        if not published:  # search is never more open than the database
            _index(context, id_)
    if published:
        try:
            _index(context, id_)
        except search.SearchIndexError:
            log.exception("Search does not know yet that %s is published", id_)
    return _result(id_)


def _confirm(context: Context, package: model.Package) -> dict[str, Any]:
    history.record(ReviewEvent, context, package.id, Step.CONFIRM.value)
    model.Session.commit()
    return _result(package.id)


def _index(context: Context, id_: str) -> None:
    logic.index_update_package_dicts(logic.package_show_default_and_custom_schemas(context, id_))


def _result(id_: str) -> dict[str, Any]:
    package = model.Package.get(id_)
    if package is None:
        raise tk.ObjectNotFound
    return {
        "id": package.id,
        "name": package.name,
        "review_state": package.extras["review_state"],
        "metadata_modified": package.metadata_modified.isoformat(),
    }


def _number(data_dict: DataDict, name: str, default: int) -> int:
    """Read a count that is not negative.

    Raises:
        ValidationError: it is none.
    """
    said = str(data_dict.get(name, default))
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        message = tk._('"{field}": {value} is not a number of entries.')
        raise tk.ValidationError({name: [message.format(field=name, value=said[:100])]})
    return int(said)
