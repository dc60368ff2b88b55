"""Who may import, and whose an import is: its maker's, and for the PPID Utama to see."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang import roles
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


def ppid_import_create(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let who may make entries of some body bring a spreadsheet; each row is judged by itself."""
    user = context.get("user")
    if user and authz.has_user_permission_for_some_org(user, "create_dataset"):
        return {"success": True}
    return {"success": False, "msg": tk._("Only officers of a body import spreadsheets.")}


def ppid_import_list(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let who may import see the own imports; the action chooses them."""
    return ppid_import_create(context, data_dict)


def ppid_import_show(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let the maker of an import see it, and the PPID Utama; to others there is none."""
    found = Import.of((data_dict or {}).get("id"))
    user = model.User.get(context.get("user"))
    is_maker = found is not None and user is not None and user.id == found.user_id
    if found is not None and (is_maker or roles.is_ppid_utama(context)):
        return {"success": True}
    return {"success": False, "msg": tk._("There is no such import.")}


def ppid_import_update(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let the maker of an import change it: it is done with the maker's rights."""
    found = Import.of((data_dict or {}).get("id"))
    user = model.User.get(context.get("user"))
    if found is not None and user is not None and user.id == found.user_id:
        return ppid_import_create(context, data_dict)
    return {"success": False, "msg": tk._("Only who brought a spreadsheet carries it on.")}


def ppid_import_apply(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let the maker of an import have it done."""
    return ppid_import_update(context, data_dict)


def ppid_import_undo(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let the maker of an import take it back."""
    return ppid_import_update(context, data_dict)


def ppid_import_cancel(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let the maker of an import stop it, and the PPID Utama."""
    return ppid_import_show(context, data_dict)
