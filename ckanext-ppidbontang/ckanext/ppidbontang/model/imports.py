"""Imports of spreadsheets: what was read, what is to be done row by row, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base, Now

Rows = list[dict[str, Any]]


class Import(Base):
    """A spreadsheet that somebody brings; its file lies in the vault's storage.

    `table` is what was found in the file (sheets, columns, rows of headings), `options` what the
    officer chose of it. `problem` says why the file, or the work on it, failed.
    """

    __tablename__ = "ppid_import"

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[Now]
    user_id: Mapped[str]
    actor: Mapped[str]
    state: Mapped[str]
    filename: Mapped[str]
    file_id: Mapped[str]
    options: Mapped[dict[str, Any]]
    table: Mapped[dict[str, Any]]
    problem: Mapped[str] = mapped_column(default="")
    finished_at: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))

    @classmethod
    def of(cls, id_: object) -> Import | None:
        """Return the import of this id, whatever was given for one."""
        text = str(id_ or "")
        # The database takes no NUL, and would fail where it should find nothing.
        return None if "\0" in text else model.Session.get(cls, text)


class ImportRow(Base):
    """A row of an import.

    `action` is what the preview says shall be done, `outcome` what was done; empty until then.
    `record` is what the row says, `seen` the `metadata_modified` of the entry that it was compared
    with, `before` the whole entry as it was before the change, and `modified` the
    `metadata_modified` that the import gave it: while it still has it, the import can be undone.
    """

    __tablename__ = "ppid_import_row"

    import_id: Mapped[str] = mapped_column(
        sa.ForeignKey(Import.id, ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    name: Mapped[str]
    title: Mapped[str]
    opd: Mapped[str]
    package_id: Mapped[str | None]
    record: Mapped[dict[str, Any]]
    changes: Mapped[Rows] = mapped_column(JSONB, default=list)
    problems: Mapped[Rows] = mapped_column(JSONB, default=list)
    duplicates: Mapped[Rows] = mapped_column(JSONB, default=list)
    seen: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, Any] | None]
    modified: Mapped[datetime | None]
