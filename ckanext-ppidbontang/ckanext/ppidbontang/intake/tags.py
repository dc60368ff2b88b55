"""Tags that come with many entries at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model

_LOCK = 0x50504944  # "PPID": the first of the two keys of PostgreSQL's advisory locks


def claim(packages: Iterable[Mapping[str, Any]]) -> None:
    """Keep two processes from making the same tag: CKAN's table would take it twice.

    Held until the end of the transaction; the same order everywhere, so that nobody waits for ever.
    """
    names = {tag["name"] for package in packages for tag in package.get("tags", ())}
    known = model.Session.query(model.Tag.name).filter(
        model.Tag.name.in_(names), model.Tag.vocabulary_id.is_(None)
    )
    for name in sorted(names.difference(row.name for row in known)):
        lock = sa.func.pg_advisory_xact_lock(_LOCK, sa.func.hashtext(name))
        model.Session.execute(sa.select(lock))
