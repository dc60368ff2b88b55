"""The pages of imports: bring a spreadsheet, see what it would do, have it done, take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from ckanext.ppidbontang import bodies, paging
from ckanext.ppidbontang.documents.formats import Format
from ckanext.ppidbontang.documents.sheets.problems import SpreadsheetError
from ckanext.ppidbontang.helpers.imports import ppid_import_progress
from ckanext.ppidbontang.imports import marking, telling
from ckanext.ppidbontang.imports.previewing import SWITCHES
from ckanext.ppidbontang.imports.states import OPEN, WORKING, Action, Outcome, State
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_imports"]

ppid_imports = Blueprint("ppid_imports", __name__)

# What the pages answer with when a form is refused, and when the time for a step is over.
REFUSED, LATE = 422, 409
_LISTED, _ROWS = 20, 50
_STEPS = {
    "terapkan": "ppid_import_apply",
    "batal": "ppid_import_cancel",
    "urungkan": "ppid_import_undo",
}
# By what the rows can be chosen, one at a time.
_CHOICES = ("action", "outcome", "noted")
_COLUMN = "column-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab:
    """Offer the rows of one kind; `chosen` is what the address says for them."""

    label: str
    count: int
    chosen: dict[str, str]
    is_current: bool


@ppid_imports.before_request
def log_in() -> ResponseReturnValue | None:
    """Send who is not logged in to do so, whatever the address names."""
    return answers.login_first()


@ppid_imports.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> ResponseReturnValue:
    """Answer for an import that is not there, or that is somebody else's."""
    return current_app.handle_http_exception(NotFound())  # pyright: ignore[reportReturnType] # our 404 page


@ppid_imports.get("/impor")
def index() -> ResponseReturnValue:
    """Show where a spreadsheet is had and handed in, and the earlier ones."""
    return _index()


@ppid_imports.post("/impor")
def create() -> ResponseReturnValue:
    """Take a spreadsheet; what is wrong with the file comes back on the form."""
    given = _given()
    sent = {**given, "upload": tk.request.files.get("upload"), "limit": 0}
    try:
        made = tk.get_action("ppid_import_create")({}, sent)
    except tk.ValidationError as err:
        return _index(given, err.error_dict), REFUSED
    return _to_preview(made)


@ppid_imports.get("/impor/<id>")
def show(id: str) -> ResponseReturnValue:
    """Show an import: what it would do, how far it is, or what became of it."""
    return _show(id)


@ppid_imports.post("/impor/<id>/kolom")
def columns(id: str) -> ResponseReturnValue:
    """Make the preview anew with other columns, another sheet or another body."""
    form = tk.request.form
    sent = {"id": id, **_given(), "limit": 0}
    if "sheet" in form:
        sent["sheet"] = form["sheet"]
    if form.get("sheet", form.get("shown_sheet")) == form.get("shown_sheet"):
        sent["columns"] = {
            name.removeprefix(_COLUMN): field
            for name, field in form.items()
            if name.startswith(_COLUMN)
        }
    try:
        made = tk.get_action("ppid_import_update")({}, sent)
    except tk.ValidationError as err:
        return _show(id, errors=err.error_dict), REFUSED
    tk.h.flash_success(tk._("The preview is made anew."))
    return _to_preview(made)


@ppid_imports.post("/impor/<id>/<any(terapkan, batal, urungkan):step>")
def take(id: str, step: str) -> ResponseReturnValue:
    """Have an import done or carried on, stop it, or take it back."""
    try:
        tk.get_action(_STEPS[step])({}, {"id": id})
    except tk.ValidationError as err:
        return _show(id, refused=list(err.error_summary.values())), LATE
    return tk.redirect_to("ppid_imports.show", id=id)


@ppid_imports.get("/impor/<id>/kemajuan")
def progress(id: str) -> Response:
    """Say how far the work on an import is, for the script of its page."""
    return answers.kept_nowhere(jsonify(ppid_import_progress(_found(id, limit=0))))


@ppid_imports.get("/impor/<id>/galat.xlsx")
def marked(id: str) -> ResponseReturnValue:
    """Hand out the spreadsheet as it came, with what is wrong with it marked in it."""
    found = _found(id, limit=0)
    try:
        content = marking.workbook(id)
    except SpreadsheetError as err:
        tk.h.flash_error(err.render(tk._))
        return tk.redirect_to("ppid_imports.show", id=id)
    name = found["filename"].rpartition(".")[0] or found["filename"]
    response = Response(content, content_type=Format.XLSX.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}-galat.xlsx")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return answers.kept_nowhere(response)


def _given() -> dict[str, Any]:
    """Return what the forms ask beside the file."""
    form = tk.request.form
    body = {"opd": form["opd"]} if "opd" in form else {}
    return {**body, **{name: name in form for name in SWITCHES}}


