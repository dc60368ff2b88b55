"""Imports of spreadsheets by the API: a preview, the work, and the way back."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib import files
from ckan.types import Context, DataDict

from ckanext.ppidbontang import roles
from ckanext.ppidbontang.imports import previewing, running, store, telling, undoing
from ckanext.ppidbontang.imports.states import OPEN, STARTABLE, UNDOABLE, Action, Outcome, State
from ckanext.ppidbontang.logic import arguments
from ckanext.ppidbontang.model import Import

__all__ = [
    "ppid_import_apply",
    "ppid_import_cancel",
    "ppid_import_create",
    "ppid_import_list",
    "ppid_import_show",
    "ppid_import_undo",
    "ppid_import_update",
]

# So many titles a person would read in one message.
_NAMED = 10


def ppid_import_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Bring a spreadsheet, and see what it would do; nothing of the catalogue changes yet.

    Args:
        context: the caller, who may make entries of some body
        data_dict: `upload`: an XLSX, ODS or CSV, or a ZIP of one with the files that it names;
            optional `opd` (the body of the rows that name none), `sheet` (its name), `columns` (an
            object: which field the column of an index, from 0, says, or "" for none),
            `all_or_nothing`, and `copy_links` (what rows link to is fetched and kept here)

    Returns:
        The import, as `ppid_import_show` gives it.

    Raises:
        ValidationError: the file cannot be read, or holds no table; or an option is none.
    """
    tk.check_access("ppid_import_create", context, data_dict)
    if not data_dict.get("upload"):
        raise tk.ValidationError({"upload": [tk._("Choose a file.")]})
    found = previewing.create(context, files.make_upload(data_dict["upload"]), data_dict)
    return _shown(context, found, data_dict)


def ppid_import_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """See anew what an import would do, with other columns, another sheet or another body.

    Args:
        context: the caller, who brought it
        data_dict: `id`; what is to change of the options of `ppid_import_create`;
            `columns`, even an empty object, confirms the columns as they are shown

    Returns:
        The import, as `ppid_import_show` gives it.

    Raises:
        ValidationError: something of it was done already, or an option is none.
    """
    found = _import(context, "ppid_import_update", data_dict)
    _expect(found, OPEN)
    previewing.renew(context, found, data_dict)
    return _shown(context, found, data_dict)


@tk.side_effect_free
def ppid_import_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return an import: how far it is, its columns, and its rows with what is wrong with them.

    Args:
        context: the caller: who brought it, or the PPID Utama
        data_dict: `id`; of the rows optionally only those of an `action` (`create`, `change`,
            `unchanged`, `refuse`), of an `outcome` (`created`, `changed`, `unchanged`, `refused`,
            `undone`), or `noted` (`ya`: not refused, but with a warning or a likely duplicate);
            `limit` (at most 1,000) and `offset`

    Returns:
        `state` (`needs-columns`, `previewed`, `applying`, `failed`, `cancelled`, `done`, `undoing`,
        `undone`), `counts` of rows by what they ask for, how many are `noted`, `done` of `total`
        and the `outcome` so far, `columns` (each with its `heading`, the `field` it says and how
        `certain` that is), and `rows`: each with `action`, `outcome`, `changes` (`before`,
        `after`), `problems` (in which cell, what value, which rule, and a `message` with the law),
        and likely `duplicates`.
    """
    return _shown(context, _import(context, "ppid_import_show", data_dict), data_dict)


@tk.side_effect_free
def ppid_import_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return imports without their rows, the latest first: the own ones; to the PPID Utama, all.

    Args:
        context: the caller, who may make entries of some body
        data_dict: optional `limit` (at most 1,000) and `offset`
    """
    tk.check_access("ppid_import_list", context, data_dict)
    limit, offset = arguments.page(data_dict)
    asked = sa.select(Import).order_by(Import.at.desc()).limit(limit).offset(offset)
    if not roles.is_ppid_utama(context):
        user = model.User.get(context.get("user"))
        asked = asked.where(Import.user_id == (user.id if user else ""))
    return [telling.summary(found) for found in model.Session.scalars(asked)]


def ppid_import_apply(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Have an import done as a job, or carry on one that stopped; what is done stays done.

    Args:
        context: the caller, who brought it
        data_dict: `id`; what a preview was not made of cannot be done: rows whose entries have
            changed since are refused

    Returns:
        The import without its rows.

    Raises:
        ValidationError: the columns are not confirmed, it is over, or a row is refused of an import
            that shall be done as a whole.
    """
    found = _import(context, "ppid_import_apply", data_dict)
    _expect(found, STARTABLE)
    running.begin(found)
    running.enqueue(found.id)
    return telling.summary(found)


def ppid_import_cancel(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Stop an import before its next rows, or throw a preview away.

    Args:
        context: the caller: who brought it, or the PPID Utama
        data_dict: `id`

    Returns:
        The import without its rows.

    Raises:
        ValidationError: it is over.
    """
    found = _import(context, "ppid_import_cancel", data_dict)
    _expect(found, (*OPEN, State.APPLYING, State.FAILED))
    store.finish(found, State.CANCELLED)
    model.Session.commit()
    return telling.summary(found)


def ppid_import_undo(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take an import back, as a job: delete what it made, and put back what it changed.

    Args:
        context: the caller, who brought it
        data_dict: `id`

    Returns:
        The import without its rows.

    Raises:
        ValidationError: something else has touched its entries since; they are named.
    """
    found = _import(context, "ppid_import_undo", data_dict)
    _expect(found, UNDOABLE)
    touched = undoing.touched(found.id)
    if touched:
        message = tk._("Something else has changed these entries since: {titles}.")
        titles = "; ".join(touched[:_NAMED])
        raise tk.ValidationError({"id": [message.format(titles=titles)]})
    found.state, found.problem = State.UNDOING.value, ""
    model.Session.commit()
    running.enqueue(found.id)
    return telling.summary(found)


def _import(context: Context, action: str, data_dict: DataDict) -> Import:
    """Return the import that is asked for.

    Raises:
        ObjectNotFound: there is none that the caller may know of.
    """
    if not context.get("user"):
        tk.check_access(action, context, data_dict)
    found, missing = Import.of(data_dict.get("id")), tk._("There is no such import.")
    try:
        tk.check_access("ppid_import_show", context, data_dict)
    except tk.NotAuthorized as err:
        raise tk.ObjectNotFound(missing) from err
    if found is None:  # CKAN asks nothing of a sysadmin
        raise tk.ObjectNotFound(missing)
    tk.check_access(action, context, data_dict)
    return found


def _expect(found: Import, states: tuple[State, ...]) -> None:
    """Raise what says that an import is past what is asked of it."""
    if found.state not in states:
        message = tk._("This import is “{state}”; that cannot be done with it now.")
        raise tk.ValidationError({"state": [message.format(state=found.state)]})


def _shown(context: Context, found: Import, data_dict: DataDict) -> dict[str, Any]:
    limit, offset = arguments.page(data_dict)
    rows = store.rows(
        found.id,
        limit,
        offset,
        action=arguments.code(data_dict, "action", Action),
        outcome=arguments.code(data_dict, "outcome", Outcome),
        is_noted=bool(data_dict.get("noted")),
    )
    return telling.whole(context, found, rows)
