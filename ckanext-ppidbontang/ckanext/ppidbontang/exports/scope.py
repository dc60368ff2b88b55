"""Whose entries a caller may take out of the catalogue: those that they may edit, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ppidbontang import bodies, roles

# In an address a unit is a body with those below it.
WITH_UNITS = "ya"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Name the bodies whose entries are asked for; `publishers` is None for every body."""

    opd: str
    publishers: tuple[str, ...] | None


def read(context: Context, asked: Mapping[str, Any]) -> Scope:
    """Return what is asked for by `opd` and `units`, as far as the caller edits it.

    The body of an entry is here the one that publishes it, since its editors edit the entry.

    Raises:
        ObjectNotFound: the caller edits nothing there, or there is no such body.
        ValidationError: `units` is neither empty nor `ya`.
    """
    opd, units = (str(asked.get(name) or "").strip() for name in ("opd", "units"))
    edited = None if roles.is_ppid_utama(context) else _edited(context)
    if not opd and edited is None:
        return Scope(opd="", publishers=None)
    known = bodies.titles() if edited is None else edited
    if (opd and opd not in known) or not known:
        raise tk.ObjectNotFound
    if units not in ("", WITH_UNITS):
        message = tk._('"{field}": "{value}" is none of {allowed}.')
        label = tk._("With the units below it")
        raise tk.ValidationError(
            {"units": [message.format(field=label, value=units[:100], allowed=WITH_UNITS)]}
        )
    if not opd:
        return Scope(opd="", publishers=tuple(sorted(known)))
    if not units:
        return Scope(opd=opd, publishers=(opd,))
    below = bodies.with_units(opd)
    return Scope(opd=opd, publishers=tuple(name for name in below if name in known))


def _edited(context: Context) -> set[str]:
    """Return the names of the bodies whose entries the caller edits: none without an account."""
    if not context.get("user"):
        return set()
    return set(roles.bodies(context, "update_dataset").values())
