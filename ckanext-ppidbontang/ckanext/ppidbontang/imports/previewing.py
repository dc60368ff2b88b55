"""Make the preview of an import: read the file, say what its rows would do, and keep that."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import files
from ckan.types import Context, DataDict

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.documents.sheets.problems import SpreadsheetError
from ckanext.ppidbontang.imports import likely, planning, reading, store, telling, uploads
from ckanext.ppidbontang.imports.authority import Authority
from ckanext.ppidbontang.imports.states import State
from ckanext.ppidbontang.model import Import

SWITCHES = ("all_or_nothing", "copy_links")
_OPTIONS = ("opd", "sheet", "columns", *SWITCHES)
_LONGEST_NAME = 200


def create(context: Context, upload: files.Upload, asked: DataDict) -> Import:
    """Keep a file and the preview of what it would do.

    Raises:
        ValidationError: the file cannot be read or kept, or an option is none.
    """
    authority = Authority.of(context)
    found = Import(
        id=str(uuid.uuid4()),
        user_id=model.User.by_name(authority.user).id,  # pyright: ignore[reportOptionalMemberAccess] # is signed in
        actor=authority.user,
        filename=upload.filename[:_LONGEST_NAME],
        state=State.PREVIEWED.value,
        options=_options(authority, asked, {}),
        table={},
    )
    file = _kept(found.id, upload)
    try:
        found.file_id = file.id
        model.Session.add(found)
        model.Session.flush()
        _preview(context, found, authority)
        model.Session.commit()
    except BaseException:
        model.Session.rollback()
        vault.discard(vault.storage(), file.location)
        raise
    return found


def renew(context: Context, found: Import, asked: DataDict) -> None:
    """Make the preview anew with other options.

    Raises:
        ValidationError: the file cannot be read with them, or an option is none.
    """
    authority = Authority.of(context)
    found.options = _options(authority, asked, found.options)
    try:
        _preview(context, found, authority)
    except BaseException:
        model.Session.rollback()
        raise
    model.Session.commit()


def _preview(context: Context, found: Import, authority: Authority) -> None:
    options = found.options
    body = authority.default_body(options["opd"])
    try:
        with (
            uploads.opened(found.file_id) as path,
            reading.opened(path, found.filename, options) as read,
        ):
            plans = planning.plan(read.records, authority, body, read.attached)
    except SpreadsheetError as err:
        raise tk.ValidationError({"upload": [err.render(tk._)]}) from err
    except OSError as err:
        raise _no_room(err) from err
    found.table = read.table
    found.options = {**options, "opd": body}
    found.state = (State.NEEDS_COLUMNS if read.needs_columns else State.PREVIEWED).value
    store.write(found, plans, likely.find(context, plans))


def _kept(import_id: str, upload: files.Upload) -> model.File:
    try:
        return uploads.keep(import_id, upload)
    except files.exc.UploadError as err:
        raise tk.ValidationError({"upload": [str(err)]}) from err
    except OSError as err:
        raise _no_room(err) from err


def _no_room(err: OSError) -> tk.ValidationError:
    """Say that the disk is full, or fails."""
    message = tk._("The file could not be stored: {reason}.")
    return tk.ValidationError({"upload": [message.format(reason=err.strerror)]})


def _options(authority: Authority, asked: DataDict, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options, those that are not given as they were.

    Raises:
        ValidationError: one of them is none.
    """
    given = {name: asked[name] for name in _OPTIONS if asked.get(name) is not None}
    blank = {"opd": "", "sheet": "", "columns": None, **dict.fromkeys(SWITCHES, False)}
    options = {**blank, **before, **given}
    if given.get("sheet") and given["sheet"] != before.get("sheet") and "columns" not in given:
        options["columns"] = None  # of the sheet before
    if options["columns"] is not None:
        options["columns"] = _columns(options["columns"])
    return {
        "opd": authority.default_body(str(options["opd"])),
        "sheet": str(options["sheet"]),
        "columns": options["columns"],
        **{name: tk.asbool(options[name]) for name in SWITCHES},
    }


def _columns(given: object) -> dict[str, str]:
    """Return which field each column says; its keys are texts, as JSON has them.

    Raises:
        ValidationError: it is no object of indexes and fields, or two columns say one field.
    """
    fields = {"", *reading.FIELDS}
    if not isinstance(given, Mapping) or not all(
        str(index).isdecimal() and field in fields for index, field in given.items()
    ):
        message = tk._('"columns": {value} is not an object of column numbers and fields.')
        raise tk.ValidationError({"columns": [message.format(value=str(given)[:100])]})
    told = Counter(field for field in given.values() if field)
    twice = [telling.label(field) for field, count in told.items() if count > 1]
    if twice:
        message = tk._("Only one column can say each of these: {fields}.")
        raise tk.ValidationError({"columns": [message.format(fields=", ".join(twice))]})
    return {str(index): str(field) for index, field in given.items()}
