"""The records of a load: what the YAML files say, checked for shape, with their places."""

from __future__ import annotations

import difflib
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.intake import files

DOCUMENT_KEYS = ("opd", "entries")
YES_NO_FIELDS = ("private", "priority_data")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a record stands."""

    file: Path
    index: int
    name: str = ""

    def __str__(self) -> str:
        entry = tk._("entry {number}").format(number=self.index + 1)
        return f"{self.file.name}, {entry}" + (f" ({self.name})" if self.name else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Why a record, or a whole file, is refused: where, which field, which value, which rule."""

    place: str
    message: str
    field: str = ""
    value: Any = None

    def __str__(self) -> str:
        said = f"{self.field} = {_shown(self.value)}" if self.value else self.field
        return ": ".join(part for part in (self.place, said, self.message) if part)


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


class _Refused(Exception):  # noqa: N818 (never leaves this module)
    """Stop reading a record, with its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__()


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
        try:
            yield _record(document, index, opd, entry, clashes)
        except _Refused as refused:
            yield refused.problems


def _entries_or_none(document: Path) -> list[Any]:
    try:
        return _unpacked(files.parse(document))[1]
    except files.Unreadable:
        return []  # reading the records will say why


def _unpacked(content: Any) -> tuple[str, list[Any]]:
    if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
        raise files.Unreadable(tk._("must hold `opd` and a list of `entries`."))
    unknown = _unknown_keys(content, DOCUMENT_KEYS)
    if unknown:
        raise files.Unreadable(unknown)
    opd = content.get("opd") or ""
    if not isinstance(opd, str):
        raise files.Unreadable(tk._("`opd` must be the name of a body."))
    return opd, content["entries"]


def _record(
    document: Path, index: int, opd: str, entry: Any, clashes: Mapping[str, list[Place]]
) -> Record:
    """Make a record of an entry, or refuse it with all that is wrong with its shape."""
    place = Place(file=document, index=index)
    if not isinstance(entry, dict):
        raise _Refused([Problem(place=str(place), message=tk._("must be a mapping of fields."))])
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise _Refused(
            [Problem(place=str(place), field="name", value=name, message=tk._("must be a name."))]
        )
    place = Place(file=document, index=index, name=name)
    problems = [*_clash(place, clashes), *_wrong_keys(place, entry), *_wrong_tags(place, entry)]
    resources, refused = _resources(place, entry.get("resources") or [])
    problems += refused
    if problems:
        raise _Refused(problems)
    return Record(
        place=place,
        fields=_fields(entry, opd),
        tags=tuple(entry.get("tags") or ()),
        resources=tuple(resources),
    )


def _fields(entry: Mapping[str, Any], opd: str) -> dict[str, Any]:
    """Return a value for every field of the schema: a record says all there is to say."""
    fields = {name: entry.get(name) or "" for name in _dataset_fields() if name != "tag_string"}
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


def _wrong_keys(place: Place, entry: Mapping[str, Any]) -> Iterator[Problem]:
    """Name the keys that no field has: a slip of the pen must not vanish."""
    known = {*_dataset_fields(), "private", "tags", "resources"} - {"tag_string"}
    unknown = _unknown_keys(entry, known)
    if unknown:
        yield Problem(place=str(place), message=unknown)
    for name, parts in _dataset_fields().items():
        rows = entry.get(name)
        if parts and isinstance(rows, list):
            for row in rows:
                if isinstance(row, dict) and (unknown := _unknown_keys(row, parts)):
                    yield Problem(place=str(place), field=name, message=unknown)


def _wrong_tags(place: Place, entry: Mapping[str, Any]) -> Iterator[Problem]:
    tags = entry.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield Problem(
            place=str(place), field="tags", value=tags, message=tk._("must be a list of texts.")
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
    unknown = _unknown_keys(row, (*_resource_fields(), "file"))
    if unknown:
        raise files.Unreadable(unknown)
    if not row.get("name"):
        raise files.Unreadable(tk._("needs a name: a later load knows the resource by it."))
    if bool(row.get("file")) == bool(row.get("url")):
        raise files.Unreadable(tk._("needs either `file` or `url`."))
    fields = {name: (row.get(name) or "").strip() for name in _resource_fields()}
    if not row.get("file"):
        return Resource(fields=fields, file=None)
    try:
        return Resource(fields=fields, file=files.beside(place.file, row["file"]))
    except files.Unreadable as err:
        raise files.Unreadable(f"file = {_shown(row['file'])}: {err}") from err


def _unknown_keys(mapping: Mapping[Any, Any], known: Collection[str]) -> str:
    """Say which keys are not known, each with the one that may be meant; "" when all are."""
    unknown = [str(key) for key in mapping if key not in known]
    if not unknown:
        return ""
    said = []
    for key in unknown:
        near = difflib.get_close_matches(key, known, n=1)
        hint = tk._(" (meant {known}?)").format(known=near[0]) if near else ""
        said.append(f"“{key}”{hint}")
    return tk._("no such field: {fields}.").format(fields=", ".join(said))


@cache
def _dataset_fields() -> dict[str, tuple[str, ...]]:
    """Return the names of the schema's fields, each with its parts when it repeats."""
    return {
        one["field_name"]: tuple(p["field_name"] for p in one.get("repeating_subfields", ()))
        for one in _schema()["dataset_fields"]
    }


@cache
def _resource_fields() -> tuple[str, ...]:
    return tuple(one["field_name"] for one in _schema()["resource_fields"])


def _schema() -> dict[str, Any]:
    return tk.h.scheming_get_dataset_schema("dataset")


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 100 else f"{text[:97]}…"
