"""Write the whole catalogue into the folder of the files that a web server sends.

The files are of one moment. They are written aside and shown all together, unless something was
taken out of the feed since that moment: who takes something out removes the files, and they must
not come back with it (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import OperationalError

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.feed import documents, files
from ckanext.ppidbontang.feed.files import Edition
from ckanext.ppidbontang.feed.head import Head, head_of
from ckanext.ppidbontang.feed.pieces import Piece, plain
from ckanext.ppidbontang.feed.reading import Snapshot, State, long_snapshot
from ckanext.ppidbontang.feed.syntaxes import Syntax
from ckanext.ppidbontang.model import FeedState

# Joined pieces cost nothing, but are twice as large or more: each is compressed by itself.
_LEVEL = 6
_ATTEMPTS = 3
# A closing that is being committed is through in much less; those behind it must not wait longer.
_PATIENCE = "10s"
_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code

Progress = Callable[[int, int], None]


class Published(NamedTuple):
    """Of which state the files are, and whether they were written now or there already."""

    state: State
    is_new: bool


class NotPublishedError(Exception):
    """Why the files were not written."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self._message = message
        self._values = values

    def told(self) -> str:
        """Return the message in the reader's language."""
        return tk._(self._message).format(**self._values)


def publish(folder: Path, progress: Progress = lambda done, total: None) -> Published:
    """Have the files of the present state of the feed.

    Raises:
        NotPublishedError: another one is writing them, the feed is not ready, the folder cannot be
            written to, or something was taken out of the feed each time.
    """
    try:
        with files.alone(folder):
            files.drop_new(folder)
            return _publish(folder, progress)
    except BlockingIOError as error:
        raise NotPublishedError(
            _("Another process is writing the feed to {folder}."), folder=str(folder)
        ) from error
    except OSError as error:
        raise NotPublishedError(
            _("The feed cannot be written to {folder}: {reason}."),
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error


def _publish(folder: Path, progress: Progress) -> Published:
    for _attempt in range(_ATTEMPTS):
        moment = int(time.time())
        with long_snapshot() as seen:
            head, state = _head(seen), seen.state
            current = files.edition(folder)
            if current and _is_of(current, state, head):
                return Published(state, is_new=False)
            if current is None or not state.narrowed <= current.seq <= state.seq:
                files.remove(folder)
            try:
                sizes = _write(folder, seen, head, moment, progress)
                files.write_manifest(folder, _edition(state, head, sizes), moment)
                is_shown = _show(folder, state)
            finally:
                files.drop_new(folder)
        if is_shown:
            files.sync(folder)
            _let_pass(moment)
            return Published(state, is_new=True)
    raise NotPublishedError(
        _("Something was taken out of the feed while it was written; run it again later.")
    )


def _head(seen: Snapshot) -> Head:
    if not seen.state.ready:
        raise NotPublishedError(
            _("The feed is not complete yet; `ckan ppid feed rebuild` completes it.")
        )
    head = head_of(seen.state.head)
    # Nothing is held open in CKAN's session while files are written.
    model.Session.commit()
    return head


def _edition(state: State, head: Head, sizes: dict[str, int]) -> Edition:
    return Edition(state.seq, state.changed.isoformat(), head.digest, sizes)


def _is_of(current: Edition, state: State, head: Head) -> bool:
    return current == _edition(state, head, dict(current.sizes))


def _write(
    folder: Path, seen: Snapshot, head: Head, moment: int, progress: Progress
) -> dict[str, int]:
    """Write the new files, each with its compressed one; return the size of each."""
    sizes: dict[str, int] = {}
    total = seen.state.live * len(Syntax)
    done = 0

    def counted(pieces: Iterable[Piece]) -> Iterator[Piece]:
        nonlocal done
        for piece in pieces:
            yield piece
            done += 1
            progress(done, total)

    for syntax in Syntax:
        entries = counted(seen.all(syntax))
        name, packed_name = files.name(syntax), files.packed_name(syntax)
        with (
            files.new(folder, name, moment) as file,
            files.new(folder, packed_name, moment) as packed,
        ):
            with gzip.GzipFile("", "wb", _LEVEL, packed, mtime=0) as packing:
                for text in plain(documents.catalog(head, seen.state, syntax, entries)):
                    file.write(text)
                    packing.write(text)
            sizes |= {name: file.tell(), packed_name: packed.tell()}
    return sizes


def _show(folder: Path, state: State) -> bool:
    """Show the new files, unless something that is in them may be public no more.

    Whoever takes something out of the feed holds the lock until that is committed.
    """
    try:
        with model.ensure_engine().begin() as connection:
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(files.LOCK)))
            # A statement of its own, which sees what was committed during the wait for the lock.
            if connection.scalars(sa.select(FeedState.narrowed)).one() > state.seq:
                return False
            files.show_new(folder)
    except OperationalError as error:
        if getattr(error.orig, "pgcode", None) == _LOCK_NOT_AVAILABLE:
            return False
        # The lock went with the connection, nobody knows when.
        files.remove(folder)
        raise
    return True


def _let_pass(moment: int) -> None:
    """Wait until a second is over: a web server tells files apart by their second and size."""
    time.sleep(max(0.0, moment + 1 - time.time()))
