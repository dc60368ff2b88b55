"""Write the store of the feed, in the transaction of the change that it tells."""

from __future__ import annotations

import datetime as dt
import logging
import traceback

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context
from sqlalchemy.dialects.postgresql import insert

from ckanext.ppidbontang import catalogue, config
from ckanext.ppidbontang.feed.serializing import Fragment, fragment_of, version
from ckanext.ppidbontang.model import FeedEntry, FeedFragment
from ckanext.ppidbontang.model.feed import FAILED, LIVE, WITHDRAWN
from ckanext.ppidbontang.rdf.site import Site, read_site

log = logging.getLogger(__name__)

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
    modified = model.Session.scalar(
        sa.select(model.Package.metadata_modified).where(belongs(), model.Package.id == package_id)
    )
    if modified is None:
        return False
    try:
        with model.Session.begin_nested():
            fragment = fragment_of(_record(package_id), site or read_site(shared_apart=True))
    except Exception as error:
        log.exception("Feed: %s cannot be serialized and is left out", package_id)
        _leave_out(package_id, modified, _said(error))
        return False
    _write(package_id, modified, fragment)
    return True


def withdraw(package_id: str) -> None:
    """Take out of the feed what is not published, where the database did not (Pasal 54)."""
    _upsert(package_id, state=WITHDRAWN, version=version(), digest=None)
    _delete_fragments(package_id)


def _record(package_id: str) -> dict[str, object]:
    context: Context = {"ignore_auth": True, "use_cache": False}
    return tk.get_action("package_show")(context, {"id": package_id})


def _write(package_id: str, modified: dt.datetime, fragment: Fragment) -> None:
    _upsert(
        package_id,
        state=LIVE,
        made_from=modified,
        version=version(),
        digest=fragment.digest,
        publisher=fragment.publisher,
        cause=None,
    )
    rows = insert(FeedFragment).values(
        [
            {
                "package_id": package_id,
                "format": syntax.value,
                "data": piece.data,
                "length": piece.length,
                "crc": piece.crc,
            }
            for syntax, piece in fragment.pieces.items()
        ]
    )
    model.Session.execute(
        rows.on_conflict_do_update(
            index_elements=["package_id", "format"],
            set_={name: rows.excluded[name] for name in ("data", "length", "crc")},
        )
    )


def _leave_out(package_id: str, modified: dt.datetime, cause: str) -> None:
    _upsert(
        package_id,
        state=FAILED,
        made_from=modified,
        version=version(),
        digest=None,
        publisher=None,
        cause=cause,
    )
    _delete_fragments(package_id)


def _delete_fragments(package_id: str) -> None:
    model.Session.execute(sa.delete(FeedFragment).where(FeedFragment.package_id == package_id))


def _upsert(package_id: str, **values: object) -> None:
    row = insert(FeedEntry).values(package_id=package_id, changed=sa.func.now(), **values)
    model.Session.execute(row.on_conflict_do_update(index_elements=["package_id"], set_=values))


def _said(error: Exception) -> str:
    return traceback.format_exception_only(error)[-1].strip()[:_CAUSE]
