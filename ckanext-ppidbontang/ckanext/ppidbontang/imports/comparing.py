"""What a row would change of an entry, field by field, in the words of a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ckanext.ppidbontang.domain.written import values
from ckanext.ppidbontang.imports.files import Wanted
from ckanext.ppidbontang.intake.stored import Entry, plain

Package = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Name a field with what it says before and after, as a cell says it."""

    field: str
    before: str
    after: str

    def as_dict(self) -> dict[str, Any]:
        """Return the change as it is kept."""
        return asdict(self)


def changes(
    record: Mapping[str, Any],
    entry: Entry,
    wanted: Sequence[Wanted],
    organizations: Mapping[str, str],
) -> list[Change]:
    """Return what the row would change; a field that it does not speak of stays."""
    return [
        *_field_changes(record, entry, organizations),
        *_tag_changes(record, entry),
        *_file_changes(record, entry, wanted),
    ]


def _field_changes(
    record: Mapping[str, Any], entry: Entry, organizations: Mapping[str, str]
) -> Iterator[Change]:
    for name, value in record.items():
        if name in ("tags", "resources"):
            continue
        before = entry.fields.get(name)
        after = organizations.get(value, value) if name == "owner_org" else value
        if name == "responsible_opd" and not value:
            continue  # follows from the publishing body
        if plain(before) != plain(after):
            if name == "owner_org":
                before = _name_of(before, organizations)
            yield Change(field=name, before=_said(name, before), after=_said(name, value))


def _tag_changes(record: Mapping[str, Any], entry: Entry) -> Iterator[Change]:
    if "tags" in record and set(record["tags"]) != entry.tags:
        yield Change(
            field="tags",
            before=_said("tags", sorted(entry.tags)),
            after=_said("tags", record["tags"]),
        )


def _file_changes(
    record: Mapping[str, Any], entry: Entry, wanted: Sequence[Wanted]
) -> Iterator[Change]:
    if not record.get("resources"):
        return  # an empty cell takes no file away
    if len(wanted) != len(entry.rows) or any(one.differs for one in wanted):
        yield Change(
            field="resources",
            before=_said("resources", entry.rows),
            after=_said("resources", record["resources"]),
        )


def package(
    record: Mapping[str, Any],
    entry: Entry | None,
    wanted: Sequence[Wanted],
    organizations: Mapping[str, str],
) -> Package:
    """Return the entry as it would be, as far as the law asks."""
    made = {**(stored_package(entry) if entry else {}), **fields(record)}
    made["owner_org"] = organizations.get(made["owner_org"], made["owner_org"])
    if entry is None or record.get("resources"):
        made["resources"] = [{"name": one.name} for one in wanted]
    return made


def fields(record: Mapping[str, Any]) -> Package:
    """Return what a row says, but for files, in the shape of a package."""
    said = {name: value for name, value in record.items() if name != "resources"}
    if "tags" in said:
        said["tags"] = [{"name": tag} for tag in said["tags"]]
    return said


def stored_package(entry: Entry) -> Package:
    """Return a stored entry as a package, as far as the law asks."""
    return {
        **entry.fields,
        "tags": [{"name": tag} for tag in entry.tags],
        "resources": [{"name": row["name"]} for row in entry.rows],
    }


def _said(field: str, value: Any) -> str:
    """Write a value as a cell would say it."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)  # CKAN keeps lists as text
        except json.JSONDecodeError:
            return value
    cell = values.write(field, value)
    return "" if cell is None else str(cell)


def _name_of(body: str | None, organizations: Mapping[str, str]) -> str:
    return next((name for name, id_ in organizations.items() if id_ == body), "")