def _to_preview(made: Mapping[str, Any]) -> ResponseReturnValue:
    """Lead to what was made of a spreadsheet, first of all to what is refused of it."""
    is_troubled = made["state"] == State.PREVIEWED and made["counts"][Action.REFUSE]
    chosen = {"action": Action.REFUSE.value} if is_troubled else {}
    return tk.redirect_to("ppid_imports.show", id=made["id"], **chosen)


def _found(id_: str, **asked: Any) -> dict[str, Any]:
    return tk.get_action("ppid_import_show")({}, {"id": id_, **asked})


def _index(given: Mapping[str, Any] | None = None, errors: Mapping[str, Any] | None = None) -> str:
    page = paging.asked(_LISTED)
    asked = {"limit": page.size + 1, "offset": page.offset}
    imports = tk.get_action("ppid_import_list")({}, asked)
    if not imports:
        page.of(0)  # nobody counts them: from too far one comes to the newest
    return tk.render(
        "imports/index.html",
        {
            "imports": imports[:_LISTED],
            "page": page.number,
            "has_more": len(imports) > _LISTED,
            "bodies": _own_bodies(),
            "given": given or {},
            "errors": errors or {},
            "fields": _fields(),
        },
    )


def _show(
    id_: str, *, errors: Mapping[str, Any] | None = None, refused: list[str] | None = None
) -> str:
    """Render an import.

    Args:
        id_: the import
        errors: why the form of its columns was refused, by field
        refused: why a step was refused
    """
    chosen = {name: tk.request.args[name] for name in _CHOICES if tk.request.args.get(name)}
    page = paging.asked(_ROWS)
    try:
        found = _found(id_, **chosen, limit=page.size, offset=page.offset)
    except tk.ValidationError:
        return tk.abort(404)  # an address that no link of ours leads to
    tabs = list(_tabs(found, chosen))
    pages = page.of(next((tab.count for tab in tabs if tab.is_current), 0))
    if errors:
        _keep_columns(found)
    state = State(found["state"])
    return tk.render(
        "imports/show.html",
        {
            "found": found,
            "stage": _stage(state),
            "is_open": state in OPEN,
            "is_working": state in WORKING,
            "tabs": tabs,
            "chosen": chosen,
            "page": page.number,
            "pages": pages,
            "may": {
                name: tk.h.check_access(f"ppid_import_{name}", {"id": id_})
                for name in ("update", "apply", "cancel", "undo")
            },
            "has_queue": tk.h.ppid_review_waiting() is not None,
            "choices": telling.field_choices(),
            "bodies": _own_bodies(),
            "titles": bodies.titles_of_page(),
            "errors": errors or {},
            "fields": _fields(),
            "refused": refused or [],
        },
    )


def _keep_columns(found: Mapping[str, Any]) -> None:
    """Leave in a form that was refused what was chosen in it."""
    for column in found["columns"]:
        column["field"] = tk.request.form.get(f"{_COLUMN}{column['index']}", column["field"])


def _stage(state: State) -> str:
    """Return which face the page of an import has."""
    if state is State.NEEDS_COLUMNS:
        return "columns"
    if state is State.PREVIEWED:
        return "preview"
    return "work" if state in WORKING else "over"


def _tabs(found: Mapping[str, Any], chosen: Mapping[str, str]) -> Iterator[Tab]:
    """Yield the ways to choose rows: by what became of them, or else by what they ask for."""

    def tab(label: str, count: int, **wanted: str) -> Tab:
        return Tab(label=label, count=count, chosen=wanted, is_current=wanted == chosen)

    yield tab(tk._("All"), found["total"])
    outcome = found["outcome"]
    if any(outcome.values()):
        for one in Outcome:
            if one and outcome[one]:
                yield tab(tk._(one.label), outcome[one], outcome=one.value)
    else:
        for one in Action:
            yield tab(tk._(one.label), found["counts"][one], action=one.value)
    if found["noted"]:
        yield tab(tk._("To look at"), found["noted"], noted="ya")


def _own_bodies() -> list[dict[str, Any]]:
    """Return the bodies for which the reader may make entries, by their titles."""
    asked = {"permission": "create_dataset"}
    listed = tk.get_action("organization_list_for_user")({}, asked)
    return sorted(listed, key=lambda body: body["display_name"])


def _fields() -> list[dict[str, str]]:
    """Return the fields of the forms as the summary of errors lists them."""
    labels = {
        "upload": tk._("Spreadsheet"),
        "sheet": tk._("Sheet"),
        "opd": tk._("Body"),
        "columns": tk._("Columns of the spreadsheet"),
    }
    return [{"field_name": name, "label": label} for name, label in labels.items()]
