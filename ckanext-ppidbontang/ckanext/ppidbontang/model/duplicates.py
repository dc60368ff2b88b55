"""Pairs of entries of which the PPID Utama said that they are no duplicates."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base, Now


class NotDuplicate(Base):
    """A pair that only looks alike; the smaller id is the first."""

    __tablename__ = "ppid_not_duplicate"

    one: Mapped[str] = mapped_column(primary_key=True)
    other: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[Now]
    user_id: Mapped[str | None]
    actor: Mapped[str]

    @classmethod
    def pairs(cls) -> set[tuple[str, str]]:
        """Return the ids of all pairs."""
        rows = model.Session.execute(sa.select(cls.one, cls.other))
        return {(row.one, row.other) for row in rows}
