"""What the public pages say of the bodies: who answers for an entry, the directory, the contact."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import config, registry, search
from ckanext.ppidbontang.domain.agencies import AGENCY_TYPES, Agency
from ckanext.ppidbontang.domain.exceptions import RegistryError
from ckanext.ppidbontang.domain.messages import _

log = logging.getLogger(__name__)

_ACTIVE = sa.and_(model.Group.is_organization, model.Group.state == model.State.ACTIVE)
_COLUMNS = (model.Group.id, model.Group.name, model.Group.title, model.Group.extras)
_PUBLIC = '+capacity:"public"'

# The groups of the directory in the order people look for a body, with the types in each.
_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    (_("City government and secretariats"), frozenset({"kota", "sekretariat", "inspektorat"})),
    (_("Departments (dinas)"), frozenset({"dinas"})),
    (_("Agencies (badan)"), frozenset({"badan"})),
    (_("Units and hospitals"), frozenset({"satuan", "rsud"})),
    (_("Districts and urban villages"), frozenset({"kecamatan", "kelurahan"})),
)
_OTHERS = _("Other bodies")


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


def ppid_body(name: str) -> Body | None:
    """Return the body with this name, in one query; None where the portal has none."""
    row = model.Session.execute(sa.select(*_COLUMNS).where(_ACTIVE, model.Group.name == name))
    return next((_body(found) for found in row), None)


def ppid_body_title(package: Mapping[str, Any]) -> str:
    """Return the title of the body that answers for an entry.

    It is mostly the publishing body, which the package names; the titles of all others are read
    once for a page.
    """
    publisher = package.get("organization") or {}
    name = package.get("responsible_opd") or publisher.get("name") or ""
    if name == publisher.get("name"):
        return publisher.get("title") or name
    return _titles().get(name, name)


def ppid_filter_label(facet: str, value: str, facets: Mapping[str, Any] | None) -> str:
    """Return the words of a filter in force, also where it finds nothing and is in no facet."""
    for entry in (facets or {}).get(facet, {}).get("items", []):
        if entry["name"] == value:
            return entry["display_name"]
    if facet == "responsible_opd":
        return _titles().get(value, value)
    return search.LABELS.get(facet, {}).get(value, value)


def ppid_body_parts(group_id: str) -> list[Body]:
    """Return the bodies right below a body, in one query."""
    below = sa.select(*_COLUMNS).join(model.Member, _is_part()).where(_ACTIVE)
    rows = below.where(model.Member.table_id == group_id).order_by(model.Group.title)
    return [_body(row) for row in model.Session.execute(rows)]


def ppid_directory() -> list[tuple[str, list[Body]]]:
    """Return every body in its group, kelurahan below their kecamatan, in one query."""
    rows = model.Session.execute(
        sa.select(*_COLUMNS, model.Member.table_id.label("parent"))
        .outerjoin(model.Member, _is_part())
        .where(_ACTIVE)
        .order_by(model.Group.title)
    ).all()
    bodies = {row.id: _body(row) for row in rows}
    tops: list[Body] = []
    for row in rows:
        parent = bodies.get(row.parent)
        siblings = parent.parts if parent and parent.type == "kecamatan" else tops
        siblings.append(bodies[row.id])
    return _grouped(tops)


def ppid_counts_by_body() -> dict[str, int]:
    """Count the public entries that each body answers for."""
    return facet_counts("responsible_opd", _PUBLIC)


def ppid_counts_by_category(body_name: str) -> dict[str, int]:
    """Count the public entries that a body answers for, by their category."""
    return facet_counts("information_category", f'{_PUBLIC} +responsible_opd:"{body_name}"')


def ppid_contact() -> Agency | None:
    """Return the body whose PPID answers for the whole portal: the root of the registry."""
    try:
        return registry.current().root
    except RegistryError:
        # An officer may be mending the file right now; no page should fall for its footer.
        log.exception("The footer shows no contact")
        return None


def ppid_request_url() -> str:
    """Return where a citizen asks for information, or an empty string."""
    return config.request_url()


def ppid_objection_url() -> str:
    """Return where a citizen objects to a refusal, or an empty string."""
    return config.objection_url()


def facet_counts(facet: str, fq: str) -> dict[str, int]:
    """Count the entries that match `fq` by the values of a facet."""
    found = tk.get_action("package_search")(
        {}, {"fq": fq, "rows": 0, "facet.field": [facet], "facet.limit": -1}
    )
    return found["facets"].get(facet, {})


def _is_part() -> sa.ColumnElement[bool]:
    """Join a body to its membership in the body above it."""
    return sa.and_(
        model.Member.group_id == model.Group.id,
        model.Member.table_name == "group",
        model.Member.state == model.State.ACTIVE,
    )


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


def _titles() -> dict[str, str]:
    """Return the title of every body, read once for a page."""
    if not hasattr(tk.g, "ppid_titles"):
        rows = model.Session.execute(sa.select(model.Group.name, model.Group.title).where(_ACTIVE))
        tk.g.ppid_titles = {row.name: row.title for row in rows}
    return tk.g.ppid_titles
