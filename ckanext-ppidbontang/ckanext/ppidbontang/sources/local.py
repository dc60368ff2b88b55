"""An entry of the portal as it is compared with what a source says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.domain.sources import Merge, Taken, merge
from ckanext.ppidbontang.intake.stored import plain
from ckanext.ppidbontang.model import SourceEntry

Package = Mapping[str, Any]

_OF_RESOURCES = ("name", "url", "format", "description")


def show(package_id: str) -> dict[str, Any]:
    """Return an entry as it is stored, whoever asks."""
    context: Any = {"ignore_auth": True, "use_cache": False}
    return tk.get_action("package_show")(context, {"id": package_id})


def values(package: Package, names: Iterable[str]) -> dict[str, Any]:
    """Return fields of an entry in the one spelling in which they are compared."""
    return {name: comparable(name, package.get(name)) for name in names}


def comparable(name: str, value: Any) -> Any:
    """Return a value of a field in one spelling, from the portal or from a source."""
    if name == "tags":
        return sorted(tag["name"] if isinstance(tag, Mapping) else tag for tag in value or ())
    if name == "resources":
        return [
            {key: text for key in _OF_RESOURCES if (text := str(row.get(key) or "").strip())}
            for row in value or ()
        ]
    return plain(value)


def received(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a source says in the one spelling in which it is compared."""
    return {name: comparable(name, value) for name, value in fields.items()}


def merged(
    entry: SourceEntry, package: Package, says: Mapping[str, Any], *, source_wins: bool
) -> Merge:
    """Compare what is here with what a source says."""
    return merge(
        taken={name: Taken(**past) for name, past in entry.taken.items()},
        local=values(package, says),
        received=says,
        source_wins=source_wins,
    )


def taken(says: Mapping[str, Any], package: Package, names: Iterable[str]) -> dict[str, Any]:
    """Return what is kept of fields that were taken from a source."""
    stored = values(package, names)
    return {name: {"said": says.get(name, ""), "stored": stored[name]} for name in stored}
