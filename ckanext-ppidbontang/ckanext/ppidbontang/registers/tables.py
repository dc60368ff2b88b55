"""Lay a register out for `documents`: title block, columns, rows and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang import bodies, config, registry
from ckanext.ppidbontang.bodies import Body
from ckanext.ppidbontang.documents.tables import Cell, Column, Signature, Table
from ckanext.ppidbontang.domain import register_words as words
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.kinds import kind as kind_of_code
from ckanext.ppidbontang.domain.register import Place, RegisterKind, Row
from ckanext.ppidbontang.registers.question import Question

# In characters of a spreadsheet; the page of a PDF is shared out alike.
_WIDTHS = {
    "nomor": 9,
    "ringkasan": 60,
    "informasi": 44,
    "bentuk": 18,
    "retensi": 24,
    "waktu_tempat": 24,
    "jangka_waktu": 30,
}
_WIDTH = 34
_GROUPS: Mapping[RegisterKind, tuple[Column, ...]] = {
    RegisterKind.DIP: (
        Column(key="kategori", title="Kategori informasi", width=30, is_group=True),
        Column(key="jenis", title="Jenis informasi", width=40, is_group=True),
    ),
    RegisterKind.DIK: (Column(key="status", title="Status pengecualian", width=24, is_group=True),),
}
LINK = Column(key="tautan", title="Tautan", width=40, is_link=True)


def table(question: Question, rows: Iterable[Row], place: Place, name: str = "") -> Table:
    """Return a register as a document; rows are read once, when it is written.

    Args:
        question: what was asked for
        rows: the rows of the answer
        place: the day of the register and the names of its bodies
        name: what its files are called, unless the usual
    """
    body = bodies.find(question.opd or config.root_organization())
    return Table(
        name=name or _name(question, place),
        title=question.kind.label,
        lines=tuple(line for line in _lines(question, place, body) if line),
        columns=columns(question.kind),
        rows=(cells(row) for row in rows),
        on=place.as_of,
        facts={
            "register": question.kind.value,
            "as_of": place.as_of.isoformat(),
            "question": question.address(),
        },
        signature=_signature(question.kind, place, body),
    )


def columns(kind: RegisterKind) -> tuple[Column, ...]:
    """Return the columns of a register's files: those of the law, the headings, the link."""
    lawful = (
        Column(key=column.key, title=column.title, width=_WIDTHS.get(column.key, _WIDTH))
        for column in kind.columns
    )
    return (*lawful, *_GROUPS[kind], LINK)


def cells(row: Row) -> tuple[Cell, ...]:
    """Return the cells of a row, under the columns of its register's files.

    The link has the id of the entry, which stays when its address changes.
    """
    link = tk.h.url_for("dataset.read", id=row.entry.id, qualified=True, locale="default")
    return (row.number, *row.cells, *row.groups, link)


def _name(question: Question, place: Place) -> str:
    body = question.opd or config.root_organization()
    return f"{question.kind.value}-{body}-{place.as_of.isoformat()}"


def _lines(question: Question, place: Place, body: Body | None) -> Iterable[str]:
    root = config.root_organization()
    yield place.titles.get(root, root)
    if body is not None and body.name != root:
        below = " beserta unit di bawahnya" if question.units else ""
        yield f"{body.title}{below}"
    yield words.as_of(place.as_of)
    sort = kind_of_code(question.information_kind)
    yield words.narrowed(
        {
            "kategori": Category(question.category).label if question.category else "",
            "jenis": sort.label if sort else "",
            "tahun": question.year,
            "kata": question.q,
        }
    )


def _signature(kind: RegisterKind, place: Place, body: Body | None) -> Signature:
    """Name the offices that sign; the people in them are no matter of a register's."""
    bodies_of_record = registry.current()
    city = bodies_of_record.region(bodies_of_record.root.region_code)
    where = city.name if city else bodies_of_record.root.title
    office = "PPID Utama"
    if body is not None:
        office = body.ppid_officer or f"PPID {body.title}"
    offices = [("Ditetapkan oleh", office)]
    if kind is RegisterKind.DIK:  # UU 14/2008 Pasal 19: the head of the body consents to the test
        offices.append(("Disetujui oleh", "Pimpinan Badan Publik"))
    return Signature(
        place_and_date=f"{where}, {PartialDate.of(place.as_of).in_words()}",
        offices=tuple(offices),
    )
