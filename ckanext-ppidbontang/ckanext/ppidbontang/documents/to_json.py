"""Tables as JSON: text as it is, dates in ISO form, a row an object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import cast

from ckanext.ppidbontang.documents.hygiene import legal
from ckanext.ppidbontang.documents.tables import Table

_ROWS_A_CHUNK = 100


def write(table: Table) -> Iterator[bytes]:
    """Yield the document piece by piece; what is not a row before the first row is asked for."""
    head = {
        "title": table.title,
        "lines": table.lines,
        "columns": [{"key": column.key, "title": column.title} for column in table.columns],
        **table.facts,
    }
    yield (_dumped(head)[:-1] + ',"rows":[').encode()
    keys = [column.key for column in table.columns]
    rows = (_dumped(dict(zip(keys, row, strict=True))) for row in table.rows)
    separator = ""
    while chunk := list(islice(rows, _ROWS_A_CHUNK)):
        yield (separator + ",\n".join(chunk)).encode()
        separator = ",\n"
    yield b"]}\n"


def _dumped(value: object) -> str:
    # NaN is no JSON: it raises.
    return json.dumps(_jsonable(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _jsonable(value: object) -> object:
    """Write dates as text and leave the illegal characters out, however deep."""
    match value:
        case str():
            return legal(value)
        case date():
            return value.isoformat()
        case Mapping():
            members = cast("Mapping[object, object]", value)
            return {legal(str(key)): _jsonable(member) for key, member in members.items()}
        case list() | tuple():
            return [_jsonable(member) for member in cast("Iterable[object]", value)]
        case _:
            return value
