"""The store of the DCAT feed; what numbers and withdraws its rows are triggers (migration 0003)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base

LIVE = "live"
FAILED = "failed"
WITHDRAWN = "withdrawn"
DELETED = "deleted"


class FeedState(Base):
    """How far the feed has come; there is one row."""

    __tablename__ = "ppid_feed_state"

    id: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True)
    # Moves with every change that a reader can see, in the order of commits.
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    changed: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    # Moves when what entries share changes.
    head: Mapped[int] = mapped_column(sa.BigInteger)
    # The last number at which something stopped being public.
    narrowed: Mapped[int] = mapped_column(sa.BigInteger)
    live: Mapped[int]
    # False until every published entry was looked at once.
    ready: Mapped[bool]

    @classmethod
    def current(cls) -> FeedState:
        """Return the state as this transaction sees it."""
        return model.Session.get_one(cls, 1, populate_existing=True)


class FeedEntry(Base):
    """What became of an entry that the feed knows or knew."""

    __tablename__ = "ppid_feed_entry"

    package_id: Mapped[str] = mapped_column(primary_key=True)
    # The number of its last change, and that of its first one, which is its place in the feed.
    seq: Mapped[int | None] = mapped_column(sa.BigInteger)
    position: Mapped[int | None] = mapped_column(sa.BigInteger)
    state: Mapped[str]
    changed: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    # `metadata_modified` of the record that it was made from.
    made_from: Mapped[datetime | None]
    # Of the profile and the portal that made it; empty when it waits for being made anew.
    version: Mapped[str]
    digest: Mapped[str | None]
    publisher: Mapped[str | None]
    # Why it could not be made.
    cause: Mapped[str | None]


class FeedFragment(Base):
    """What an entry says in one format, as raw deflate, which gzip is made of."""

    __tablename__ = "ppid_feed_fragment"

    package_id: Mapped[str] = mapped_column(
        sa.ForeignKey("ppid_feed_entry.package_id"), primary_key=True
    )
    format: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]
    # Of the text, in bytes, and its CRC-32.
    length: Mapped[int]
    crc: Mapped[int] = mapped_column(sa.BigInteger)
