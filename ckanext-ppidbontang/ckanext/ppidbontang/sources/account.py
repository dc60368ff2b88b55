"""The account that brings in what is pulled: an officer of the bodies that sources belong to.

It has no password and no address to send one to, so nobody logs in with it. As an officer it meets
every wall that officers meet: it makes drafts, and cannot publish, open or move anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

NAME = "ppid-sumber"
_FULL_NAME = "Penarikan dari sumber"
_ROLE = "editor"


def context(**options: Any) -> Any:
    """Return the context of the account.

    Raises:
        ObjectNotFound: `ckan ppid source sync` has not made it yet.
    """
    user = model.User.get(NAME)
    if user is None:
        raise tk.ObjectNotFound("User: ppid-sumber")
    return {"user": NAME, "auth_user_obj": user, **options}


def serve(bodies: Iterable[str]) -> None:
    """Make the account an officer of these bodies, and of no other."""
    user = model.User.get(NAME)
    if user is None:
        user = model.User(name=NAME, fullname=_FULL_NAME)
        model.Session.add(user)
        model.Session.commit()
    wanted = {body.id for body in map(model.Group.get, bodies) if body is not None}
    roles = model.Session.query(model.Member.group_id).filter_by(
        table_id=user.id, table_name="user", state=model.State.ACTIVE
    )
    present = {row.group_id for row in roles}
    for body in wanted - present:
        _member("member_create", body, user, capacity=_ROLE)
    for body in present - wanted:
        _member("member_delete", body, user)


def _member(action: str, body: str, user: model.User, **options: str) -> None:
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    tk.get_action(action)(
        {"ignore_auth": True, "user": site},
        {"id": body, "object": user.id, "object_type": "user", **options},
    )
