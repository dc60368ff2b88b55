"""Who has a list of what is to be brought up to date."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["ppid_late_list"]


def ppid_late_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Let everybody with an account ask: the list holds entries of the caller's bodies alone."""
    if context.get("user"):
        return {"success": True}
    return {"success": False, "msg": tk._("Log in to see what your body is to bring up to date.")}
