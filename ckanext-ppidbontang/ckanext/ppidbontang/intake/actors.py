"""Who brings entries in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """A user by name; a trusted one acts for the site itself, any other with rights of its own."""

    user: str
    trusted: bool = False

    @classmethod
    def site(cls) -> Actor:
        """Return the site itself."""
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        return cls(user=user["name"], trusted=True)


@dataclass(frozen=True, slots=True)
class Acting:
    """An actor in the session of a batch, whose account is read once."""

    actor: Actor
    account: model.User

    @classmethod
    def as_(cls, actor: Actor) -> Acting:
        """Begin to act.

        Raises:
            ObjectNotFound: there is no such user.
        """
        account = model.User.get(actor.user)
        if account is None:
            raise tk.ObjectNotFound(tk._("User not found"))
        return cls(actor, account)

    def context(self, **options: Any) -> Context:
        """Return a context for one call of an action."""
        if self.actor.trusted:
            options["ignore_auth"] = True
        return Context(user=self.actor.user, auth_user_obj=self.account, **options)
