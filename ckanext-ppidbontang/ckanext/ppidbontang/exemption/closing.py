"""Take away from the public what an exemption closes, in the transaction that closes it.

Files, DataStore tables and the search index are no part of that transaction. What they still need
is written down in it (`ppid_unfinished`) and done afterwards by `exemption.finishing`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.lib.dictization import table_dictize

from ckanext.ppidbontang.model import Unfinished

# What an activity still tells of an entry: what the closed entry itself tells.
KEPT_OF_ACTIVITY = ("id", "name", "title", "type", "owner_org", "private", "state")

_VIEWS = sa.text("SELECT id FROM resource_view WHERE resource_id = ANY(:ids)")
_ACTIVITIES = sa.text("SELECT id, data FROM activity WHERE object_id = :package_id")
_SCRUB = sa.text("UPDATE activity SET data = :data WHERE id = :id")
_FORGET_DETAILS = sa.text("""
    DELETE FROM activity_detail USING activity
    WHERE activity_id = activity.id AND activity.object_id = ANY(:ids)
""")
_ANNOUNCE = sa.text("""
    INSERT INTO ppid_unfinished (package_id, work)
    VALUES (:id, jsonb_build_object('leftovers', CAST(:ids AS jsonb)))
    ON CONFLICT (package_id) DO UPDATE SET work = ppid_unfinished.work || jsonb_build_object(
        'leftovers',
        coalesce(ppid_unfinished.work -> 'leftovers', '[]') || CAST(:ids AS jsonb)
    )
""")
_FORGET = sa.text("DELETE FROM activity WHERE object_id = ANY(:ids)")


def public_files(package_id: str, resource_ids: Collection[str]) -> list[dict[str, Any]]:
    """Return the resources to withdraw as they are stored.

    Those that were marked as deleted are among them: their files still lie in the public storage.
    """
    rows = model.Session.scalars(
        sa.select(model.Resource)
        .where(
            model.Resource.package_id == package_id,
            sa.or_(
                model.Resource.id.in_(resource_ids),
                model.Resource.state != model.State.ACTIVE,
            ),
        )
        .order_by(model.Resource.position)
    )
    return [_described(row) for row in rows]


def _described(row: model.Resource) -> dict[str, Any]:
    """Return a resource with all its fields side by side, as CKAN's actions take it."""
    columns = table_dictize(row, {"session": model.Session})
    return {**columns.pop("extras"), **columns}


def withdraw(package_id: str, resources: Sequence[dict[str, Any]]) -> None:
    """Take resources out of the public record for good; a row marked as deleted would stay."""
    ids = [resource["id"] for resource in resources]
    views = model.Session.scalars(_VIEWS, {"ids": ids}).all()
    model.Session.execute(sa.delete(model.Resource).where(model.Resource.id.in_(ids)))
    _scrub_activities(package_id, [*views, *ids])
    model.Session.expire_all()
    later(package_id, files=list(resources), tables=ids)


def later(package_id: str, **work: list[Any]) -> None:
    """Write down, in the transaction, what is to be done when it is committed."""
    row = model.Session.get(Unfinished, package_id)
    if row is None:
        row = Unfinished(package_id=package_id, work={})
        model.Session.add(row)
    row.work = {kind: [*row.work.get(kind, []), *work.get(kind, [])] for kind in {*row.work, *work}}


def announce(package_id: str, resource_ids: Sequence[str]) -> None:
    """Write down at once, outside the transaction, public files that it is about to justify.

    Should the process die before its commit, they are removed again: no record would lead to them.
    """
    with model.Session.get_bind().connect() as outside, outside.begin():  # pyright: ignore[reportAttributeAccessIssue] # CKAN binds an engine
        outside.execute(_ANNOUNCE, {"id": package_id, "ids": json.dumps(resource_ids)})


def justify(package_id: str, resource_ids: Collection[str]) -> None:
    """Let announced files stay, in the transaction that gives them their records."""
    row = model.Session.scalar(
        sa.select(Unfinished)
        .where(Unfinished.package_id == package_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is not None:
        announced = row.work.get("leftovers", [])
        kept = [resource_id for resource_id in announced if resource_id not in resource_ids]
        row.work = {**row.work, "leftovers": kept}


def _scrub_activities(package_id: str, gone: Sequence[str]) -> None:
    """Leave of the stored activities that something happened, not what the entry held then."""
    for activity in model.Session.execute(_ACTIVITIES, {"package_id": package_id}).all():
        stored = json.loads(activity.data or "{}")
        package = stored.get("package") or {}
        kept = {key: package[key] for key in KEPT_OF_ACTIVITY if key in package}
        model.Session.execute(
            _SCRUB,
            {
                "id": activity.id,
                "data": json.dumps({"package": kept, "actor": stored.get("actor")}),
            },
        )
    for forget in (_FORGET_DETAILS, _FORGET):
        model.Session.execute(forget, {"ids": list(gone)})
