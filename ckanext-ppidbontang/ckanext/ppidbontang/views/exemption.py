"""The work page of an exemption: where it stands, what comes next, and the forms of the moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, Response
from flask import Blueprint, make_response

from ckanext.ppidbontang import roles
from ckanext.ppidbontang.domain.exemption_case import CaseState, Move
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.helpers.exemption import ppid_originals
from ckanext.ppidbontang.model import Unfinished
from ckanext.ppidbontang.views import exemption_forms as forms

__all__ = ["ppid_exemption"]

ppid_exemption = Blueprint("ppid_exemption", __name__)

# What the page answers with when a move is refused, and when somebody else was quicker.
REFUSED, STALE = 422, 409


@ppid_exemption.get("/dataset/<id>/pengecualian")
def show(id: str) -> Response:
    """Show the case of an entry to those who may see its originals."""
    return case_page(insider_package(id), asked=tk.request.args.get("langkah"))


@ppid_exemption.post("/dataset/<id>/pengecualian/<move>")
def move(id: str, move: str) -> Response:
    """Make a move; what is refused comes back on its form, with all that was filled in."""
    package = insider_package(id)
    form = forms.FORMS.get(move)
    if form is None:
        not_found()
    given = form.read(tk.request.form)
    sent = forms.to_send(cases.read(package), given)
    sent |= {"id": package.id, "state": tk.request.form.get("state")}
    try:
        moved = tk.get_action(form.action)(caller(), sent)
    except tk.NotAuthorized as err:
        tk.abort(403, err.message or "")
    except tk.ValidationError as err:
        return case_page(package, asked=move, given=given, errors=err.error_dict)
    _tell(form.move, CaseState(moved["state"]), finished=moved["finished"])
    return tk.redirect_to("ppid_exemption.show", id=package.name)


def insider_package(reference: str) -> model.Package:
    """Return an entry to those who may see its originals; to others it does not exist here.

    Raises:
        NotFound: there is no such entry, or the caller may not know of its case (Pasal 54).
    """
    package = model.Package.get(reference)
    if package is None or not roles.may_see_originals(caller(), package):
        not_found()
    try:
        tk.check_access("package_show", caller(), {"id": package.id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        not_found()
    return package


def not_found() -> NoReturn:
    """Answer as CKAN's own page of an entry that is not there."""
    tk.abort(404, tk._("Dataset not found or you have no permission to view it"))


def caller() -> Context:
    """Return who asks."""
    return Context(user=tk.current_user.name, auth_user_obj=tk.current_user)


def case_page(
    package: model.Package,
    *,
    asked: str | None = None,
    given: Mapping[str, Any] | None = None,
    errors: Mapping[str, Any] | None = None,
) -> Response:
    """Render the case of an entry.

    Args:
        package: the entry
        asked: the move whose form is wanted; by default the one whose turn it is
        given: what was filled in, when it was refused
        errors: why it was refused, by field
    """
    case = cases.read(package)
    steps = forms.offered(caller(), case)
    form = forms.chosen(steps, case, asked)
    # What was refused belongs to its own form; that of another move is offered as it is.
    again = errors and form and form.move.value == asked
    given = given if given and again else {}
    record = tk.get_action("package_show")(caller(), {"id": package.id})
    originals = ppid_originals(record)
    page = tk.render(
        "exemption/case.html",
        {
            "pkg_dict": record,
            "dataset_type": package.type,
            "case": case,
            "steps": steps,
            "form": form,
            "data": {**forms.filled(case), **given},
            "ticked": forms.ticked(form, given, originals),
            "errors": errors or {},
            "form_errors": errors if again else {},
            "error_fields": forms.fields_of(form),
            "originals": originals,
            "missing": forms.missing_classification(case),
            "unfinished": model.Session.get(Unfinished, package.id) is not None,
        },
    )
    return make_response(page, _status(case, errors))


def _status(case: cases.Case, errors: Mapping[str, Any] | None) -> int:
    if not errors:
        return 200
    seen = tk.request.form.get("state")
    return STALE if seen and seen != case.state.value else REFUSED


def _tell(move: Move, state: CaseState, *, finished: bool) -> None:
    """Say what happened and what comes next."""
    told = {
        CaseState.DIUSULKAN: tk._(
            "The proposal is recorded and what it concerns is closed to the public. Next, the PPID"
            " Utama tests the consequences."
        ),
        CaseState.DIUJI: tk._(
            "The consequence test is recorded. Next, the PPID Utama decides on the proposal."
        ),
        CaseState.DITETAPKAN: tk._(
            "The exemption is decided. It must be extended before it ends, or the information is"
            " declared open."
        ),
        CaseState.DITOLAK: tk._(
            "The proposal is refused. The files that were public before are public again."
        ),
        CaseState.DIBUKA: tk._("The information is declared open; its files are public."),
    }
    extended = tk._("The exemption is extended. Its new period is on the public page.")
    tk.h.flash_success(extended if move is Move.PERPANJANG else told[state])
    if not finished:
        tk.h.flash_notice(
            tk._(
                "Nothing that is closed is public any more, but a service of the portal does not"
                " answer: search and the files follow when it is back. Nothing is lost."
            )
        )
