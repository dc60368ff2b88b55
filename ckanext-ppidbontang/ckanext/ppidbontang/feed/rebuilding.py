"""Make fragments anew: of entries that the store lacks, or has as they were.

What is there goes on being served until the new one is committed, and what is done is done: a
rebuild that was interrupted goes on with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import processes
from ckanext.ppidbontang.feed import store
from ckanext.ppidbontang.feed.serializing import version
from ckanext.ppidbontang.model import FeedEntry, FeedState
from ckanext.ppidbontang.model.feed import LIVE
from ckanext.ppidbontang.rdf.site import read_site

# Entries are locked while their batch is made, so nobody who saves one of them waits long.
BATCH_SIZE = 10


class Rebuilt(NamedTuple):
    """How many entries are in the feed again, and how many could not be serialized."""

    kept: int = 0
    left_out: int = 0


def due() -> Sequence[str]:
    """Return the published entries that the store does not have as they are now."""
    statement = (
        sa.select(model.Package.id)
        .outerjoin(FeedEntry, FeedEntry.package_id == model.Package.id)
        .where(store.belongs(), is_outdated())
        .order_by(model.Package.metadata_created, model.Package.id)
    )
    return model.Session.scalars(statement).all()


def is_outdated() -> sa.ColumnElement[bool]:
    """Return the condition for published entries that are not in the store as they are."""
    return sa.or_(
        FeedEntry.state.is_distinct_from(LIVE),
        FeedEntry.version.is_distinct_from(version()),
        FeedEntry.made_from.is_distinct_from(model.Package.metadata_modified),
    )


def forget_all() -> None:
    """Have every entry made anew by the next rebuild; all are served as they are until then."""
    model.Session.execute(sa.update(FeedEntry).values(version=""))
    model.Session.commit()


def rebuild(package_ids: Sequence[str]) -> Iterator[Rebuilt]:
    """Make these entries anew and tell what became of each batch.

    Raises:
        BrokenProcessPool: a worker was killed.
    """
    yield from processes.in_batches(_rebuild_batch, package_ids, size=BATCH_SIZE)
    _open_when_complete()


def _rebuild_batch(package_ids: list[str]) -> Rebuilt:
    model.Session.remove()  # what was read before may have changed
    site = read_site(shared_apart=True)
    kept = 0
    # In the order in which a body that changes locks its entries (migration 0003), so that neither
    # waits for what the other one has.
    for package_id in sorted(package_ids):
        # Who is closing the entry just now goes first: what was read before would come after.
        model.Session.execute(
            sa.select(model.Package.id)
            .where(model.Package.id == package_id)
            .with_for_update(read=True)
        )
        kept += store.keep(package_id, site)
    model.Session.commit()
    model.Session.remove()
    return Rebuilt(kept=kept, left_out=len(package_ids) - kept)


def _open_when_complete() -> None:
    """Let harvesters in once every published entry was looked at."""
    unseen = (
        sa.select(model.Package.id)
        .where(store.belongs())
        .where(~sa.exists().where(FeedEntry.package_id == model.Package.id))
    )
    model.Session.execute(
        sa.update(FeedState).where(~FeedState.ready, ~unseen.exists()).values(ready=True)
    )
    model.Session.commit()
