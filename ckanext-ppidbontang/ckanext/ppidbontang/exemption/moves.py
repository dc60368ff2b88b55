"""The moves of an exemption: each one transaction, with its row in the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain import exemption_case as law
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.exemption_case import Move
from ckanext.ppidbontang.domain.fields import CONSEQUENCES, DECISION, PERIOD, REASONS, TEST
from ckanext.ppidbontang.exemption import cases, closing, opening, rounds
from ckanext.ppidbontang.exemption.cases import CLASSIFICATION, CLEARED, Case

Given = Mapping[str, Any]

WHOLE, PART = ExemptionStatus.SELURUHNYA, ExemptionStatus.SEBAGIAN
REFUSED = "ditolak"


def propose(context: Context, case: Case, given: Given) -> None:
    """Propose an exemption; the files that it concerns are closed with it.

    `given` holds `exemption_status` (the whole or a part), the reasons and the period, and for a
    part `resources`: the ids of the public files that hold what is exempt.
    """
    to_state = case.moved(Move.USULKAN)
    status = ExemptionStatus(_one_of(given, "exemption_status", (WHOLE, PART)))
    cases.refuse(law.check_proposal(case.state, case.item.effective_status, status))
    gone = _to_close(case, status, given)
    changes = {
        **CLEARED,
        **_of(given, (*REASONS, *PERIOD)),
        "exemption_status": status.value,
        "resources": [row for row in case.record["resources"] if row["id"] not in gone],
    }
    if status is WHOLE:
        changes |= {"information_category": Category.DIKECUALIKAN.value, "information_kind": ""}
    withdrawn = closing.public_files(case.id, gone)
    item = cases.save(context, case, changes)
    closing.withdraw(case.id, withdrawn)
    details: dict[str, Any] = {"withdrawn": withdrawn}
    if not case.state.is_closed:
        details["before"] = _of(case.record, CLASSIFICATION)
    cases.record_move(context, case, Move.USULKAN, to_state, item, given, details=details)


def test(context: Context, case: Case, given: Given) -> None:
    """Record the consequence test: its papers, its findings and the offices that took part."""
    to_state = case.moved(Move.UJI)
    cases.refuse(law.check_needs(given, (*TEST, *CONSEQUENCES, "attendees"), Move.UJI))
    changes = _of(given, (*TEST, *REASONS))
    _check_dates(case, changes)
    item = cases.save(context, case, changes)
    details = {"attendees": given["attendees"]}
    cases.record_move(context, case, Move.UJI, to_state, item, given, details=details)


def decide(context: Context, case: Case, given: Given) -> None:
    """Decide a proposal: accept it in full, accept it in part, or refuse it.

    `given["outcome"]` says which: the status of the exemption, or `ditolak`. Files named in
    `given["files"]` leave the vault because a part does not concern them; a refusal releases all
    that were public before.
    """
    outcome = _one_of(given, "outcome", (WHOLE, PART, REFUSED))
    if outcome == REFUSED:
        _reopen(context, case, Move.TOLAK, given)
        return
    to_state = case.moved(Move.TETAPKAN)
    status = ExemptionStatus(outcome)
    cases.refuse(law.check_scope(case.item.effective_status, status))
    cases.refuse(law.check_needs(given, DECISION, Move.TETAPKAN))
    changes = {
        "exemption_start": given["exemption_decision_date"],
        **_stated(case.record, ("exemption_start",)),
        **_of(given, (*REASONS, *PERIOD, *DECISION)),
        "exemption_status": status.value,
    }
    released: list[opening.Release] = []
    if case.item.effective_status is WHOLE and status is PART:
        changes |= _open_classification(case, given, Move.TETAPKAN)
        released = opening.releases(case.id, given.get("files") or ())
    _check_dates(case, changes)
    with opening.published(case.id, released):
        item = opening.give_back(context, case, changes, released, links=False)
        cases.record_move(context, case, Move.TETAPKAN, to_state, item, given)


def extend(context: Context, case: Case, given: Given) -> None:
    """Extend an exemption that still runs, by a decision of its own."""
    to_state = case.moved(Move.PERPANJANG)
    cases.refuse(law.check_needs(given, DECISION, Move.PERPANJANG))
    changes = _of(given, (*PERIOD, *DECISION))
    extended = mapping.item_from_package({**case.record, **changes})
    cases.refuse(law.check_extension(case.item, extended, cases.today()))
    _check_dates(case, changes)
    item = cases.save(context, case, changes)
    cases.record_move(context, case, Move.PERPANJANG, to_state, item, given)


def open_up(context: Context, case: Case, given: Given) -> None:
    """Declare exempt information open, by a decision; its files become public again."""
    _reopen(context, case, Move.BUKA, given)


def _reopen(context: Context, case: Case, move: Move, given: Given) -> None:
    """Give the entry the class and the files that it had before, or that the decision names."""
    to_state = case.moved(move)
    cases.refuse(law.check_needs(given, DECISION, move))
    _check_dates(case, _of(given, DECISION))
    changes = {
        **CLEARED,
        **_open_classification(case, given, move),
        "exemption_status": ExemptionStatus.TERBUKA.value,
    }
    released = opening.releases(case.id, given.get("files"))
    with opening.published(case.id, released):
        item = opening.give_back(context, case, changes, released, links=True)
        cases.record_move(context, case, move, to_state, item, given)


def _to_close(case: Case, status: ExemptionStatus, given: Given) -> set[str]:
    """Return the ids of the public files to close: all, or those that hold the exempt parts."""
    public = {row["id"]: row.get("name") or row["url"] for row in case.record["resources"]}
    if status is WHOLE:
        return set(public)
    named = {str(value) for value in given.get("resources") or ()}
    if public and not named and not case.state.is_closed:  # a correction leaves open what is open
        message = tk._(
            "Name the files that hold the exempt parts; the whole is not closed for the sake of a"
            " part (UU 14/2008 Pasal 2 ayat (2))."
        )
        raise tk.ValidationError({"resources": [message]})
    if named - set(public):
        message = tk._("{value} is no file of this entry.")
        raise tk.ValidationError(
            {"resources": [message.format(value=", ".join(sorted(named - set(public))))]}
        )
    return named


def _open_classification(case: Case, given: Given, move: Move) -> dict[str, Any]:
    """Return the category and what goes with it, as before the proposal or as decided."""
    if case.item.information_category is not Category.DIKECUALIKAN:
        return _of(given, CLASSIFICATION)
    classification = {**rounds.current(case.id).before, **_stated(given, CLASSIFICATION)}
    cases.refuse(law.check_needs(classification, ("information_category",), move))
    return classification


def _check_dates(case: Case, changes: Mapping[str, Any]) -> None:
    item = mapping.item_from_package({**case.record, **changes})
    cases.refuse(law.check_papers_dated(item, cases.today()))


def _of(given: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    return {field: given[field] for field in fields if field in given}


def _stated(given: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    return {field: value for field, value in _of(given, fields).items() if value}


def _one_of(given: Given, field: str, allowed: tuple[str, ...]) -> str:
    value = given.get(field)
    if value in allowed:
        return str(value)
    message = tk._('"{field}": {value} is none of {allowed}.')
    raise tk.ValidationError(
        {field: [message.format(field=field, value=value or "–", allowed=", ".join(allowed))]}
    )
