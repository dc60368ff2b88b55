"""Name the published entries that the feed lacks, since they cannot be serialized."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.feed import store
from ckanext.ppidbontang.model import FeedEntry
from ckanext.ppidbontang.model.feed import FAILED


class LeftOut(NamedTuple):
    """An entry that is left out, and what its serialization ended with."""

    package_id: str
    name: str
    title: str
    cause: str


def left_out() -> Sequence[LeftOut]:
    """Return the entries that are left out, in the order of their titles."""
    rows = model.Session.execute(
        sa.select(model.Package.id, model.Package.name, model.Package.title, FeedEntry.cause)
        .join(FeedEntry, FeedEntry.package_id == model.Package.id)
        .where(store.belongs(), FeedEntry.state == FAILED)
        .order_by(model.Package.title, model.Package.id)
    )
    return [LeftOut(row.id, row.name, row.title or row.name, row.cause or "") for row in rows]
