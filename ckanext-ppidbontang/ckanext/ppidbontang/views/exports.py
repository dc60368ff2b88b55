"""The spreadsheet to fill in, and the catalogue as files that come back to the same state."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.plugins.toolkit as tk
from ckan.types import Context
from flask import Blueprint, Response, stream_with_context
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang.exports import formats, scope
from ckanext.ppidbontang.exports.formats import Format
from ckanext.ppidbontang.exports.scope import Scope
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_exports"]

ppid_exports = Blueprint("ppid_exports", __name__)

_TEMPLATE, _EXPORT = "informasi-publik", "katalog"


@ppid_exports.get("/impor/template.xlsx")
def template() -> ResponseReturnValue:
    """Hand out the spreadsheet to fill in: empty, or with the entries of the body `opd`."""
    if answer := answers.login_first():
        return answer
    opd = tk.request.args.get("opd", "")
    if not opd:
        return _file([formats.template()], _TEMPLATE, Format.XLSX)
    try:
        asked = _asked({"opd": opd})
    except tk.ObjectNotFound:
        return tk.abort(404)
    return _file(formats.write(asked, Format.XLSX), f"{_TEMPLATE}-{asked.opd}", Format.XLSX)


def export(suffix: str) -> ResponseReturnValue:
    """Hand out the entries that the caller edits, or of them those of a body and its units."""
    if answer := answers.login_first():
        return answer
    given = {name: tk.request.args.get(name, "") for name in ("opd", "units")}
    try:
        asked = _asked(given)
    except tk.ObjectNotFound:
        return tk.abort(404)
    except tk.ValidationError as err:
        return answers.refused(err)
    kind = Format(suffix)
    name = f"{_EXPORT}-{asked.opd}" if asked.opd else _EXPORT
    return _file(formats.write(asked, kind), name, kind)


# A rule for each format: an address that cannot be given is no address.
for _suffix in (one.value for one in Format):
    ppid_exports.add_url_rule(
        f"/ekspor.{_suffix}", view_func=export, defaults={"suffix": _suffix}, methods=["GET"]
    )


def _asked(given: dict[str, str]) -> Scope:
    context: Context = {"user": tk.current_user.name}
    tk.check_access("ppid_export_show", context, given)
    return scope.read(context, given)


def _file(content: Iterable[bytes], name: str, kind: Format) -> Response:
    """Answer with a file that no cache keeps: it may hold what is not published."""
    response = Response(stream_with_context(iter(content)), content_type=kind.media_type)
    return answers.attachment(answers.kept_nowhere(response), f"{name}.{kind.value}")
