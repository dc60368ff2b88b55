"""Read the store of the feed as it is at one moment, apart from CKAN's own session.

A reader gets a read-only transaction whose statements all see the same state, so that the number
that a document is served under is that of everything in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.feed.pieces import Piece
from ckanext.ppidbontang.feed.syntaxes import Syntax
from ckanext.ppidbontang.model import FeedEntry, FeedFragment, FeedState
from ckanext.ppidbontang.model.feed import DELETED, LIVE, WITHDRAWN

_ISOLATED = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_ROWS_AT_ONCE = 200
# A reader who takes nothing for so long is let go: an old snapshot costs the database room.
_PATIENCE = "-c idle_in_transaction_session_timeout=120s"
_ENTRY = (FeedEntry.package_id, FeedEntry.position, FeedEntry.seq)
_PIECE = (FeedFragment.data, FeedFragment.length, FeedFragment.crc)


@dataclass(frozen=True, slots=True)
class State:
    """How far the feed has come; see `model.FeedState`."""

    seq: int
    changed: dt.datetime
    head: int
    narrowed: int
    live: int
    ready: bool


class Row(NamedTuple):
    """An entry of the feed with what it says."""

    package_id: str
    position: int
    seq: int
    piece: Piece


class Change(NamedTuple):
    """The last change of an entry; without a piece it is gone from the feed."""

    package_id: str
    seq: int
    changed: dt.datetime
    piece: Piece | None


class Snapshot:
    """What the store holds at one moment."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        columns = [getattr(FeedState, name) for name in State.__dataclass_fields__]
        self.state = State(*connection.execute(sa.select(*columns)).one())

    def after(self, position: int, limit: int, syntax: Syntax) -> list[Row]:
        """Return the entries whose place in the feed follows a position."""
        return self._read(_in_order(syntax).where(FeedEntry.position > position).limit(limit))

    def skipping(self, count: int, limit: int, syntax: Syntax) -> list[Row]:
        """Return the entries after so many others."""
        return self._read(_in_order(syntax).offset(count).limit(limit))

    def named(self, package_ids: Sequence[str], syntax: Syntax) -> list[Row]:
        """Return these entries, as far as they are in the feed."""
        return self._read(_in_order(syntax).where(FeedEntry.package_id.in_(package_ids)))

    def all(self, syntax: Syntax) -> Iterator[Piece]:
        """Yield what all entries say, a few at a time, from a cursor on the server."""
        connection = self._connection.execution_options(yield_per=_ROWS_AT_ONCE)
        for rows in connection.execute(_in_order(syntax)).partitions():
            for row in _rows(rows):
                yield row.piece

    def find(self, reference: str, syntax: Syntax) -> Row | None:
        """Return an entry by its id or, second, by its name."""
        of_name = sa.select(model.Package.id).where(model.Package.name == reference)
        for ids in ((reference,), of_name):
            if found := self._read(_live(syntax).where(FeedEntry.package_id.in_(ids))):
                return found[0]
        return None

    def is_gone(self, package_id: str) -> bool:
        """Say whether the feed had an entry of this id that is no longer public."""
        gone = sa.exists().where(
            FeedEntry.package_id == package_id, FeedEntry.state.in_((DELETED, WITHDRAWN))
        )
        return bool(self._connection.scalar(sa.select(gone)))

    def changes(self, since: int, limit: int, syntax: Syntax) -> list[Change]:
        """Return the last changes of entries after a number, in the order of their numbers."""
        rows = self._connection.execute(
            sa.select(FeedEntry.package_id, FeedEntry.seq, FeedEntry.changed, *_PIECE)
            .outerjoin(
                FeedFragment,
                sa.and_(
                    FeedFragment.package_id == FeedEntry.package_id,
                    FeedFragment.format == syntax.value,
                ),
            )
            .where(FeedEntry.seq > since)
            .order_by(FeedEntry.seq)
            .limit(limit)
        )
        return [
            Change(
                package_id=row.package_id,
                seq=row.seq,
                changed=row.changed,
                piece=_piece(row.data, row.length, row.crc) if row.data else None,
            )
            for row in rows
        ]

    def _read(self, statement: sa.Select[Any]) -> list[Row]:
        return list(_rows(self._connection.execute(statement).all()))


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Read from the connections of CKAN, for a short while."""
    with _engine().connect().execution_options(**_ISOLATED) as connection:
        yield Snapshot(connection)


@contextmanager
def long_snapshot() -> Iterator[Snapshot]:
    """Read from a connection of its own: who reads slowly takes none from CKAN's pages."""
    engine = sa.create_engine(
        _engine().url, poolclass=sa.NullPool, connect_args={"options": _PATIENCE}
    )
    with engine.connect().execution_options(**_ISOLATED) as connection:
        yield Snapshot(connection)


def _engine() -> sa.Engine:
    # CKAN connects to its database before it loads a plugin.
    return cast("sa.Engine", model.meta.engine)


def _live(syntax: Syntax) -> sa.Select[Any]:
    return (
        sa.select(*_ENTRY, *_PIECE)
        .join(FeedFragment, FeedFragment.package_id == FeedEntry.package_id)
        .where(FeedEntry.state == LIVE, FeedFragment.format == syntax.value)
    )


def _in_order(syntax: Syntax) -> sa.Select[Any]:
    return _live(syntax).order_by(FeedEntry.position)


def _rows(found: Iterable[Any]) -> Iterator[Row]:
    for package_id, position, seq, *piece in found:
        yield Row(package_id, position, seq, _piece(*piece))


def _piece(data: memoryview, length: int, crc: int) -> Piece:
    return Piece(bytes(data), length, crc)
