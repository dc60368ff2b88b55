"""The bodies as pages show them: read from the organisations, a fixed number of queries a page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import flask
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.agencies import AGENCY_TYPES
from ckanext.ppidbontang.domain.messages import _

PUBLIC = '+capacity:"public"'

# The groups of the directory in the order people look for a body, with the types in each.
_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    (_("City government and secretariats"), frozenset({"kota", "sekretariat", "inspektorat"})),
    (_("Departments (dinas)"), frozenset({"dinas"})),
    (_("Agencies (badan)"), frozenset({"badan"})),
    (_("Units and hospitals"), frozenset({"satuan", "rsud"})),
    (_("Districts and urban villages"), frozenset({"kecamatan", "kelurahan"})),
)
_OTHERS = _("Other bodies")

_ACTIVE = sa.and_(model.Group.is_organization, model.Group.state == model.State.ACTIVE)
_COLUMNS = (model.Group.id, model.Group.name, model.Group.title, model.group_table.c.extras)
# A body is a member of the body above it.
_IS_PART = sa.and_(
    model.Member.group_id == model.Group.id,
    model.Member.table_name == "group",
    model.Member.state == model.State.ACTIVE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """Hold what pages show of an organisation; `parts` are the bodies below it."""

    name: str
    title: str
    type: str = ""
    abbreviation: str = ""
    former_names: tuple[str, ...] = ()
    ppid_officer: str = ""
    ppid_email: str = ""
    ppid_phone: str = ""
    address: str = ""
    parts: list[Body] = field(default_factory=list)

    @property
    def type_label(self) -> str:
        """Return the type of the body in words."""
        return tk._(AGENCY_TYPES[self.type]) if self.type in AGENCY_TYPES else ""

    def is_known_by(self, words: Iterable[str]) -> bool:
        """Tell whether every word is in a name of the body, old ones and the short one included."""
        names = " ".join((self.name, self.title, self.abbreviation, *self.former_names)).casefold()
        return all(word in names for word in words)


def find(name: str) -> Body | None:
    """Return the body with this name, in one query; None where the portal has none."""
    rows = model.Session.execute(sa.select(*_COLUMNS).where(_ACTIVE, model.Group.name == name))
    return next((_body(row) for row in rows), None)


def parts(group_id: str) -> list[Body]:
    """Return the bodies right below a body, in one query."""
    below = sa.select(*_COLUMNS).join(model.Member, _IS_PART).where(_ACTIVE)
    rows = below.where(model.Member.table_id == group_id).order_by(model.Group.title)
    return [_body(row) for row in model.Session.execute(rows)]


def titles() -> dict[str, str]:
    """Return the title of every body by its name, in one query."""
    rows = model.Session.execute(sa.select(model.Group.name, model.Group.title).where(_ACTIVE))
    return {row.name: row.title for row in rows}


def titles_of_page() -> dict[str, str]:
    """Return the title of every body by its name, read once for a page."""
    if not flask.has_app_context():  # a command or a job, which is no page
        return titles()
    if not hasattr(tk.g, "ppid_titles"):
        tk.g.ppid_titles = titles()
    return tk.g.ppid_titles


def with_units(name: str) -> tuple[str, ...]:
    """Return the name of a body and of every body below it, in one query."""
    is_part = sa.and_(_IS_PART, _ACTIVE)
    tree = sa.select(model.Group.id, model.Group.name).where(_ACTIVE, model.Group.name == name)
    tree = tree.cte("units", recursive=True)
    below = sa.select(model.Group.id, model.Group.name).join(model.Member, is_part)
    tree = tree.union(below.join(tree, model.Member.table_id == tree.c.id))
    return tuple(model.Session.scalars(sa.select(tree.c.name).order_by(tree.c.name)))


def directory(words: str = "") -> list[tuple[str, list[Body]]]:
    """Return the bodies that `words` name, or all, in their groups, in one query.

    A kelurahan stands below its kecamatan, where that is named too.
    """
    rows = model.Session.execute(
        sa.select(*_COLUMNS, model.Member.table_id.label("parent"))
        .outerjoin(model.Member, _IS_PART)
        .where(_ACTIVE)
        .order_by(model.Group.title)
    ).all()
    wanted = words.casefold().split()
    parents = {row.id: row.parent for row in rows}
    bodies = {row.id: _body(row) for row in rows}
    shown = {key: body for key, body in bodies.items() if body.is_known_by(wanted)}
    tops: list[Body] = []
    for key, body in shown.items():
        parent = shown.get(parents[key])
        siblings = parent.parts if parent and parent.type == "kecamatan" else tops
        siblings.append(body)
    return _grouped(tops)


def accountable() -> dict[str, str]:
    """Return the title of every body below the city by its name, in the directory's order.

    They are the PPID Pelaksana, who answer for information of their own.
    """
    tops = (body for _label, group in directory() for body in group)
    named = {body.name: body.title for top in tops for body in (top, *top.parts)}
    named.pop(config.root_organization(), None)
    return named


def counts_by_body() -> dict[str, int]:
    """Count the public entries that each body answers for."""
    return _counts(PUBLIC, "responsible_opd")["responsible_opd"]


def counts_of(name: str) -> dict[str, dict[str, int]]:
    """Count the public entries that a body answers for: by their category, by their status."""
    owned = f'{PUBLIC} +responsible_opd:"{name}"'
    return _counts(owned, "information_category", "exemption_status")


def _counts(fq: str, *facets: str) -> dict[str, dict[str, int]]:
    query = {"fq": fq, "rows": 0, "facet.field": list(facets), "facet.limit": -1}
    found = tk.get_action("package_search")({}, query)["facets"]
    return {facet: found.get(facet, {}) for facet in facets}


def _body(row: Any) -> Body:
    said = row.extras or {}
    return Body(
        name=row.name,
        title=row.title or row.name,
        type=said.get("opd_type", ""),
        abbreviation=said.get("abbreviation", ""),
        former_names=tuple(json.loads(said.get("former_names") or "[]")),
        ppid_officer=said.get("ppid_officer", ""),
        ppid_email=said.get("ppid_email", ""),
        ppid_phone=said.get("ppid_phone", ""),
        address=said.get("address", ""),
    )


def _grouped(bodies: Iterable[Body]) -> list[tuple[str, list[Body]]]:
    groups: defaultdict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        label = next((label for label, types in _GROUPS if body.type in types), _OTHERS)
        groups[label].append(body)
    order = [label for label, _types in _GROUPS] + [_OTHERS]
    return [(tk._(label), groups[label]) for label in order if label in groups]
