"""Write the history: who did what, in the transaction that does it."""

from __future__ import annotations

from typing import Any, TypeVar

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang.model.events import Event

Entry = TypeVar("Entry", bound=Event)


def record(
    kind: type[Entry], context: Context, package_id: str, step: str, **columns: Any
) -> Entry:
    """Add an event of the caller's; it is kept when the transaction is."""
    user = model.User.get(context.get("user"))
    event = kind(
        package_id=package_id,
        user_id=user.id if user else None,
        actor=user.name if user else tk.config["ckan.site_id"],
        step=step,
        **columns,
    )
    model.Session.add(event)
    return event
