"""Take away what was planted, a killed run's leftovers too.

Canaries are known by names that nothing else has. So that nobody's own entry is ever taken for one,
an entry goes only when it has such a name, lies in such a body and was made by such a user.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from ckan import model
from ckan.logic.action.delete import dataset_purge
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ckanext.activity.model.activity import Activity, ActivityDetail
from ckanext.ppidbontang import vault
from ckanext.ppidbontang.imports import uploads
from ckanext.ppidbontang.leakcheck import canaries
from ckanext.ppidbontang.leakcheck.garden import act, as_site
from ckanext.ppidbontang.model import Import, Reminder, Unfinished

NAMED = f"^{canaries.WORD.pattern}$"


def remove_all() -> int:
    """Remove every entry, body and user that was planted; return how many there were."""
    model.Session.rollback()
    entries = _entries()
    for entry in entries:
        _remove_entry(entry)
    bodies = _empty_bodies()
    for body in bodies:
        act("organization_purge", id=body)
    _remove_imports()
    people = _named(model.User.id, model.User.name)
    _remove_activities([*entries, *bodies, *people])
    for person in people:
        model.Session.delete(model.Session.get(model.User, person))
    model.Session.commit()
    return len(entries) + len(bodies) + len(people)


def _named(key: InstrumentedAttribute[str], name: InstrumentedAttribute[str]) -> Sequence[str]:
    return model.Session.scalars(sa.select(key).where(name.regexp_match(NAMED))).all()


def _entries() -> Sequence[str]:
    body, user = aliased(model.Group), aliased(model.User)
    return model.Session.scalars(
        sa.select(model.Package.id)
        .join(body, body.id == model.Package.owner_org)
        .join(user, user.id == model.Package.creator_user_id)
        .where(*(table.name.regexp_match(NAMED) for table in (model.Package, body, user)))
    ).all()


def _empty_bodies() -> Sequence[str]:
    holding = sa.select(model.Package.owner_org).where(model.Package.owner_org.is_not(None))
    return model.Session.scalars(
        sa.select(model.Group.id).where(
            model.Group.name.regexp_match(NAMED), model.Group.id.not_in(holding)
        )
    ).all()


def _remove_entry(entry: str) -> None:
    """Remove an entry with its files, its tables and what its vault holds.

    The portal's own `dataset_purge` refuses what was ever exempt, for the sake of its history. The
    rows of the history stay here too, nobody can remove them; they hold canaries alone.
    """
    for resource in act("package_show", id=entry).get("resources", ()):
        act("resource_delete", id=resource["id"])
    for file in vault.originals(entry):
        location = file.location
        model.Session.delete(file)
        model.Session.commit()
        vault.remove(location)
    dataset_purge(as_site(), {"id": entry})
    for table in (Unfinished, Reminder):
        model.Session.execute(sa.delete(table).where(table.package_id == entry))
    model.Session.commit()


def _remove_imports() -> None:
    """Remove the spreadsheets that planted people brought."""
    brought = sa.select(Import).where(Import.actor.regexp_match(NAMED))
    for found in model.Session.scalars(brought).all():
        uploads.forget(found.file_id)
        model.Session.delete(found)
    model.Session.commit()


def _remove_activities(objects: list[str]) -> None:
    """Remove what the activity stream wrote about them, and what they did."""
    ids = model.Session.scalars(
        sa.select(Activity.id).where(
            sa.or_(Activity.object_id.in_(objects), Activity.user_id.in_(objects))
        )
    ).all()
    detail = ActivityDetail.__table__
    model.Session.execute(sa.delete(detail).where(detail.c.activity_id.in_(ids)))
    model.Session.execute(sa.delete(Activity).where(Activity.id.in_(ids)))
