"""What was pulled from sources: each pull, and what is known of each entry there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base, Now


class SourcePull(Base):
    """One pull of a source: when, what came of it, and why it failed.

    `marks` are what the source's server said to know its document by, `definition` the digest of
    what the source was defined as, `counts` how many entries came to what.
    """

    __tablename__ = "ppid_source_pull"

    job_id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    started_at: Mapped[Now]
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    unchanged: Mapped[bool] = mapped_column(default=False)
    definition: Mapped[str]
    marks: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]


class SourceEntry(Base):
    """An entry of a source, and which of ours it is.

    `received` is what the source said last, `taken` what was taken of it into the entry and what
    the portal made of it, `kept` what it says of fields in which a local edit stays.
    `provisional` holds what stands where it said nothing, `personal` the columns that look like
    personal data. `vanished_at` is when it no longer came; `decision` what the PPID Utama said to
    that (`keep` or `delete`).
    """

    __tablename__ = "ppid_source_entry"
    __table_args__ = (sa.UniqueConstraint("source", "guid"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    guid: Mapped[str]
    former_guid: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    url: Mapped[str]
    package_id: Mapped[str | None] = mapped_column(index=True)
    received: Mapped[dict[str, Any]]
    taken: Mapped[dict[str, Any]]
    kept: Mapped[dict[str, Any]]
    provisional: Mapped[dict[str, Any]]
    personal: Mapped[list[str]] = mapped_column(JSONB)
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    received_at: Mapped[Now]
    vanished_at: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    decision: Mapped[str] = mapped_column(default="")
