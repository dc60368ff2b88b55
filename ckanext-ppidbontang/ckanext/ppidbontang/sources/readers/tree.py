"""A JSON document: a list of records, at its top or under a path."""

from __future__ import annotations

import json
from typing import Any

from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.sources.fetch import Document, Fetcher
from ckanext.ppidbontang.sources.readers.reading import Marks, Raw, Reading, bounded, malformed


def read(source: Source, fetcher: Fetcher, marks: Marks) -> Reading | None:
    """Read a document that holds all records.

    Raises:
        PullError: it cannot be had, or holds no list of records.
    """
    document = fetcher.get(source.url, accept="application/json", marks=marks)
    if document is None:
        return None
    found = parsed(source, document)
    for step in filter(None, source.records.split(".")):
        found = found.get(step) if isinstance(found, dict) else None
    rows = records(source, found)
    bounded(source, len(rows))
    return Reading(records=enumerate(rows, start=1), marks=document.marks)


def parsed(source: Source, document: Document) -> Any:
    """Return what a JSON document holds.

    Raises:
        PullError: it is not JSON.
    """
    try:
        return json.loads(document.path.read_bytes())
    except (ValueError, RecursionError) as err:  # no UTF either
        raise malformed(source, "JSON") from err


def records(source: Source, found: Any) -> list[Raw]:
    """Return a list of records as it is.

    Raises:
        PullError: it is none.
    """
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise malformed(source, f"a list of records ({source.records or 'JSON'})")
    return found
