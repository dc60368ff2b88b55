"""Make the sources that ckanext-harvest knows match `config/sources.yaml`.

A source that the file no longer names is switched off there; its entries stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.sources import Schedule, Source
from ckanext.ppidbontang.sources import account
from ckanext.ppidbontang.sources.engine import models
from ckanext.ppidbontang.sources.harvester import TYPE

_PREFIX = "ppid-sumber-"
_FREQUENCIES = {
    Schedule.DAILY: "DAILY",
    Schedule.WEEKLY: "WEEKLY",
    Schedule.MONTHLY: "MONTHLY",
    Schedule.MANUAL: "MANUAL",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One source to make (`id` is empty), to mend or to switch off, with the fields that differ."""

    name: str
    id: str
    fields: Mapping[str, Any]

    def __str__(self) -> str:
        verb = "create"
        if self.id:
            verb = "switch off" if self.fields.get("state") == "deleted" else "change"
        return f"{verb} {self.name}: {', '.join(sorted(self.fields))}"


def harvest_name(name: str) -> str:
    """Return the name of the dataset by which ckanext-harvest knows a source."""
    return _PREFIX + name


def plan(sources: Mapping[str, Source]) -> list[Change]:
    """Compare the file with the portal."""
    stored = {package.name.removeprefix(_PREFIX): package for package in _packages()}
    changes: list[Change] = []
    for name, source in sources.items():
        wanted = _wanted(source)
        package = stored.get(name)
        present = _present(package) if package else {}
        differing = {key: value for key, value in wanted.items() if present.get(key) != value}
        if differing:
            changes.append(Change(name=name, id=package.id if package else "", fields=differing))
    for name, package in stored.items():
        if name not in sources and package.state == model.State.ACTIVE:
            changes.append(Change(name=name, id=package.id, fields={"state": "deleted"}))
    return changes


def apply(changes: Iterable[Change], sources: Mapping[str, Source]) -> None:
    """Carry out a plan, and let the account that brings entries in serve their bodies."""
    account.serve({source.opd for source in sources.values()})
    for change in changes:
        if change.fields.get("state") == "deleted":
            tk.get_action("harvest_source_delete")(_site(), {"id": change.id})
            continue
        data = _data(sources[change.name])
        if change.id:
            tk.get_action("harvest_source_update")(_site(), {"id": change.id, **data})
        else:
            tk.get_action("harvest_source_create")(_site(), data)


def _wanted(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "url": source.url,
        "frequency": _FREQUENCIES[source.schedule],
        "state": model.State.ACTIVE,
    }


def _data(source: Source) -> dict[str, Any]:
    """Return a source as ckanext-harvest takes it: hidden, and without anything of its inside."""
    return {
        **_wanted(source),
        "name": harvest_name(source.name),
        "source_type": TYPE,
        "owner_org": config.root_organization(),
        "private": True,
        "config": json.dumps({"source": source.name}),
    }


def _present(package: model.Package) -> dict[str, Any]:
    known = models.HarvestSource.get(package.id)
    return {
        "title": package.title,
        "url": package.url,
        "frequency": known.frequency if known else "",
        "state": package.state,
    }


def _packages() -> list[model.Package]:
    return (
        model.Session.query(model.Package)
        .filter(model.Package.type == "harvest", model.Package.name.startswith(_PREFIX))
        .all()
    )


def _site() -> Any:
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return {"ignore_auth": True, "user": user, "model": model, "session": model.Session}
