"""What the caller of an import may do, looked up once for all of its rows."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ppidbontang import config, registry, roles
from ckanext.ppidbontang.domain.agencies import Registry
from ckanext.ppidbontang.intake import stored


@dataclass(frozen=True, kw_only=True, slots=True)
class Authority:
    """Hold who acts: `bodies` has the id of each body for which the caller may make entries.

    `organizations` has all bodies of the portal, by name; `registry` is what the city says of them.
    """

    user: str
    is_ppid_utama: bool
    is_reviewed: bool
    bodies: dict[str, str]
    organizations: dict[str, str]
    registry: Registry

    @classmethod
    def of(cls, context: Context) -> Authority:
        """Look up what the caller may do."""
        mine = roles.bodies(context, "create_dataset")
        return cls(
            user=context.get("user", ""),
            is_ppid_utama=roles.is_ppid_utama(context),
            is_reviewed=config.is_reviewed(),
            bodies={name: id_ for id_, name in mine.items()},
            organizations=stored.organizations(),
            registry=registry.current(),
        )

    def default_body(self, asked: str) -> str:
        """Return the body of the rows that name none: the one asked for, or the caller's only one.

        Raises:
            ValidationError: it is none of the caller's.
        """
        if asked and asked not in self.bodies:
            message = tk._("{value} is none of the bodies for which you may make entries.")
            raise tk.ValidationError({"opd": [message.format(value=asked)]})
        if asked or len(self.bodies) != 1:
            return asked
        return next(iter(self.bodies))
