"""The registers as pages and files: today's, and those that were fixed on a day."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from flask import Blueprint, Response, stream_with_context
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from ckanext.ppidbontang import bodies, paging
from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.documents.tables import Table
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.exceptions import DocumentError
from ckanext.ppidbontang.domain.kinds import kinds_of
from ckanext.ppidbontang.domain.register import Place, RegisterKind
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.registers import question, reading, tables
from ckanext.ppidbontang.registers.question import Question, Sort
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_registers"]

log = logging.getLogger(__name__)

ppid_registers = Blueprint("ppid_registers", __name__)

ADDRESS = "/<any(dip, dik):kind>"
EXTENSION = "<any(csv, xlsx, pdf, json):extension>"
_PAGE = 25
_SECONDS_TO_WAIT = 3
# Any number that nothing else on this database locks.
_LOCK = 6_120_104


@ppid_registers.get(ADDRESS)
def index(kind: str) -> ResponseReturnValue:
    """Show a register as it is today, a page of it at a time."""
    place = reading.place(cases.today())
    given = {**tk.request.args, "kind": kind}
    page = paging.asked(_PAGE)
    try:
        asked = question.read(given)
    except tk.ValidationError as err:
        return _page(
            Question(kind=RegisterKind(kind)), place, given=given, errors=err.error_dict
        ), 400
    count = reading.count(asked)
    # Counting by headings reads every row, and is a third of the page: it is done when asked for.
    totals = reading.totals(asked) if tk.request.args.get("totals") else {}
    closed = reading.closed(asked) if asked.kind is RegisterKind.DIK else None
    pages = page.of(count)
    return _page(
        asked,
        place,
        given=given,
        rows=list(reading.rows(asked, place, limit=page.size, offset=page.offset)),
        totals=totals,
        closed=closed,
        count=count,
        page=page.number,
        pages=pages,
    )


def _page(asked: Question, place: Place, **more: Any) -> str:
    return tk.render(
        "registers/index.html",
        {
            "rows": [],
            "totals": {},
            "closed": None,
            "count": 0,
            "page": 1,
            "pages": 0,
            "errors": {},
            **more,
            "asked": asked,
            "kind": asked.kind,
            "place": place,
            "formats": list(Format),
            "sorts": list(Sort),
            "kinds": [(category, kinds_of(category)) for category in Category if category.is_open],
            "bodies": sorted((title, name) for name, title in place.titles.items()),
            "has_units": bool(asked.opd) and len(bodies.with_units(asked.opd)) > 1,
        },
    )


@ppid_registers.get(f"{ADDRESS}.{EXTENSION}")
def export(kind: str, extension: str) -> ResponseReturnValue:
    """Hand out the rows that the page shows, all pages of them, as a file."""
    place = reading.place(cases.today())
    try:
        asked = question.read({**tk.request.args, "kind": kind})
    except tk.ValidationError as err:
        return answers.refused(err)
    return send(tables.table(asked, reading.rows(asked, place), place), Format(extension))


def send(table: Table, kind: Format) -> ResponseReturnValue:
    """Answer with a document: as it is read from the database where the format lets it be."""
    try:
        if kind is Format.PDF:
            _wait_for_the_typesetter()
        content = stream_with_context(write(table, kind))
    except (DocumentError, OperationalError):
        model.Session.rollback()
        log.exception("%s could not be made as %s", table.name, kind.value)
        return tk._("The file could not be made now. Try again in a minute."), 503
    response = Response(content, content_type=kind.media_type)
    return answers.attachment(response, f"{table.name}.{kind.extension}")


def _wait_for_the_typesetter() -> None:
    """Let one PDF be set at a time: a large one takes gigabytes, and the others can wait a little.

    Raises:
        OperationalError: the one before takes too long.
    """
    model.Session.execute(sa.text(f"SET LOCAL lock_timeout = '{_SECONDS_TO_WAIT}s'"))
    model.Session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
