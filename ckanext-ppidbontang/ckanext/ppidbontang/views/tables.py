"""The table of a file as a document: the rows that the page shows, all pages of them."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, stream_with_context
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.tables import files, question, reading
from ckanext.ppidbontang.tables.reading import TableError
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_tables"]

log = logging.getLogger(__name__)

ppid_tables = Blueprint("ppid_tables", __name__)


@ppid_tables.get("/dataset/<id>/resource/<resource_id>/tabel.<any(csv, xlsx, json):extension>")
def export(id: str, resource_id: str, extension: str) -> ResponseReturnValue:
    """Hand out the rows of a table; what the reader may not see is not found, like what is not."""
    package = answers.called("package_show", id=id)
    resource = _file(package, resource_id)
    columns = reading.columns(resource_id) if resource else None
    if resource is None or not columns:
        return tk.abort(404)
    asked = question.read(columns, tk.request.args)
    kind = Format(extension)
    try:
        if not files.fits(kind, reading.count(resource_id), len(columns)):
            return tk._("The table is too large for a spreadsheet. Take the CSV."), 413
        table = files.document(package, resource, asked, reading.every_row(resource_id, asked))
        pieces = write(table, kind)
    except TableError:
        log.warning("The table of file %s could not be made as %s", resource_id, kind.value)
        return tk._("The file could not be made now. Try again in a minute."), 503
    response = Response(stream_with_context(pieces), content_type=kind.media_type)
    # What was narrowed is no page of its own for a search engine.
    response.headers["X-Robots-Tag"] = "noindex"
    return answers.attachment(response, f"{table.name}.{kind.extension}")


def _file(package: dict[str, Any], resource_id: str) -> dict[str, Any] | None:
    """Return a file of an entry as `package_show` lets the reader know of it."""
    for resource in package.get("resources") or ():
        if resource["id"] == resource_id and resource.get("datastore_active"):
            return resource
    return None
