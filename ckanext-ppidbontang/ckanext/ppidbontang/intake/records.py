"""The records of a load: what the YAML files say, checked for shape, with their places."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.domain.rules.base import shown
from ckanext.ppidbontang.intake import files, shape
from ckanext.ppidbontang.intake.problems import Place, Problem

DOCUMENT_KEYS = ("opd", "entries")
YES_NO_FIELDS = ("private", "priority_data")


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A resource of a record; `id` is the one it gets when it is new."""

    fields: dict[str, str]
    file: Path | None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One entry as a file states it; `fields` holds every field of the schema, blank or not."""

    place: Place
    fields: dict[str, Any]
    tags: tuple[str, ...]
    resources: tuple[Resource, ...]

    @property
    def name(self) -> str:
        """Return the name the entry is known by."""
        return self.place.name


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What a first look at the files tells: how many records there are, and which names clash."""

    total: int
    clashes: Mapping[str, list[Place]]


def survey(documents: Iterable[Path]) -> Survey:
    """Count the records and find the names that more than one record claims."""
    places: dict[str, list[Place]] = {}
    total = 0
    for document in documents:
        for index, entry in enumerate(_entries_or_none(document)):
            total += 1
            name = entry.get("name") if isinstance(entry, dict) else None
            if isinstance(name, str) and name:
                places.setdefault(name, []).append(Place(file=document, index=index, name=name))
    return Survey(total=total, clashes={n: p for n, p in places.items() if len(p) > 1})


def read(document: Path, clashes: Mapping[str, list[Place]]) -> Iterator[Record | list[Problem]]:
    """Yield each record of a file, or what is wrong with it."""
    try:
        content = files.parse(document)
        opd, entries = _unpacked(content)
    except files.Unreadable as err:
        yield [Problem(place=document.name, message=str(err))]
        return
    for index, entry in enumerate(entries):
        yield _record(document, index, opd, entry, clashes)


def _entries_or_none(document: Path) -> list[Any]:
    try:
        return _unpacked(files.parse(document))[1]
    except files.Unreadable:
        return []  # reading the records will say why


def _unpacked(content: Any) -> tuple[str, list[Any]]:
    if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
        raise files.Unreadable(tk._("must hold `opd` and a list of `entries`."))
    unknown = shape.unknown_keys(content, DOCUMENT_KEYS)
    if unknown:
        raise files.Unreadable(unknown)
    opd = content.get("opd") or ""
    if not isinstance(opd, str):
        raise files.Unreadable(tk._("`opd` must be the name of a body."))
    return opd, content["entries"]


def _record(
    document: Path, index: int, opd: str, entry: Any, clashes: Mapping[str, list[Place]]
) -> Record | list[Problem]:
    """Make a record of an entry, or say all that is wrong with its shape."""
    place = Place(file=document, index=index)
    if not isinstance(entry, dict):
        return [Problem(place=str(place), message=tk._("must be a mapping of fields."))]
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        message = tk._("must be a name.")
        return [Problem(place=str(place), field="name", value=name, message=message)]
    place = Place(file=document, index=index, name=name)
    resources, problems = _resources(place, entry.get("resources") or [])
    problems = [*_clash(place, clashes), *shape.problems(place, entry), *problems]
    if problems:
        return problems
    return Record(
        place=place,
        fields=_fields(entry, opd),
        tags=tuple(tag.strip() for tag in entry.get("tags") or ()),
        resources=tuple(resources),
    )


def _fields(entry: Mapping[str, Any], opd: str) -> dict[str, Any]:
    """Return a value for every field of the schema: a record says all there is to say."""
    fields = {name: entry.get(name) or "" for name in shape.dataset_fields()}
    del fields["tag_string"]  # is `tags` here
    fields["private"] = entry.get("private") or "false"
    for name in YES_NO_FIELDS:
        fields[name] = _yes_no(fields[name])
    fields["owner_org"] = fields["owner_org"] or opd
    fields["responsible_opd"] = fields["responsible_opd"] or fields["owner_org"]
    return fields


def _yes_no(value: Any) -> Any:
    """Spell a yes or a no as CKAN stores it; leave anything else for the rules to refuse."""
    try:
        return str(tk.asbool(value)).lower() if value else value
    except ValueError:
        return value


def _clash(place: Place, clashes: Mapping[str, list[Place]]) -> Iterator[Problem]:
    others = [str(other) for other in clashes.get(place.name, ()) if other != place]
    if others:
        yield Problem(
            place=str(place),
            field="name",
            value=place.name,
            message=tk._("the same name is given to {others}.").format(others="; ".join(others)),
        )


def _resources(place: Place, rows: Any) -> tuple[list[Resource], list[Problem]]:
    if not isinstance(rows, list):
        message = tk._("must be a list of resources.")
        return [], [Problem(place=str(place), field="resources", value=rows, message=message)]
    made: list[Resource] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        try:
            made.append(_resource(place, row))
        except files.Unreadable as err:
            where = f"resources[{number}]"
            problems.append(Problem(place=str(place), field=where, message=str(err)))
    repeated = [name for name, n in Counter(one.fields["name"] for one in made).items() if n > 1]
    if repeated:
        message = tk._("each resource of an entry needs a name of its own.")
        problems.append(
            Problem(place=str(place), field="resources", value=repeated, message=message)
        )
    return made, problems


def _resource(place: Place, row: Any) -> Resource:
    if not isinstance(row, dict) or not all(isinstance(v, str | None) for v in row.values()):
        raise files.Unreadable(tk._("must be a mapping of texts."))
    unknown = shape.unknown_keys(row, (*shape.resource_fields(), "file"))
    if unknown:
        raise files.Unreadable(unknown)
    if not row.get("name"):
        raise files.Unreadable(tk._("needs a name: a later load knows the resource by it."))
    if bool(row.get("file")) == bool(row.get("url")):
        raise files.Unreadable(tk._("needs either `file` or `url`."))
    fields = {name: (row.get(name) or "").strip() for name in shape.resource_fields()}
    if not row.get("file"):
        return Resource(fields=fields, file=None)
    try:
        return Resource(fields=fields, file=files.beside(place.file, row["file"]))
    except files.Unreadable as err:
        raise files.Unreadable(f"file = {shown(row['file'])}: {err}") from err
