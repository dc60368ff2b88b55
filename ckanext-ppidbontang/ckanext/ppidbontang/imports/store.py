"""The preview of an import as it is kept: a row each, with what it would do and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import errors
from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.rules import Violation
from ckanext.ppidbontang.imports.planning import Plan
from ckanext.ppidbontang.imports.states import DONE, Action, Outcome, State
from ckanext.ppidbontang.model import Import, ImportRow
from ckanext.ppidbontang.processes import batches_of

_AT_ONCE = 1000


def write(
    found: Import, plans: Sequence[Plan], duplicates: Mapping[int, list[dict[str, Any]]]
) -> None:
    """Keep a preview in the place of the one before.

    Args:
        found: the import
        plans: what its rows would do
        duplicates: the likely duplicates of a row, by its number
    """
    model.Session.execute(sa.delete(ImportRow).where(ImportRow.import_id == found.id))
    rows = [_row(found.id, plan, duplicates.get(plan.written.number, [])) for plan in plans]
    for some_rows in batches_of(rows, _AT_ONCE):
        model.Session.execute(sa.insert(ImportRow), some_rows)


def _row(import_id: str, plan: Plan, duplicates: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "number": plan.written.number,
        "action": plan.action.value,
        "name": plan.name or str(plan.record.get("name") or ""),
        "title": plan.title,
        "opd": plan.body,
        "package_id": plan.entry.id if plan.entry else None,
        "record": {} if plan.action in (Action.REFUSE, Action.UNCHANGED) else plan.record,
        "changes": [change.as_dict() for change in plan.changes],
        "problems": [_problem(plan, violation) for violation in plan.violations],
        "duplicates": duplicates,
        "seen": plan.seen,
        "outcome": Outcome.NONE.value,
    }


def _problem(plan: Plan, violation: Violation) -> dict[str, Any]:
    """Say what is wrong, and in which cell."""
    name = violation.field
    return {
        "field": name,
        "letter": plan.written.letters.get(name, ""),
        "column": plan.written.headings.get(name, ""),
        "value": violation.params.get("value", ""),
        "message": errors.message(violation),
        "rule": violation.code,
        "weight": violation.severity.value,
    }


def refused(field: str, message: str, *, value: str = "", rule: str = "ckan") -> dict[str, Any]:
    """Return a problem that only showed when the work was done."""
    return {
        "field": field,
        "letter": "",
        "column": LABELS.get(field, field),
        "value": value,
        "message": message,
        "rule": rule,
        "weight": "error",
    }


def counts(import_id: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many rows there are of each action, and of each outcome."""
    counted = model.Session.execute(
        sa.select(ImportRow.action, ImportRow.outcome, sa.func.count())
        .where(ImportRow.import_id == import_id)
        .group_by(ImportRow.action, ImportRow.outcome)
    ).all()
    actions = dict.fromkeys((action.value for action in Action), 0)
    outcomes = dict.fromkeys((outcome.value for outcome in Outcome), 0)
    for action, outcome, count in counted:
        actions[action] += count
        outcomes[outcome] += count
    return actions, outcomes


def noted(import_id: str) -> int:
    """Return how many rows there are that would be done, with something to look at first."""
    return (
        model.Session.scalar(
            sa.select(sa.func.count()).where(ImportRow.import_id == import_id, *_NOTED)
        )
        or 0
    )


# A refused row tells of itself; this is what would else go by unseen.
_NOTED = (
    ImportRow.action != Action.REFUSE.value,
    sa.func.jsonb_array_length(ImportRow.problems)
    + sa.func.jsonb_array_length(ImportRow.duplicates)
    > 0,
)


def rows(
    import_id: str,
    limit: int,
    offset: int,
    *,
    action: str | None = None,
    outcome: str | None = None,
    is_noted: bool = False,
) -> Sequence[ImportRow]:
    """Return rows in the order of the sheet: all, or those of an action, an outcome, or noted."""
    asked = sa.select(ImportRow).where(ImportRow.import_id == import_id)
    if action:
        asked = asked.where(ImportRow.action == action)
    if outcome:
        asked = asked.where(ImportRow.outcome == outcome)
    if is_noted:
        asked = asked.where(*_NOTED)
    return model.Session.scalars(asked.order_by(ImportRow.number).limit(limit).offset(offset)).all()


def problems(import_id: str) -> Mapping[int, list[dict[str, Any]]]:
    """Return what is wrong, by the numbers of the rows."""
    found = model.Session.execute(
        sa.select(ImportRow.number, ImportRow.problems).where(
            ImportRow.import_id == import_id, sa.func.jsonb_array_length(ImportRow.problems) > 0
        )
    )
    return {row.number: row.problems for row in found}


def waiting(import_id: str, action: Action) -> Sequence[int]:
    """Return the numbers of the rows that are still to be done."""
    return model.Session.scalars(
        sa.select(ImportRow.number)
        .where(
            ImportRow.import_id == import_id,
            ImportRow.action == action.value,
            ImportRow.outcome == Outcome.NONE.value,
        )
        .order_by(ImportRow.number)
    ).all()


def some(import_id: str, numbers: Iterable[int]) -> dict[int, ImportRow]:
    """Return rows by their numbers."""
    found = model.Session.scalars(
        sa.select(ImportRow).where(
            ImportRow.import_id == import_id, ImportRow.number.in_(list(numbers))
        )
    )
    return {row.number: row for row in found}


def files_named(import_id: str) -> Sequence[str]:
    """Return what rows name as files or links, each once."""
    listed = sa.func.jsonb_array_elements(
        sa.func.coalesce(ImportRow.record["resources"], sa.text("'[]'::jsonb"))
    )
    said = listed.table_valued("value").lateral()
    return model.Session.scalars(
        sa.select(said.c.value.op("->>")("url"))
        .select_from(ImportRow)
        .join(said, sa.true())
        .where(ImportRow.import_id == import_id)
        .distinct()
    ).all()


def was_refused(import_id: str) -> bool:
    """Tell whether a row was refused when it was to be done."""
    _actions, outcomes = counts(import_id)
    return bool(outcomes[Outcome.REFUSED])


def names_made(import_id: str) -> Sequence[str]:
    """Return the addresses of the entries that the import has made or changed so far."""
    return model.Session.scalars(
        sa.select(ImportRow.name).where(
            ImportRow.import_id == import_id,
            ImportRow.outcome.in_(DONE),
        )
    ).all()


def settle(import_id: str) -> None:
    """Give the rows that ask for nothing their outcome."""
    for action, outcome in (
        (Action.UNCHANGED, Outcome.UNCHANGED),
        (Action.REFUSE, Outcome.REFUSED),
    ):
        model.Session.execute(
            sa.update(ImportRow)
            .where(ImportRow.import_id == import_id, ImportRow.action == action.value)
            .values(outcome=outcome.value)
        )


def finish(found: Import, state: State, problem: str = "") -> None:
    """Say how the work ended."""
    found.state, found.problem = state.value, problem
    found.finished_at = dt.datetime.now(dt.UTC)
    model.Session.add(found)
