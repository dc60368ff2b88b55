"""A case: an entry, its state, and the transaction in which it moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import errors, history, mapping
from ckanext.ppidbontang.domain.exemption_case import (
    TRANSITIONS,
    CaseState,
    Move,
    check_move,
    state_of,
)
from ckanext.ppidbontang.domain.fields import DECISION, PERIOD, REASONS, TEST
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.rules import Violation
from ckanext.ppidbontang.model import ExemptionEvent

Record = dict[str, Any]

# An entry without an exemption says nothing of one.
CLEARED = {
    **dict.fromkeys((*REASONS, *PERIOD, *TEST, *DECISION), ""),
    "exemption_grounds": [],
    "exemption_legal_basis": [],
}
CLASSIFICATION = ("information_category", "information_kind", "personal_data")

# Which number and date a move bears.
_PAPERS = {
    Move.UJI: TEST[:2],
    **dict.fromkeys((Move.TETAPKAN, Move.TOLAK, Move.PERPANJANG, Move.BUKA), DECISION[:2]),
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """An entry as it is stored, with the state of its exemption."""

    package: model.Package
    record: Record
    item: InformationItem
    state: CaseState

    @property
    def id(self) -> str:
        """Return the id of the entry."""
        return self.package.id

    def moved(self, move: Move) -> CaseState:
        """Return the state after a move.

        Raises:
            ValidationError: the move is unlawful in this state.
        """
        refuse(check_move(self.state, move))
        return TRANSITIONS[self.state, move]


@contextmanager
def one_transaction() -> Iterator[None]:
    """Keep all that a move changes in the database, or nothing of it."""
    try:
        yield
        model.Session.commit()
    except BaseException:
        model.Session.rollback()
        raise


def locked(package_id: str, seen: str | None = None) -> Case:
    """Return the case of an entry and let nobody else move it until the transaction ends.

    Args:
        package_id: the entry
        seen: the state that the caller looked at, when it is to be still the same

    Raises:
        ValidationError: the case has moved since the caller looked.
    """
    package = model.Session.scalars(
        sa.select(model.Package)
        .where(model.Package.id == package_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    case = read(package)
    if seen and seen != case.state.value:
        raise tk.ValidationError(
            {
                "state": [
                    tk._(
                        "Somebody else has moved this case since you opened the page: the state is"
                        " now {state}, not {seen}. Look at it again."
                    ).format(state=tk._(case.state.label), seen=_state_label(seen))
                ]
            }
        )
    return case


def _state_label(code: str) -> str:
    """Return how a state is called; what is no state is repeated as it was given."""
    return tk._(CaseState(code).label) if code in list(CaseState) else code


def read(package: model.Package) -> Case:
    """Return the case of an entry as it is now."""
    record = tk.get_action("package_show")(
        {"ignore_auth": True, "use_cache": False, "user": ""}, {"id": package.id}
    )
    item = mapping.item_from_package(record)
    latest = ExemptionEvent.latest(package.id)
    recorded = CaseState(latest.to_state) if latest else None
    return Case(package=package, record=record, item=item, state=state_of(item, recorded))


def today() -> date:
    """Return today's date where the portal is."""
    return datetime.now(tk.h.get_display_timezone()).date()


def refuse(violations: Iterable[Violation]) -> None:
    """Refuse a move that breaks the law.

    Raises:
        ValidationError: something is wrong; it names every field.
    """
    found = list(violations)
    if found:
        raise tk.ValidationError(errors.as_error_dict(found))


def save(context: Context, case: Case, changes: Mapping[str, Any]) -> InformationItem:
    """Write the changed entry within the transaction, through every rule that a form meets.

    Returns the entry as it was written.
    """
    moving = tk.fresh_context(
        context, ignore_auth=True, ppid_move=True, defer_commit=True, return_id_only=True
    )
    record = {**case.record, **changes}
    del record["metadata_modified"]  # sent back, CKAN would keep it: nobody would see a change
    tk.get_action("package_update")(moving, record)
    return mapping.item_from_package(record)


def record_move(
    context: Context,
    case: Case,
    move: Move,
    to_state: CaseState,
    item: InformationItem,
    given: Mapping[str, Any],
    *,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add the move to the history, in the transaction that makes it.

    Args:
        context: the caller
        case: the entry before the move
        move: what was done
        to_state: the state that it led to
        item: the entry after the move
        given: what the caller stated; the papers of the move and its note are among it
        details: what those may read, besides, who may see the originals
    """
    number, day = _PAPERS.get(move, ("", ""))
    history.record(
        ExemptionEvent,
        context,
        case.id,
        move.value,
        from_state=case.state.value,
        to_state=to_state.value,
        number=given.get(number, ""),
        decided_on=date.fromisoformat(given[day]) if given.get(day) else None,
        note=given.get("note", ""),
        public=_public_face(item),
        details={"reasons": _reasons(case.package), **(details or {})},
    )


def differs(event: ExemptionEvent | None, package: model.Package) -> bool:
    """Say whether the reasons of an exemption are others than when the event was written."""
    return event is None or event.details["reasons"] != _reasons(package)


def _public_face(item: InformationItem) -> dict[str, Any]:
    """Return what the list of exempt information (DIK) tells everybody."""
    face: dict[str, Any] = {"status": item.effective_status.value}
    if item.exemption_grounds:
        face["grounds"] = [ground.value for ground in item.exemption_grounds]
        face["legal_basis"] = [str(basis) for basis in item.exemption_legal_basis]
        face["period"] = {
            "type": item.exemption_period_type.value if item.exemption_period_type else "",
            "start": _day(item.exemption_start),
            "end": _day(item.exemption_end),
            "condition": item.exemption_condition,
        }
    return face


def _reasons(package: model.Package) -> dict[str, Any]:
    """Return all that the entry says of its exemption, as it is stored."""
    stored = package.extras or {}
    return {field: stored[field] for field in CLEARED if stored.get(field)}


def _day(value: object) -> str:
    return "" if value is None else str(value)
