"""What waits in the review: for the PPID Utama to look at, and for a body to go on with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib.plugins import get_permission_labels
from ckan.types import Context

from ckanext.ppidbontang import catalogue, errors, mapping, registry, roles
from ckanext.ppidbontang.domain import rules
from ckanext.ppidbontang.domain.review import Step
from ckanext.ppidbontang.domain.rules import Violation
from ckanext.ppidbontang.domain.vocabularies import ReviewState
from ckanext.ppidbontang.model import ReviewEvent

_MEMBER = "member-"
_LAST = (
    sa.select(ReviewEvent)
    .distinct(ReviewEvent.package_id)
    .order_by(ReviewEvent.package_id, ReviewEvent.id.desc())
    .subquery()
)
_state = model.Package.extras["review_state"].astext
_FILES = (
    sa.select(sa.func.count(model.Resource.id))
    .where(
        model.Resource.package_id == model.Package.id,
        model.Resource.state == model.State.ACTIVE,
    )
    .correlate(model.Package)
    .scalar_subquery()
)
_SHOWN = ("information_category", "information_kind", "exemption_status", "review_state")
# PERKI 1/2021 Pasal 25: published by the body at once, and not looked at since.
_unconfirmed = sa.and_(~model.Package.private, _LAST.c.step == Step.ANNOUNCE.value)
_submitted = sa.and_(model.Package.private, _state == ReviewState.SUBMITTED.value)


def is_unconfirmed(package: model.Package) -> bool:
    """Say whether a body published an entry at once and the PPID Utama has not looked at it."""
    last = ReviewEvent.latest(package.id)
    return not package.private and last is not None and last.step == Step.ANNOUNCE.value


def entries(context: Context, *, limit: int, offset: int) -> tuple[int, list[dict[str, Any]]]:
    """Return how many entries are in the caller's queue, and a page of them, oldest first."""
    mine = _queue(context)
    count = model.Session.scalar(sa.select(sa.func.count()).select_from(_joined()).where(mine))
    rows = model.Session.execute(
        sa.select(
            model.Package.id,
            model.Package.name,
            model.Package.title,
            model.Package.notes,
            model.Package.extras,
            model.Package.owner_org,
            model.Package.metadata_modified,
            _FILES.label("files"),
            sa.func.coalesce(_unconfirmed, sa.false()).label("unconfirmed"),
            model.Group.title.label("organization_title"),
            _LAST.c.step,
            _LAST.c.at,
            _LAST.c.actor,
            _LAST.c.note,
        )
        .select_from(_joined())
        .where(mine)
        .order_by(model.Package.metadata_modified, model.Package.id)
        .limit(limit)
        .offset(offset)
    )
    return count or 0, [_shown(row._asdict()) for row in rows]


def waiting(context: Context) -> int:
    """Return how many entries wait for the caller: to be decided, or to be put right."""
    mine = _queue(context)
    if not roles.is_ppid_utama(context):
        mine = sa.and_(mine, _state == ReviewState.RETURNED.value)
    return model.Session.scalar(sa.select(sa.func.count()).select_from(_joined()).where(mine)) or 0


def _joined() -> sa.FromClause:
    package, group = model.package_table, model.group_table
    return package.outerjoin(_LAST, _LAST.c.package_id == package.c.id).outerjoin(
        group, group.c.id == package.c.owner_org
    )


def _queue(context: Context) -> sa.ColumnElement[bool]:
    """Return which entries are the caller's business."""
    if roles.is_ppid_utama(context):
        return sa.and_(catalogue.ACTIVE, sa.or_(_submitted, _unconfirmed))
    kept = sa.and_(model.Package.type == "dataset", model.Package.state != model.State.DELETED)
    unfinished = sa.and_(model.Package.private, kept)
    return sa.and_(
        model.Package.owner_org.in_(_bodies(context)),
        sa.or_(unfinished, sa.and_(catalogue.ACTIVE, _unconfirmed)),
    )


def _bodies(context: Context) -> list[str]:
    """Return the bodies whose unpublished entries CKAN lets the caller see."""
    user = model.User.get(context.get("user"))
    labels = get_permission_labels().get_user_dataset_labels(user) if user else []
    return [label.removeprefix(_MEMBER) for label in labels if label.startswith(_MEMBER)]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    extras = row.pop("extras") or {}
    record = {**extras, **{name: row[name] or "" for name in ("name", "title", "notes")}}
    record |= {"owner_org": row["owner_org"], "private": False}
    item = mapping.item_from_package(record)
    found = rules.check(replace(item, published=True), regions=registry.current().region_codes)
    return {
        **row,
        **{name: extras.get(name) for name in _SHOWN},
        "at": row["at"].isoformat() if row["at"] else None,
        "metadata_modified": row["metadata_modified"].isoformat(),
        "findings": [_said(violation) for violation in found],
        "lawful": not rules.errors(found),
    }


def _said(found: Violation) -> dict[str, str]:
    label = found.params["field"]
    return {
        "field": found.field,
        "label": tk._(label),
        "severity": found.severity.value,
        "message": errors.message(found),
    }
