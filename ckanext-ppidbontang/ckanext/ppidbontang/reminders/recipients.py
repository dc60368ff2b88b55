"""Whom a body reads its mail through: its own address, or else its administrators."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Hold the title of a body and the addresses at which it is reached."""

    title: str
    addresses: tuple[str, ...]


def of_body(name: str) -> Recipient:
    """Return how a body is reached; without addresses when nobody is known."""
    row = model.Session.execute(
        sa.select(model.Group.title, model.group_table.c.extras).where(
            model.Group.name == name, model.Group.is_organization
        )
    ).first()
    title = row.title if row and row.title else name
    own = str((row.extras or {}).get("ppid_email") or "").strip() if row else ""
    return Recipient(title=title, addresses=(own,) if own else _administrators(name))


def _administrators(body: str) -> tuple[str, ...]:
    found = model.Session.scalars(
        sa.select(model.User.email)
        .join(model.Member, model.Member.table_id == model.User.id)
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(
            model.Group.name == body,
            model.Member.table_name == "user",
            model.Member.capacity == "admin",
            model.Member.state == model.State.ACTIVE,
            model.User.state == model.State.ACTIVE,
        )
        .order_by(model.User.name)
    )
    return tuple(address for address in found if address)
