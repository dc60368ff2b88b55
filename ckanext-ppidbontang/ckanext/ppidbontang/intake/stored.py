"""What the portal holds of the records of a load, in a handful of queries, and what differs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib import munge

from ckanext.ppidbontang.intake import files
from ckanext.ppidbontang.intake.records import Record, Resource

# Solr keeps times to the millisecond.
_SOLR_PRECISION = timedelta(milliseconds=1)
_COLUMNS = ("title", "name", "notes", "license_id", "owner_org", "private")


@dataclass(kw_only=True, slots=True)
class Entry:
    """An entry as it is stored."""

    id: str
    modified: datetime
    fields: dict[str, Any]
    tags: set[str] = field(default_factory=set)
    resources: list[Any] = field(default_factory=list)

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """Return its resources as mappings of their columns."""
        return [row._mapping for row in self.resources]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What a batch of records asks for; `unindexed` are right in the database but not in search."""

    new: list[Record]
    changed: list[tuple[Record, Entry]]
    unindexed: list[Entry]
    unchanged: int


def compare(records: Collection[Record], bodies: Mapping[str, str]) -> Comparison:
    """Sort records by what has to be done for them.

    Args:
        records: the records of one batch
        bodies: the id of each organisation by its name
    """
    stored = entries(record.name for record in records)
    new: list[Record] = []
    changed: list[tuple[Record, Entry]] = []
    same: dict[str, Entry] = {}
    for record in records:
        entry = stored.get(record.name)
        if entry is None:
            new.append(record)
        elif differs(record, entry, bodies):
            changed.append((record, entry))
        else:
            same[record.name] = entry
    behind = behind_in_search(same)
    return Comparison(new=new, changed=changed, unindexed=behind, unchanged=len(same) - len(behind))


def differs(record: Record, entry: Entry, bodies: Mapping[str, str]) -> bool:
    """Tell whether an entry, stored under the record's name, is not what the record says."""
    wanted = {**record.fields, "owner_org": bodies.get(record.fields["owner_org"])}
    if wanted["private"] == "false" or not wanted["review_state"]:
        del wanted["review_state"]  # follows from being public, or is the review's to say
    return (
        any(plain(entry.fields.get(name)) != plain(value) for name, value in wanted.items())
        or entry.tags != set(record.tags)
        or len(entry.resources) != len(record.resources)
        or any(map(resource_differs, record.resources, entry.resources))
    )


def resource_differs(resource: Resource, row: Any) -> bool:
    """Tell whether a stored resource (a row of its columns) is not what the record says."""
    if any(
        plain(getattr(row, name)) != plain(value)
        for name, value in resource.fields.items()
        if name not in ("url", "format")
    ):
        return True
    stated = resource.fields["format"]
    if stated and tk.h.unified_resource_format(stated) != row.format:
        return True
    if resource.file is None:
        return not keeps_upload(resource, row.url_type, row.id) and (
            row.url_type == "upload" or row.url != resource.fields["url"]
        )
    return file_differs(resource, row.url_type, row.url, size=row.size, checksum=row.hash or "")


def keeps_upload(resource: Resource, url_type: str | None, resource_id: str) -> bool:
    """Tell whether a resource states the address at which the portal hands out its own file.

    So an export that tells of files by their addresses comes back without a change.
    """
    if url_type != "upload":
        return False
    own = tk.h.url_for("home.index", qualified=True, locale="default")
    stated = resource.fields["url"]
    return stated.startswith(own) and f"/resource/{resource_id}/download/" in stated


def file_differs(
    resource: Resource, url_type: str | None, url: str, *, size: int | None, checksum: str
) -> bool:
    """Tell whether the file of a resource is not the one that was uploaded."""
    return (
        resource.file is None
        or url_type != "upload"
        or url.rsplit("/", 1)[-1] != munge.munge_filename(resource.file.name)
        or not files.holds(resource.file, size=size, checksum=checksum)
    )


def organizations() -> dict[str, str]:
    """Return the id of every active organisation by its name."""
    rows = model.Session.query(model.Group.name, model.Group.id).filter_by(
        is_organization=True, state=model.State.ACTIVE
    )
    return {row.name: row.id for row in rows}


def entries(names: Iterable[str]) -> dict[str, Entry]:
    """Read the named entries with their tags and resources, in three queries."""
    package, tag, link = model.Package, model.Tag, model.PackageTag
    columns = (getattr(package, name) for name in _COLUMNS)
    rows = model.Session.query(
        package.id, package.metadata_modified, package.extras, *columns
    ).filter(
        package.name.in_(list(names)),
        package.type == "dataset",
        package.state == model.State.ACTIVE,
    )
    by_id = {
        row.id: Entry(
            id=row.id,
            modified=row.metadata_modified,
            fields={**(row.extras or {}), **{name: getattr(row, name) for name in _COLUMNS}},
        )
        for row in rows
    }
    tags = (
        model.Session.query(link.package_id, tag.name)
        .join(tag, tag.id == link.tag_id)
        .filter(link.package_id.in_(by_id), link.state == model.State.ACTIVE)
    )
    for row in tags:
        by_id[row.package_id].tags.add(row.name)
    resources = sa.select(model.resource_table).where(
        model.Resource.package_id.in_(by_id), model.Resource.state == model.State.ACTIVE
    )
    for row in model.Session.execute(resources.order_by(model.Resource.position)):
        by_id[row.package_id].resources.append(row)
    return {entry.fields["name"]: entry for entry in by_id.values()}


def behind_in_search(entries: Mapping[str, Entry]) -> list[Entry]:
    """Return the entries that search does not know, or knows in an older state."""
    if not entries:
        return []
    found = tk.get_action("package_search")(
        {"ignore_auth": True},
        {
            "fq": f"name:({' OR '.join(entries)})",
            "fl": "name,metadata_modified",
            "rows": len(entries),
            "include_private": True,
        },
    )
    times = {row["name"]: _time(row["metadata_modified"]) for row in found["results"]}
    return [
        entry
        for name, entry in entries.items()
        if name not in times or entry.modified - times[name] >= _SOLR_PRECISION
    ]


def _time(text: str) -> datetime:
    """Read a time of the search index as the database has it: in UTC, without saying so."""
    return datetime.fromisoformat(text).replace(tzinfo=None)


def plain(value: Any) -> Any:
    """Return a value in one spelling, whether a file states it or the database holds it.

    Lists are stored as JSON text; an empty text, an empty list and nothing are the same; the order
    of choices says nothing, and neither does the way a line ends: browsers and spreadsheets differ.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return value.strip()
    if isinstance(value, list):
        parts = [part for part in map(plain, value) if part]
        if all(isinstance(part, str) for part in parts):
            parts.sort()
        return parts if len(parts) > 1 else next(iter(parts), "")
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if plain(part)}
    text = "" if value is None else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
