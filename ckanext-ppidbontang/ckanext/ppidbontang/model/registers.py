"""Registers that were fixed on a day: rows and files are only ever added, as in the history."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.ppidbontang.model.base import Base, Now


class FixedRegister(Base):
    """A DIP or DIK as it stood on a day; `sha256` is that of its JSON, from which all files come.

    `name` is its address for ever; `body` the body it is of, with the units below it or without.
    """

    __tablename__ = "ppid_register"

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    year: Mapped[int]
    body: Mapped[str]
    with_units: Mapped[bool]
    edition: Mapped[int]
    as_of: Mapped[date]
    at: Mapped[Now]
    user_id: Mapped[str | None]
    actor: Mapped[str]
    entries: Mapped[int]
    sha256: Mapped[str]


class RegisterFile(Base):
    """The bytes of a fixed register in one format."""

    __tablename__ = "ppid_register_file"

    register_id: Mapped[int] = mapped_column(sa.ForeignKey(FixedRegister.id), primary_key=True)
    format: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    content: Mapped[bytes]
