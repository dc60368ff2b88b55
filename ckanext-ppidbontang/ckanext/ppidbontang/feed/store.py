"""Write the store of the feed, in the transaction of the change that it tells."""

from __future__ import annotations

import logging
import traceback

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.ppidbontang import catalogue, config
from ckanext.ppidbontang.feed.head import site_of_entries
from ckanext.ppidbontang.feed.records import record_of
from ckanext.ppidbontang.feed.serializing import Fragment, fragment_of, version
from ckanext.ppidbontang.model import FeedEntry, FeedFragment
from ckanext.ppidbontang.model.feed import FAILED, LIVE, WITHDRAWN
from ckanext.ppidbontang.rdf.site import Site

log = logging.getLogger(__name__)

_FRAGMENTS = sa.text("""
    INSERT INTO ppid_feed_fragment (package_id, format, data, length, crc)
    SELECT :package_id, * FROM unnest(
        CAST(:formats AS text[]), CAST(:data AS bytea[]),
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
    """Keep what an entry says now, if it belongs to the feed, and say whether it is there.

    What leaves it is taken out by the database itself. An entry that cannot be serialized
    is left out and its cause is kept: it must not stop its officer from saving it, nor the feed.
    Who keeps many reads the `site` once for all.
    """
    model.Session.flush()  # CKAN's session does not do so by itself before it reads
    package = model.Session.scalar(
        sa.select(model.Package).where(belongs(), model.Package.id == package_id)
    )
    if package is None:
        return False
    record = record_of(package)
    try:
        fragment = fragment_of(record, site or site_of_entries())
    except Exception as error:
        log.exception("Feed: %s cannot be serialized and is left out", package_id)
        _leave_out(package, _said(error))
        return False
    _write(package, fragment)
    return True


def withdraw(package_id: str) -> None:
    """Take out of the feed what is not published, where the database did not (Pasal 54)."""
    _upsert(package_id, state=WITHDRAWN, version=version(), digest=None)
    _delete_fragments(package_id)


def _write(package: model.Package, fragment: Fragment) -> None:
    _upsert(
        package.id,
        state=LIVE,
        made_from=package.metadata_modified,
        version=version(),
        digest=fragment.digest,
        publisher=fragment.publisher,
        cause=None,
    )
    pieces = fragment.pieces
    model.Session.execute(
        _FRAGMENTS,
        {
            "package_id": package.id,
            "formats": [syntax.value for syntax in pieces],
            "data": [piece.data for piece in pieces.values()],
            "lengths": [piece.length for piece in pieces.values()],
            "crcs": [piece.crc for piece in pieces.values()],
        },
    )


def _leave_out(package: model.Package, cause: str) -> None:
    _upsert(
        package.id,
        state=FAILED,
        made_from=package.metadata_modified,
        version=version(),
        digest=None,
        publisher=None,
        cause=cause,
    )
    _delete_fragments(package.id)


def _delete_fragments(package_id: str) -> None:
    model.Session.execute(sa.delete(FeedFragment).where(FeedFragment.package_id == package_id))


def _upsert(package_id: str, **values: object) -> None:
    row = insert(FeedEntry).values(package_id=package_id, changed=sa.func.now(), **values)
    model.Session.execute(row.on_conflict_do_update(index_elements=["package_id"], set_=values))


def _said(error: Exception) -> str:
    return traceback.format_exception_only(error)[-1].strip()[:_CAUSE]
