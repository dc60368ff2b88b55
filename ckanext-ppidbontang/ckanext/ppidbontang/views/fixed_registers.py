"""The registers that were fixed on a day: listed, handed out, compared, and new ones fixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context
from flask import Response, request
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang import bodies, roles
from ckanext.ppidbontang.documents.formats import Format
from ckanext.ppidbontang.domain.exceptions import DocumentError
from ckanext.ppidbontang.domain.register import RegisterKind
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import FixedRegister
from ckanext.ppidbontang.registers import fixing, tables
from ckanext.ppidbontang.views import answers
from ckanext.ppidbontang.views.registers import ADDRESS, EXTENSION, ppid_registers

_ARCHIVE = f"{ADDRESS}/arsip"


@ppid_registers.get(_ARCHIVE)
def archive(kind: str) -> str:
    """List the registers of a kind that were fixed, and let the PPID Utama fix one."""
    return _archive(kind, {}, {})


@ppid_registers.post(_ARCHIVE)
def publish(kind: str) -> ResponseReturnValue:
    """Fix a register as it stands now."""
    given = {name: tk.request.form.get(name, "") for name in ("year", "opd", "units")}
    try:
        fixed = tk.get_action("ppid_register_publish")({}, {**given, "kind": kind})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Only the PPID Utama fixes a register."))
    except tk.ValidationError as err:
        return _archive(kind, given, err.error_dict), 400
    except DocumentError:
        message = tk._("The register was not fixed: a file of it could not be made. Try again.")
        return _archive(kind, given, {"": [message]}), 503
    tk.h.flash_success(tk._("The register is fixed. Its address and files stay as they are."))
    return tk.redirect_to("ppid_registers.fixed", kind=kind, name=fixed["name"])


@ppid_registers.get(f"{_ARCHIVE}/<name>")
def fixed(kind: str, name: str) -> ResponseReturnValue:
    """Show a fixed register: its day, its files with their checksums, others to compare it with."""
    found = _find(kind, name)
    others = [
        other
        for other in fixing.listed({"kind": kind, "opd": found.body})
        if other.id != found.id and other.with_units == found.with_units
    ]
    return tk.render(
        "registers/fixed.html",
        {
            "kind": RegisterKind(kind),
            "fixed": found,
            "files": fixing.files([found])[found.id],
            "others": others,
            "titles": bodies.titles_of_page(),
        },
    )


@ppid_registers.get(f"{_ARCHIVE}/<name>.{EXTENSION}")
def fixed_file(kind: str, name: str, extension: str) -> ResponseReturnValue:
    """Hand out a file of a fixed register, the same bytes for ever."""
    found, format_ = _find(kind, name), Format(extension)
    response = Response(content_type=format_.media_type)
    response.set_etag(fixing.files([found])[found.id][extension])
    response.make_conditional(request.environ)
    if response.status_code != 304:
        response.set_data(fixing.content(found, format_))
    return answers.attachment(response, f"{found.name}.{format_.extension}")


@ppid_registers.get(f"{_ARCHIVE}/<name>/banding/<other>")
def compare(kind: str, name: str, other: str) -> ResponseReturnValue:
    """Show what was added, removed and changed from one fixed register to another."""
    earlier, later = _find(kind, name), _find(kind, other)
    return tk.render(
        "registers/compare.html",
        {
            "kind": RegisterKind(kind),
            "earlier": earlier,
            "later": later,
            "difference": fixing.compared(earlier, later),
            "columns": {column.key: column.title for column in tables.columns(RegisterKind(kind))},
            "titles": bodies.titles_of_page(),
        },
    )


def _archive(kind: str, given: Mapping[str, str], errors: Mapping[str, Any]) -> str:
    titles = bodies.titles_of_page()
    caller: Context = {"user": tk.current_user.name}
    return tk.render(
        "registers/archive.html",
        {
            "kind": RegisterKind(kind),
            "registers": fixing.listed({"kind": kind}),
            "titles": titles,
            "bodies": sorted((title, name) for name, title in titles.items()),
            "may_publish": not tk.current_user.is_anonymous and roles.is_ppid_utama(caller),
            "given": {"year": str(cases.today().year), **given},
            "errors": errors,
        },
    )


def _find(kind: str, name: str) -> FixedRegister:
    try:
        found = fixing.find(name)
    except tk.ObjectNotFound:
        return tk.abort(404)
    return found if found.kind == kind else tk.abort(404)
