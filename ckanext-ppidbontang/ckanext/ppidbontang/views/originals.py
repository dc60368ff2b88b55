"""The originals in the vault: each download is recorded, and to strangers none exists."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.ppidbontang import roles, vault
from ckanext.ppidbontang.views import answers
from ckanext.ppidbontang.views.exemption import caller, case_page, insider_package, not_found

__all__ = ["ppid_originals"]

ppid_originals = Blueprint("ppid_originals", __name__)


@ppid_originals.get("/dataset/<id>/asli/<file_id>")
def download(id: str, file_id: str) -> Response:
    """Hand an original to those who may see it; HEAD only describes it and is no download."""
    package = insider_package(id)
    try:
        file = vault.original(package.id, file_id)
    except tk.ObjectNotFound:
        not_found()
    if tk.request.method == "HEAD":
        answer = make_response("")
        answer.content_type, answer.content_length = file.content_type, file.size
    else:
        answer = vault.response(caller(), package.id, file)
    # Storages offer files inline; what somebody uploaded must not run as a page of the portal.
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    return answers.kept_nowhere(answer)


@ppid_originals.post("/dataset/<id>/asli")
def upload(id: str) -> Response:
    """Put an original into the vault; what is refused comes back on the page of the case."""
    package = insider_package(id)
    given = {"id": package.id, "upload": tk.request.files.get("upload")}
    try:
        stored = tk.get_action("ppid_original_create")(caller(), given)
    except tk.NotAuthorized as err:
        tk.abort(403, err.message or "")
    except tk.ValidationError as err:
        return case_page(package, errors=err.error_dict)
    tk.h.flash_success(tk._("“{name}” is in the vault.").format(name=stored["name"]))
    return tk.redirect_to("ppid_exemption.show", id=package.name)


@ppid_originals.before_app_request
def record_every_download() -> Response | None:
    """Send those who fetch an original by CKAN's own address to the one that records it.

    Strangers go on to CKAN's answer, which is that there is no such file.
    """
    if tk.request.endpoint != "file.download":
        return None
    file_id = (tk.request.view_args or {}).get("id")
    package = model.Session.scalar(
        sa.select(model.Package)
        .join(model.FileOwner, model.FileOwner.owner_id == model.Package.id)
        .where(model.FileOwner.owner_type == vault.OWNER_TYPE, model.FileOwner.file_id == file_id)
    )
    if package is None or not roles.may_see_originals(caller(), package):
        return None
    return tk.redirect_to("ppid_originals.download", id=package.id, file_id=file_id)
