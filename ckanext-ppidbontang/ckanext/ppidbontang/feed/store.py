"""Write the store of the feed, in the transaction of the change that it tells."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.ppidbontang import catalogue, config
from ckanext.ppidbontang.feed.head import site_of_entries
from ckanext.ppidbontang.feed.records import records_of
from ckanext.ppidbontang.feed.serializing import Fragment, fragment_of, version
from ckanext.ppidbontang.model import FeedEntry, FeedFragment
from ckanext.ppidbontang.model.feed import FAILED, LIVE, WITHDRAWN
from ckanext.ppidbontang.rdf.site import Site

log = logging.getLogger(__name__)

_FRAGMENTS = sa.text("""
    INSERT INTO ppid_feed_fragment (package_id, format, data, length, crc)
    SELECT * FROM unnest(
        CAST(:ids AS text[]), CAST(:formats AS text[]), CAST(:data AS bytea[]),
        CAST(:lengths AS integer[]), CAST(:crcs AS bigint[])
    )
    ON CONFLICT (package_id, format) DO UPDATE
    SET data = excluded.data, length = excluded.length, crc = excluded.crc
""")
_CAUSE = 500  # of a cause that is kept, in characters; the log has it whole


def belongs() -> sa.ColumnElement[bool]:
    """Return the condition for packages that are in the feed: published, and by a setting open."""
    if config.feed_has_exempt():
        return catalogue.PUBLISHED
    return sa.and_(catalogue.PUBLISHED, catalogue.IS_OPEN)


def keep(package_id: str, site: Site | None = None) -> bool:
    """Keep what an entry says now, if it belongs to the feed, and say whether it is there."""
    return keep_all([package_id], site) == 1


def keep_all(package_ids: Sequence[str], site: Site | None = None) -> int:
    """Keep what entries say now, as far as they belong to the feed, and say how many are there.

    What leaves it is taken out by the database itself. An entry that cannot be serialized
    is left out and its cause is kept: it must not stop its officer from saving it, nor the feed.
    Who keeps many reads the `site` once for all.
    """
    model.Session.flush()  # CKAN's session does not do so by itself before it reads
    belonging = sa.select(model.Package).where(belongs(), model.Package.id.in_(package_ids))
    found = {package.id: package for package in model.Session.scalars(belonging)}
    if not found:
        return 0
    packages = [found[id_] for id_ in package_ids if id_ in found]  # numbers follow this order
    site = site or site_of_entries()
    fragments = {
        package.id: _fragment_or_cause(record, site)
        for package, record in zip(packages, records_of(packages), strict=True)
    }
    _upsert([_row(package, fragments[package.id]) for package in packages])
    kept = {id_: made for id_, made in fragments.items() if isinstance(made, Fragment)}
    _write(kept)
    _delete_fragments(fragments.keys() - kept)
    return len(kept)


def withdraw(package_id: str) -> None:
    """Take out of the feed what is not published, where the database did not (Pasal 54)."""
    _upsert([{"package_id": package_id, "state": WITHDRAWN, "version": version(), "digest": None}])
    _delete_fragments({package_id})


def _fragment_or_cause(record: dict[str, Any], site: Site) -> Fragment | str:
    try:
        return fragment_of(record, site)
    except Exception as error:
        log.exception("Feed: %s cannot be serialized and is left out", record["id"])
        return traceback.format_exception_only(error)[-1].strip()[:_CAUSE]


def _row(package: model.Package, made: Fragment | str) -> dict[str, Any]:
    is_kept = isinstance(made, Fragment)
    return {
        "package_id": package.id,
        "state": LIVE if is_kept else FAILED,
        "made_from": package.metadata_modified,
        "version": version(),
        "digest": made.digest if is_kept else None,
        "publisher": made.publisher if is_kept else None,
        "cause": None if is_kept else made,
    }


def _write(fragments: Mapping[str, Fragment]) -> None:
    pieces = [
        (id_, syntax.value, piece.data, piece.length, piece.crc)
        for id_, fragment in fragments.items()
        for syntax, piece in fragment.pieces.items()
    ]
    if pieces:
        columns = map(list, zip(*pieces, strict=True))
        names = ("ids", "formats", "data", "lengths", "crcs")
        model.Session.execute(_FRAGMENTS, dict(zip(names, columns, strict=True)))


def _delete_fragments(package_ids: Collection[str]) -> None:
    if package_ids:
        model.Session.execute(
            sa.delete(FeedFragment).where(FeedFragment.package_id.in_(package_ids))
        )


def _upsert(rows: Sequence[dict[str, Any]]) -> None:
    """Write rows of one shape, in their order."""
    row = insert(FeedEntry).values(changed=sa.func.now())
    said = {name: row.excluded[name] for name in rows[0] if name != "package_id"}
    model.Session.execute(row.on_conflict_do_update(index_elements=["package_id"], set_=said), rows)
