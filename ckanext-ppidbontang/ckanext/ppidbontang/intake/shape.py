"""The shape of a record before the law sees it: known keys, texts where texts belong."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang import errors
from ckanext.ppidbontang.domain.rules.base import FORBIDDEN_CHARACTER, code_point, shown
from ckanext.ppidbontang.domain.rules.record import FORBIDDEN
from ckanext.ppidbontang.intake.problems import Place, Problem


def problems(place: Place, entry: Mapping[str, Any]) -> Iterator[Problem]:
    """Say what is wrong with the shape of an entry, but for its resources."""
    yield from _wrong_keys(place, entry)
    yield from _wrong_tags(place, entry)
    yield from _wrong_characters(place, entry)


def _wrong_keys(place: Place, entry: Mapping[str, Any]) -> Iterator[Problem]:
    """Name the keys that no field has: a slip of the pen must not vanish."""
    known = {*dataset_fields(), "private", "tags", "resources"} - {"tag_string"}
    unknown = unknown_keys(entry, known)
    if unknown:
        yield Problem(place=str(place), message=unknown)
    for name, parts in dataset_fields().items():
        rows = entry.get(name)
        if parts and isinstance(rows, list):
            for row in rows:
                if isinstance(row, dict) and (unknown := unknown_keys(row, parts)):
                    yield Problem(place=str(place), field=name, message=unknown)


def _wrong_tags(place: Place, entry: Mapping[str, Any]) -> Iterator[Problem]:
    tags = entry.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield Problem(
            place=str(place), field="tags", value=tags, message=tk._("must be a list of texts.")
        )


def _wrong_characters(place: Place, entry: Mapping[str, Any]) -> Iterator[Problem]:
    """Name the characters that no text may hold; not even a question to PostgreSQL may."""
    for path, text in _texts("", entry):
        if found := FORBIDDEN_CHARACTER.search(text):
            violation = FORBIDDEN.broken(
                path,
                code_point=code_point(found[0]),
                position=str(found.start() + 1),
                value=shown(text),
            )
            yield Problem(place=str(place), field=path, message=errors.message(violation))


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text within a value, with the path that leads to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(f"{path}[{number}]", inner)


def unknown_keys(mapping: Mapping[Any, Any], known: Collection[str]) -> str:
    """Say which keys are not known, each with the one that may be meant; "" when all are."""
    unknown = [str(key) for key in mapping if key not in known]
    if not unknown:
        return ""
    said = []
    for key in unknown:
        near = difflib.get_close_matches(key, known, n=1)
        hint = tk._(" (meant {known}?)").format(known=near[0]) if near else ""
        said.append(f"“{shown(key)}”{hint}")
    return tk._("no such field: {fields}.").format(fields=", ".join(said))


@cache
def dataset_fields() -> dict[str, tuple[str, ...]]:
    """Return the names of the schema's fields, each with its parts when it repeats."""
    return {
        one["field_name"]: tuple(p["field_name"] for p in one.get("repeating_subfields", ()))
        for one in _schema()["dataset_fields"]
    }


@cache
def resource_fields() -> tuple[str, ...]:
    """Return the names of the schema's fields of a resource."""
    return tuple(one["field_name"] for one in _schema()["resource_fields"])


def _schema() -> dict[str, Any]:
    return tk.h.scheming_get_dataset_schema("dataset")
