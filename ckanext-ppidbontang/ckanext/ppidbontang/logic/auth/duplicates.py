"""Who may look at duplicates: the PPID Utama alone, since unpublished entries are among them."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang import roles

__all__ = ["ppid_duplicate_dismiss", "ppid_duplicate_list"]


@tk.auth_allow_anonymous_access
def ppid_duplicate_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama compare the entries of all bodies; for all others there is nothing.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    if not roles.is_ppid_utama(context):
        raise tk.ObjectNotFound
    return {"success": True}


@tk.auth_allow_anonymous_access
def ppid_duplicate_dismiss(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama say of a pair that it is none.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    return ppid_duplicate_list(context, data_dict)
