"""Who may read the vocabulary of the law."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["ppid_vocabulary_show"]


@tk.auth_allow_anonymous_access
def ppid_vocabulary_show(context: Context, data_dict: DataDict | None) -> AuthResult:
    """Let everybody read the law."""
    return {"success": True}
