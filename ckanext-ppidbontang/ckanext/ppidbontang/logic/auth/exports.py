"""Who may take entries out of the catalogue as they come back."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang.exports import scope

__all__ = ["ppid_export_show"]


@tk.auth_allow_anonymous_access
def ppid_export_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Let those who edit the entries of a body take them out; for all others there are none.

    Raises:
        ObjectNotFound: the caller edits nothing there, or there is no such body.
        ValidationError: `units` is neither empty nor `ya`.
    """
    scope.read(context, data_dict)
    return {"success": True}
