"""Watch the commits of CKAN: what is taken out of the feed leaves the files before it is closed.

Triggers mark a transaction that changes the feed (migration 0004). So nothing depends on the way by
which CKAN changes an entry; only a change that goes round CKAN, in SQL, is found by the next
publication, not at once.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from ckan import model
from psycopg2.extensions import TRANSACTION_STATUS_INTRANS
from sqlalchemy import event, orm

from ckanext.ppidbontang import config
from ckanext.ppidbontang.feed import files, planning

log = logging.getLogger(__name__)


class _Seen(threading.local):
    """Whether what this thread committed changed the feed, and nothing is planned yet."""

    change = False


_seen = _Seen()


def watch() -> None:
    """Begin to watch, once in a process: CKAN may connect to its database anew at any time."""
    if not event.contains(sa.Engine, "commit", _before_commit):
        event.listen(sa.Engine, "commit", _before_commit)
        event.listen(orm.Session, "after_commit", _afterwards)
        # The files have gone, though what they said is still true.
        event.listen(orm.Session, "after_rollback", _afterwards)


def _before_commit(connection: sa.Connection) -> None:
    folder = config.feed_directory()
    if folder is None or connection.engine is not model.meta.engine or not _is_open(connection):
        return
    narrows, changes = connection.execute(
        sa.select(_is_marked("ppid.feed_narrows"), _is_marked("ppid.feed_changes"))
    ).one()
    _seen.change |= changes
    if narrows:
        # Until the transaction has ended, so that no older files are shown meanwhile.
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock_shared(files.LOCK)))
        _remove(folder)


def _afterwards(_session: orm.Session) -> None:
    """Have the files written anew. Nobody's commit waits for a Redis that does not answer."""
    if _seen.change:
        _seen.change = False
        planning.plan()


def _is_open(connection: sa.Connection) -> bool:
    """Say whether there may be something to commit: a transaction neither unbegun nor failed."""
    driver: Any = connection.connection.dbapi_connection
    return driver.info.transaction_status == TRANSACTION_STATUS_INTRANS


def _is_marked(name: str) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(sa.func.current_setting(name, True), "") == "yes"


def _remove(folder: Path) -> None:
    """Remove the files; a folder that cannot be written to must not keep an entry open."""
    try:
        files.remove(folder)
    except OSError:
        log.exception(
            "Feed: the files in %s could not be removed, and still say what was closed", folder
        )
