"""What is still to be done, and what was already told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base, Now


class Unfinished(Base):
    """A closing or an opening that is committed, with the work that is left.

    Files, tables and the search index are no part of the database's transaction. While a row is
    here, search leaves the entry out (UU 14/2008 Pasal 54).
    """

    __tablename__ = "ppid_unfinished"

    package_id: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[Now]
    work: Mapped[dict[str, Any]]

    @classmethod
    def ids(cls) -> Sequence[str]:
        """Return the ids of the entries that search must leave out."""
        return model.Session.scalars(sa.select(cls.package_id)).all()


class Reminder(Base):
    """A reminder that was mailed, so that it is mailed once."""

    __tablename__ = "ppid_reminder"

    package_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[date] = mapped_column(primary_key=True)
    sent_at: Mapped[Now]
