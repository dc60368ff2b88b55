"""Take an import back, as long as nothing else has touched what it made or changed."""

from __future__ import annotations

from collections.abc import Sequence

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.imports import store, writing
from ckanext.ppidbontang.imports.states import DONE, Outcome
from ckanext.ppidbontang.intake import actors, updates
from ckanext.ppidbontang.model import Import, ImportRow

_LONGEST_NAME = 100


def touched(import_id: str) -> Sequence[str]:
    """Return the titles of entries that something else has changed since, or that are gone."""
    package = model.Package
    return model.Session.scalars(
        sa.select(ImportRow.title)
        .outerjoin(package, package.id == ImportRow.package_id)
        .where(
            ImportRow.import_id == import_id,
            ImportRow.outcome.in_(DONE),
            sa.or_(
                package.state != model.State.ACTIVE,
                package.metadata_modified.is_distinct_from(ImportRow.modified),
            ),
        )
        .order_by(ImportRow.number)
    ).all()


def undo(found: Import) -> None:
    """Take back row by row, each in a transaction of its own; what cannot be says why.

    With the rights of who made the import: nobody opens by this what the import has closed.
    """
    numbers = model.Session.scalars(
        sa.select(ImportRow.number)
        .where(ImportRow.import_id == found.id, ImportRow.outcome.in_(DONE))
        .order_by(ImportRow.number.desc())
    ).all()
    import_id, acting = found.id, actors.Acting.as_(actors.Actor(user=found.actor, trusted=False))
    for number in numbers:
        row = model.Session.get_one(ImportRow, (import_id, number))
        try:
            _undo(row, acting)
        except (tk.ValidationError, tk.NotAuthorized) as err:
            model.Session.rollback()
            row = model.Session.get_one(ImportRow, (import_id, number))
            row.problems = [*row.problems, *writing.problems_of(err)]
            model.Session.add(row)
        model.Session.commit()


def _undo(row: ImportRow, acting: actors.Acting) -> None:
    package = model.Session.get_one(model.Package, row.package_id, with_for_update=True)
    outcome, row.outcome = row.outcome, Outcome.UNDONE.value
    model.Session.add(row)
    if outcome == Outcome.CREATED:
        tk.check_access("package_delete", acting.context(), {"id": package.id})
        # The address is free again: the same row may come back.
        package.name = f"{package.name[: _LONGEST_NAME - 9]}-{package.id[:8]}"
        model.Session.flush()
        tk.get_action("package_delete")(acting.context(), {"id": package.id})
        return
    before = dict(row.before or {})
    present = tk.get_action("package_show")(acting.context(use_cache=False), {"id": package.id})
    kept = {one["id"]: one for one in present["resources"]}
    rows = [kept.get(one["id"], one) | {"name": one["name"]} for one in before.pop("resources")]
    updates.apply_rows(acting.context(), present, before, rows)


def left(import_id: str) -> int:
    """Return how many rows could not be taken back."""
    _actions, outcomes = store.counts(import_id)
    return sum(outcomes[outcome] for outcome in DONE)
