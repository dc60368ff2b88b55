"""Compare the store of the feed with the database and with the search, and mend it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model
from ckan.lib import search

from ckanext.ppidbontang import catalogue
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.feed import rebuilding, store
from ckanext.ppidbontang.feed.failures import left_out
from ckanext.ppidbontang.feed.searching import find
from ckanext.ppidbontang.model import FeedEntry, FeedState
from ckanext.ppidbontang.model.feed import FAILED, LIVE

_SEARCH_PAGE = 1000


class Drift(Enum):
    """How store, database and search may differ; the value says so."""

    MISSING = _("published, but not in the feed")
    OUTDATED = _("in the feed as it was before")
    FAILED = _("left out of the feed, since it cannot be serialized")
    SURPLUS = _("in the feed, but not published")
    UNFINDABLE = _("published, but not found by the search")
    FINDABLE = _("found by the search, but not published")


class Finding(NamedTuple):
    """An entry that is not everywhere the same, and why, if that is known."""

    drift: Drift
    package_id: str
    name: str
    cause: str = ""


def findings() -> list[Finding]:
    """Return every difference between the store, the database and the search."""
    return [*_in_database(), *_surplus(), *_in_search()]


def failures() -> list[Finding]:
    """Return the published entries that could not be serialized."""
    return [
        Finding(Drift.FAILED, entry.package_id, entry.name, entry.cause) for entry in left_out()
    ]


def repair(found: list[Finding]) -> None:
    """Mend what was found, as far as it can be mended.

    Raises:
        BrokenProcessPool: a worker was killed.
    """
    for finding in found:
        match finding.drift:
            case Drift.SURPLUS:
                store.withdraw(finding.package_id)
            case Drift.UNFINDABLE:
                search.rebuild(finding.package_id)
            case Drift.FINDABLE:
                search.clear(finding.package_id)
            case _:
                pass  # the rebuild below finds them by itself
    model.Session.commit()
    for _batch in rebuilding.rebuild(rebuilding.due()):
        pass
    _count_anew()


def _in_database() -> Iterator[Finding]:
    """Yield the published entries that the store lacks or has otherwise."""
    rows = model.Session.execute(
        sa.select(model.Package.id, model.Package.name, FeedEntry.state, FeedEntry.cause)
        .outerjoin(FeedEntry, FeedEntry.package_id == model.Package.id)
        .where(store.belongs(), rebuilding.is_outdated())
        .order_by(model.Package.name)
    )
    drifts = {LIVE: Drift.OUTDATED, FAILED: Drift.FAILED}
    for row in rows:
        yield Finding(drifts.get(row.state, Drift.MISSING), row.id, row.name, row.cause or "")


def _surplus() -> Iterator[Finding]:
    belongs = sa.exists().where(store.belongs(), model.Package.id == FeedEntry.package_id)
    rows = model.Session.scalars(
        sa.select(FeedEntry.package_id).where(FeedEntry.state == LIVE, ~belongs)
    )
    for package_id in rows:
        package = model.Session.get(model.Package, package_id)
        yield Finding(Drift.SURPLUS, package_id, package.name if package else package_id)


def _in_search() -> Iterator[Finding]:
    """Yield where the search differs from the database."""
    found = set(_found())
    rows = model.Session.execute(
        sa.select(model.Package.id, model.Package.name).where(catalogue.PUBLISHED)
    )
    published = {row.id: row.name for row in rows}
    for package_id in sorted(published.keys() - found):
        yield Finding(Drift.UNFINDABLE, package_id, published[package_id])
    for package_id in sorted(found - published.keys()):
        package = model.Session.get(model.Package, package_id)
        yield Finding(Drift.FINDABLE, package_id, package.name if package else package_id)


def _found() -> Iterator[str]:
    """Yield the ids of all that anybody's search finds."""
    page = find(rows=_SEARCH_PAGE)
    yield from page.ids
    while page.count > len(page.ids):
        page = find(rows=_SEARCH_PAGE, after=page.ids[-1])
        yield from page.ids


def _count_anew() -> None:
    live = sa.select(sa.func.count()).where(FeedEntry.state == LIVE).scalar_subquery()
    model.Session.execute(sa.update(FeedState).values(live=live))
    model.Session.commit()
