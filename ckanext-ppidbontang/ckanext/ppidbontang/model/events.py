"""The history: who did what to an entry, when, and why.

Rows are only ever added; a trigger of the database refuses to change or delete them. There is no
foreign key to the entry: its history outlives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base, Now


class Event(Base):
    """A step in the life of an entry.

    `step` is a code; `note` and `details` are for those who may see the originals, never for the
    public.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    at: Mapped[Now]
    package_id: Mapped[str] = mapped_column(index=True)
    user_id: Mapped[str | None]
    actor: Mapped[str]
    step: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)

    @classmethod
    def of(cls, package_id: str) -> Sequence[Self]:
        """Return the events of an entry, the first one first."""
        return model.Session.scalars(
            sa.select(cls).where(cls.package_id == package_id).order_by(cls.id)
        ).all()

    @classmethod
    def latest(cls, package_id: str) -> Self | None:
        """Return the last event of an entry."""
        return model.Session.scalar(
            sa.select(cls).where(cls.package_id == package_id).order_by(cls.id.desc()).limit(1)
        )


class ExemptionEvent(Event):
    """A move of an exemption; `public` is what everybody may read of it."""

    __tablename__ = "ppid_exemption_event"

    from_state: Mapped[str]
    to_state: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    public: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ReviewEvent(Event):
    """A step of the review between an OPD and the PPID Utama."""

    __tablename__ = "ppid_review_event"


class OriginalEvent(Event):
    """What happened to a file of the vault: it came, somebody fetched it, it left."""

    __tablename__ = "ppid_original_event"

    file_id: Mapped[str] = mapped_column(index=True)
