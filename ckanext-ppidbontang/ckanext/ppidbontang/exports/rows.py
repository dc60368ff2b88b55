"""An entry as the row of a table: for every column what people write there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ckanext.ppidbontang.domain.written import values
from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER
from ckanext.ppidbontang.exports.entries import Entry

Row = tuple[str, ...]
_BODIES = ("owner_org", "responsible_opd")


def record(entry: Entry) -> dict[str, Any]:
    """Return an entry as an import has it: with its tags, and with its files by their addresses."""
    return {
        **entry.fields,
        "tags": list(entry.tags),
        "resources": [{"name": one.name, "url": one.url} for one in entry.resources],
    }


def rows(entries: Iterable[Entry], bodies: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of entries; `bodies` is what the table calls each body, by its name."""
    for entry in entries:
        said = record(entry)
        for field in _BODIES:
            said[field] = bodies.get(said.get(field, ""), said.get(field, ""))
        yield tuple(written(said))


def written(said: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands in each column for a record, dates as text like everything else."""
    for field in FIELD_ORDER:
        cell = values.write(field, said.get(field))
        yield "" if cell is None else str(cell)
