"""Who has a queue of cases."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["ppid_exemption_list"]


def ppid_exemption_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Let everybody with an account ask: the queue holds the cases of the caller's bodies alone."""
    if context.get("user"):
        return {"success": True}
    return {"success": False, "msg": tk._("Log in to see the cases of your body.")}
