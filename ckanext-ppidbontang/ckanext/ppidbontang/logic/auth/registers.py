"""Who may read the registers, and who fixes them."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang import roles

__all__ = [
    "ppid_register_diff",
    "ppid_register_list",
    "ppid_register_publish",
    "ppid_register_show",
]


@tk.auth_allow_anonymous_access
def ppid_register_show(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let everybody read: a register holds what is published, and is the same for all."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def ppid_register_list(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let everybody see which registers were fixed."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def ppid_register_diff(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let everybody compare what everybody may read."""
    return {"success": True}


def ppid_register_publish(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let the PPID Utama alone fix a register (PERKI 1/2021 Pasal 23)."""
    if roles.is_ppid_utama(context):
        return {"success": True}
    return {"success": False, "msg": tk._("Only the PPID Utama fixes a register.")}
