"""Who may submit, publish and return an entry, and who reads of it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang import review, roles

__all__ = [
    "ppid_review_history",
    "ppid_review_list",
    "ppid_review_publish",
    "ppid_review_return",
    "ppid_review_submit",
]

_ALLOWED: AuthResult = {"success": True}


def ppid_review_submit(context: Context, data_dict: DataDict) -> AuthResult:
    """Let those submit an entry who may edit it."""
    return _may_edit(context, data_dict)


def ppid_review_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama publish, and a body its serta-merta information at once (Pasal 25)."""
    editing = _may_edit(context, data_dict)
    package = model.Package.get(data_dict["id"])
    if not editing.get("success") or package is None:
        return editing
    if review.may_publish(context, review.stored_item(package)):
        return _ALLOWED
    return {
        "success": False,
        "msg": tk._("Only the PPID Utama publishes this entry; submit it for review."),
    }


def ppid_review_return(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama return an entry to its body."""
    editing = _may_edit(context, data_dict)
    if not editing.get("success") or roles.is_ppid_utama(context):
        return editing
    return {"success": False, "msg": tk._("Only the PPID Utama returns an entry.")}


def ppid_review_list(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let those read the queue who have something in one: the PPID Utama and officers of a body."""
    if authz.has_user_permission_for_some_org(context.get("user"), "update_dataset"):
        return _ALLOWED
    return {"success": False, "msg": tk._("Only officers of a body have entries to review.")}


def ppid_review_history(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the members of the body and the PPID Utama read the notes; others find nothing.

    Raises:
        ObjectNotFound: there is no such entry, or the caller may not read of it.
    """
    package = model.Package.get(data_dict["id"])
    if package is None or not roles.may_see_originals(context, package):
        raise tk.ObjectNotFound
    return _ALLOWED


def _may_edit(context: Context, data_dict: DataDict) -> AuthResult:
    return authz.is_authorized("package_update", context, {"id": data_dict["id"]})
