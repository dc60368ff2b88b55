"""Fix a register on a day: rows and files that nobody can change, listed and compared.

A fixed register says what was public, or exempt, on its day; what becomes of an entry later does
not change it. It holds no more than the register that everybody could read that day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import config
from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.documents.tables import Table
from ckanext.ppidbontang.domain import register
from ckanext.ppidbontang.domain.register import Place, RegisterKind
from ckanext.ppidbontang.domain.register_diff import Difference, difference
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import FixedRegister, RegisterFile
from ckanext.ppidbontang.registers import question as questions
from ckanext.ppidbontang.registers import reading, tables
from ckanext.ppidbontang.registers.question import Question

# Any number that nothing else on this database locks.
_LOCK = 6_120_102
_SCOPE = ("kind", "opd", "units")


def publish(context: Context, data: Mapping[str, Any]) -> FixedRegister:
    """Fix a register as it is now; the one that is there when nothing has changed since today.

    Raises:
        ValidationError: a value is none that the portal knows.
        DocumentError: a file of it could not be written; then nothing is kept.
    """
    asked = _scope(data)
    place = reading.place(cases.today())
    year = _year(data, place)
    with cases.one_transaction():
        # Who asks at the same time waits, and is given the same register.
        model.Session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        before = _latest(asked, year)
        edition = before.edition + 1 if before else 1
        drawn = register.register(reading.entries(asked), asked.kind, place)
        name = _name(asked, year, edition)

        def document() -> Table:
            return tables.table(asked, drawn.rows, place, name)

        content = _written(document(), Format.JSON)
        if before and before.as_of == place.as_of and _rows(_stored(before)) == _rows(content):
            return before
        fixed = FixedRegister(
            name=name,
            kind=asked.kind.value,
            year=year,
            body=asked.opd,
            with_units=bool(asked.units),
            edition=edition,
            as_of=place.as_of,
            **_author(context),
            entries=len(drawn.rows),
            sha256=_sha256(content),
        )
        model.Session.add(fixed)
        model.Session.flush()
        for kind in Format:
            written = content if kind is Format.JSON else _written(document(), kind)
            model.Session.add(
                RegisterFile(
                    register_id=fixed.id,
                    format=kind.value,
                    sha256=_sha256(written),
                    content=written,
                )
            )
    return fixed


def listed(data: Mapping[str, Any]) -> list[FixedRegister]:
    """Return the fixed registers that are asked for, the latest first.

    Raises:
        ValidationError: a value is none that the portal knows.
    """
    found = sa.select(FixedRegister).order_by(FixedRegister.at.desc(), FixedRegister.id.desc())
    if data.get("kind"):
        asked = questions.read({name: data.get(name) for name in ("kind", "opd")})
        found = found.where(FixedRegister.kind == asked.kind.value)
    if data.get("opd"):
        found = found.where(FixedRegister.body == str(data["opd"]))
    if data.get("year"):
        found = found.where(FixedRegister.year == questions.year("year", str(data["year"])))
    return list(model.Session.scalars(found))


def find(name: str) -> FixedRegister:
    """Return the fixed register of this name.

    Raises:
        ObjectNotFound: there is none.
    """
    found = model.Session.scalar(sa.select(FixedRegister).where(FixedRegister.name == name))
    if found is None:
        raise tk.ObjectNotFound(tk._("There is no such register."))
    return found


def files(registers: Iterable[FixedRegister]) -> dict[int, dict[str, str]]:
    """Return the SHA-256 of each file of the registers, by its format, in one query."""
    ids = [fixed.id for fixed in registers]
    rows = model.Session.execute(
        sa.select(RegisterFile.register_id, RegisterFile.format, RegisterFile.sha256)
        .where(RegisterFile.register_id.in_(ids))
        .order_by(RegisterFile.format)
    )
    found: dict[int, dict[str, str]] = {number: {} for number in ids}
    for row in rows:
        found[row.register_id][row.format] = row.sha256
    return found


def content(fixed: FixedRegister, kind: Format) -> bytes:
    """Return the bytes of a file of a fixed register, as they were written on its day."""
    return model.Session.scalars(
        sa.select(RegisterFile.content).where(
            RegisterFile.register_id == fixed.id, RegisterFile.format == kind.value
        )
    ).one()


def compared(earlier: FixedRegister, later: FixedRegister) -> Difference:
    """Return what changed from one register to another of its kind.

    Raises:
        ValidationError: they are of different kinds.
    """
    if earlier.kind != later.kind:
        message = tk._('"{name}" and "{other}" are registers of different kinds.')
        raise tk.ValidationError({"other": [message.format(name=earlier.name, other=later.name)]})
    columns = [column.key for column in tables.columns(RegisterKind(later.kind))]
    return difference(
        _rows(_stored(earlier)),
        _rows(_stored(later)),
        key=tables.LINK.key,
        columns=[key for key in columns if key not in ("nomor", tables.LINK.key)],
    )


def _scope(data: Mapping[str, Any]) -> Question:
    """Read whose register it is; a register of the city is of all bodies."""
    asked = questions.read({name: data.get(name) for name in _SCOPE})
    if asked.opd:
        return asked
    return Question(kind=asked.kind, opd=config.root_organization(), units=questions.WITH_UNITS)


def _year(data: Mapping[str, Any], place: Place) -> int:
    if not data.get("year"):
        return place.as_of.year
    year = questions.year("year", str(data["year"]))
    if year > place.as_of.year:
        message = tk._('"{field}": {value} has not begun; a register is of this year or before.')
        questions.refuse("year", message, value=year)
    return year


def _latest(asked: Question, year: int) -> FixedRegister | None:
    return model.Session.scalar(
        sa.select(FixedRegister)
        .where(
            FixedRegister.kind == asked.kind.value,
            FixedRegister.year == year,
            FixedRegister.body == asked.opd,
            FixedRegister.with_units == bool(asked.units),
        )
        .order_by(FixedRegister.edition.desc())
        .limit(1)
    )


def _name(asked: Question, year: int, edition: int) -> str:
    alone = "" if asked.units else "-tanpa-unit"
    return f"{asked.kind.value}-{year}-{asked.opd}{alone}-{edition}"


def _author(context: Context) -> dict[str, str | None]:
    user = model.User.get(context.get("user"))
    return {
        "user_id": user.id if user else None,
        "actor": user.name if user else tk.config["ckan.site_id"],
    }


def _written(table: Table, kind: Format) -> bytes:
    return b"".join(write(table, kind))


def _stored(fixed: FixedRegister) -> bytes:
    return content(fixed, Format.JSON)


def _rows(content: bytes) -> list[dict[str, Any]]:
    return json.loads(content)["rows"]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
