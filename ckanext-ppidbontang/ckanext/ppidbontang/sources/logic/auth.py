"""Who may see and pull sources: the PPID Utama; for all others there is nothing to see."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang import roles

__all__ = [
    "ppid_source_entry_confirm",
    "ppid_source_list",
    "ppid_source_pull",
    "ppid_source_show",
]


def _ppid_utama(context: Context) -> AuthResult:
    if not roles.is_ppid_utama(context):
        raise tk.ObjectNotFound
    return {"success": True}


@tk.auth_allow_anonymous_access
def ppid_source_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama see the sources.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    return _ppid_utama(context)


@tk.auth_allow_anonymous_access
def ppid_source_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama see what came from a source.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    return _ppid_utama(context)


@tk.auth_allow_anonymous_access
def ppid_source_pull(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama begin a pull.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    return _ppid_utama(context)


@tk.auth_allow_anonymous_access
def ppid_source_entry_confirm(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama say what becomes of an entry that its source no longer has.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    return _ppid_utama(context)
