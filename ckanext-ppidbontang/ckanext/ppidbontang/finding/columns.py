"""The names of the columns of an entry's tables, by which people look for figures."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import ckan.plugins as p
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)

# A table of thousands of columns says as much with its first.
MOST_COLUMNS = 300
_OWN = ("_id", "_full_text")
_COLUMNS = sa.text(
    "SELECT attname FROM pg_attribute"
    " WHERE attrelid = ANY (SELECT to_regclass(quote_ident(id)) FROM unnest(:tables) AS id)"
    " AND attnum > 0 AND NOT attisdropped ORDER BY attrelid, attnum LIMIT :most"
)


def of_entry(resources: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the columns of the tables of files; none where the DataStore is away."""
    tables = [file["id"] for file in resources if file.get("datastore_active")]
    return _of_tables(tables) if tables else []


def of_file(resource_id: str) -> list[str]:
    """Return the columns of a table; none where there is no table."""
    return _of_tables([resource_id])


def _of_tables(tables: list[str]) -> list[str]:
    if not p.plugin_loaded("datastore"):
        return []
    from ckanext.datastore.backend.postgres import get_read_engine

    try:
        with get_read_engine().connect() as connection:
            rows = connection.execute(_COLUMNS, {"tables": tables, "most": MOST_COLUMNS}).all()
    except SQLAlchemyError:
        # An entry is found by its title even so; its next change brings the columns.
        log.exception("The index does without the names of columns")
        return []
    return list(in_words(name for (name,) in rows))


def in_words(names: Iterable[Any]) -> Iterator[str]:
    """Yield the names of columns as search knows them, without those of the DataStore's own."""
    for name in names:
        if name not in _OWN:
            yield str(name).replace("_", " ")
