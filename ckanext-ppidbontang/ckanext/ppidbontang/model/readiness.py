"""What is measured over time: whether links work, and how ready each body is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base, Now


class LinkCheck(Base):
    """What became of the last look at an address; `key` is the SHA-256 of it.

    `failures` counts the looks in a row that failed, the first of them at `failing_since`.
    """

    __tablename__ = "ppid_link_check"

    key: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    checked_at: Mapped[Now]
    outcome: Mapped[str]
    status: Mapped[int | None]
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))


class Readiness(Base):
    """The figures of a body on a day, for the trend; those of the city have no body's name."""

    __tablename__ = "ppid_readiness"

    day: Mapped[date] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]]
