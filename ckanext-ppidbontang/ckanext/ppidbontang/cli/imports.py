"""`ckan ppid import`: bring a spreadsheet into the catalogue, with the rights of a user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
from ckan import model
from ckan.types import Context
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.imports import running
from ckanext.ppidbontang.imports.states import Action, Outcome, State
from ckanext.ppidbontang.model import Import

_PAGE = 1000


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--user", required=True, help="Who imports; every row is judged by their rights.")
@click.option("--opd", default="", help="The body of the rows that name none.")
@click.option("--sheet", default="", help="The sheet to read, by its name.")
@click.option("--all-or-nothing", is_flag=True, help="Do nothing if one row is refused.")
@click.option("--yes", is_flag=True, help="Apply without asking; columns are taken as found.")
@click.pass_context
def import_(
    ctx: click.Context, file: Path, user: str, opd: str, sheet: str, all_or_nothing: bool, yes: bool
) -> None:
    """Bring the spreadsheet FILE (XLSX, ODS, CSV, or a ZIP with data files) into the catalogue.

    Shows first what would be done and what is wrong. Ends with status 1 when rows are refused.
    """
    with ctx.meta["flask_app"].test_request_context():
        context: Context = {"user": user}
        asked = {"opd": opd, "sheet": sheet, "all_or_nothing": all_or_nothing, "limit": 0}
        try:
            with file.open("rb") as content:
                upload = FileStorage(content, filename=file.name)
                found = _call("ppid_import_create", context, {**asked, "upload": upload})
            _show(context, found)
            if yes or click.confirm(tk._("Apply?")):
                found = _apply(context, found)
        except tk.ValidationError as err:
            raise click.ClickException("\n".join(map(str, err.error_summary.values()))) from err
        except tk.NotAuthorized as err:
            raise click.ClickException(str(err)) from err
        if found["counts"][Action.REFUSE] or found["outcome"][Outcome.REFUSED]:
            ctx.exit(1)


def _apply(context: Context, found: dict[str, Any]) -> dict[str, Any]:
    """Do the import here and now, without the worker."""
    id_ = {"id": found["id"]}
    if found["state"] == State.NEEDS_COLUMNS:
        _call("ppid_import_update", context, {**id_, "columns": {}})
    tk.check_access("ppid_import_apply", {**context}, id_)
    running.begin(model.Session.get_one(Import, id_["id"]))
    running.do(id_["id"])
    found = _call("ppid_import_show", context, {**id_, "limit": 0})
    for name, count in found["outcome"].items():
        click.echo(f"{tk._(Outcome(name).label)}: {count}")
    if found["problem"]:
        raise click.ClickException(found["problem"])
    return found


def _show(context: Context, found: dict[str, Any]) -> None:
    """Say what the rows would do, and what is wrong with those that are refused."""
    for name, count in found["counts"].items():
        click.echo(f"{tk._(Action(name).label)}: {count}")
    for offset in range(0, found["counts"][Action.REFUSE], _PAGE):
        asked = {"id": found["id"], "action": Action.REFUSE.value, "limit": _PAGE, "offset": offset}
        for row in _call("ppid_import_show", context, asked)["rows"]:
            for problem in row["problems"]:
                cell = f"{problem['letter']}{row['row']}"
                click.secho(f"{cell}: {problem['message']}", fg="red", err=True)


def _call(name: str, context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    return tk.get_action(name)({**context}, data_dict)
