"""Make the organisations of the portal match the registry of bodies.

A body is known by its code. Its name (the address of its page) is given when it is first made and
never changed, so a rename keeps every URL. Bodies that the registry does not know are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context
from sqlalchemy.orm import aliased

from ckanext.ppidbontang.domain.agencies import Agency, Registry
from ckanext.ppidbontang.organizations import extras

# Fields that the registry and the organisation schema call by one name.
SAME_NAMES = (
    "abbreviation",
    "region_code",
    "ppid_officer",
    "ppid_email",
    "ppid_phone",
    "address",
    "valid_from",
)
AGENCY_FIELDS = ("opd_code", "opd_type", "former_names", *SAME_NAMES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One organisation to make (`id` is empty) or to mend, with the fields that differ."""

    agency: Agency
    id: str
    fields: dict[str, Any]

    def __str__(self) -> str:
        verb = "change" if self.id else "create"
        return f"{verb} {self.agency.code} {self.agency.title}: {', '.join(sorted(self.fields))}"


def plan(registry: Registry) -> list[Change]:
    """Compare the registry with the portal; parents come before their children."""
    stored = {extras(body)["opd_code"]: body for body in _coded_organizations()}
    parents = _parent_names()
    changes: list[Change] = []
    for agency in registry.agencies:
        body = stored.get(agency.code)
        parent = registry.by_code(agency.parent).name if agency.parent else ""
        wanted = _organization(agency, parent)
        if body is None:
            changes.append(Change(agency=agency, id="", fields={"name": agency.name, **wanted}))
            continue
        present = _present(body, parents.get(body.id, ""))
        differing = {key: value for key, value in wanted.items() if present.get(key) != value}
        if differing:
            changes.append(Change(agency=agency, id=body.id, fields=differing))
    return changes


def apply(changes: Iterable[Change]) -> None:
    """Carry out a plan through CKAN's own actions, each body in a transaction of its own."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    for change in changes:
        context: Context = {"ignore_auth": True, "user": site_user}
        if change.id:
            tk.get_action("organization_patch")(context, {"id": change.id, **change.fields})
        else:
            tk.get_action("organization_create")(context, change.fields)


def _organization(agency: Agency, parent: str) -> dict[str, Any]:
    """Return what the registry says of a body, in the fields of the organisation schema."""
    fields = {name: getattr(agency, name) for name in SAME_NAMES}
    return {
        "title": agency.title,
        "opd_code": agency.code,
        "opd_type": agency.type,
        "former_names": list(agency.former_names),
        **fields,
        "groups": _parent_rows(parent),
    }


def _present(body: model.Group, parent: str) -> dict[str, Any]:
    """Return what the portal holds of a body, in the shape of `_organization`."""
    stored: dict[str, Any] = dict(extras(body))
    stored["former_names"] = json.loads(stored.get("former_names") or "[]")
    fields = {name: stored.get(name, "") for name in AGENCY_FIELDS}
    return {"title": body.title, **fields, "groups": _parent_rows(parent)}


def _parent_rows(parent: str) -> list[dict[str, str]]:
    return [{"name": parent, "capacity": "public"}] if parent else []


def _coded_organizations() -> list[model.Group]:
    bodies = model.Session.query(model.Group).filter_by(
        is_organization=True, state=model.State.ACTIVE
    )
    return [body for body in bodies if extras(body).get("opd_code")]


def _parent_names() -> dict[str, str]:
    """Return the parent's name of every organisation that has one, in one query."""
    parent = aliased(model.Group)
    rows = (
        model.Session.query(model.Member.group_id, parent.name)
        .join(parent, parent.id == model.Member.table_id)
        .filter(model.Member.table_name == "group", model.Member.state == model.State.ACTIVE)
    )
    return {row.group_id: row.name for row in rows}
