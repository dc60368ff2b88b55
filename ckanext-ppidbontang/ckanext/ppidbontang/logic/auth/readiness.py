"""Who may see how ready a body is."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang import roles

__all__ = ["ppid_readiness_list", "ppid_readiness_show", "ppid_readiness_totals"]

_ALLOWED: AuthResult = {"success": True}


@tk.auth_allow_anonymous_access
def ppid_readiness_totals(context: Context, data_dict: DataDict) -> AuthResult:
    """Let everybody read the totals of the city, which rest on what everybody may read."""
    return _ALLOWED


@tk.auth_allow_anonymous_access
def ppid_readiness_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama compare bodies; for all others there is nothing to see.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    if not roles.is_ppid_utama(context):
        raise tk.ObjectNotFound
    return _ALLOWED


@tk.auth_allow_anonymous_access
def ppid_readiness_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the members of a body and the PPID Utama see what it has to do.

    Raises:
        ObjectNotFound: there is no such body, or the caller is none of these.
    """
    named = str(data_dict.get("id") or "")
    body = None if "\0" in named else model.Group.get(named)  # PostgreSQL takes no NUL
    if body is None or not body.is_organization or body.state != model.State.ACTIVE:
        raise tk.ObjectNotFound
    if not roles.is_member(context, body.id):
        raise tk.ObjectNotFound
    return _ALLOWED
