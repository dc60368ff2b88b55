"""Entries as YAML records, as `ckan ppid load` reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml

from ckanext.ppidbontang.exports.entries import Entry, Resource

_WIDTH = 100

Beside = Callable[[Resource], str]


def write(entries: Iterable[Entry], opd: str, beside: Beside | None = None) -> Iterator[bytes]:
    """Yield the document entry by entry; entries are read once.

    Args:
        entries: what is written
        opd: the body that the document is of; empty where it is of several
        beside: gives the place, beside the document, of a file that the portal keeps; without it
            such a file is told by its address
    """
    yield _dumped({"opd": opd})
    is_empty = True
    for entry in entries:
        if is_empty:
            yield b"entries:\n"
            is_empty = False
        yield _dumped([_record(entry, opd, beside)])
    if is_empty:
        yield b"entries: []\n"


def _record(entry: Entry, opd: str, beside: Beside | None) -> dict[str, Any]:
    """Return what the document says of an entry, without what a load takes for granted."""
    said = dict(entry.fields)
    name = said.pop("name")
    owner = said.get("owner_org", "")
    if owner == opd:
        del said["owner_org"]
    if said.get("responsible_opd") == owner:
        del said["responsible_opd"]
    if said["private"] == "false":
        del said["private"]
    if entry.tags:
        said["tags"] = list(entry.tags)
    if entry.resources:
        said["resources"] = [_resource(one, beside) for one in entry.resources]
    return {"name": name, **said}


def _resource(resource: Resource, beside: Beside | None) -> dict[str, str]:
    said = {
        "name": resource.name,
        "description": resource.description,
        "format": resource.format,
    }
    if resource.upload and beside:
        place = {"file": beside(resource)}
    else:
        place = {"url": resource.url if resource.upload else resource.stored_url}
    return {key: text for key, text in said.items() if text} | place


def _dumped(content: Any) -> bytes:
    return yaml.dump(
        content,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        encoding="utf-8",
    )
