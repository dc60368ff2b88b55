"""What pages need of the queue of cases."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz

from ckanext.ppidbontang.domain.exemption_case import CaseState


def ppid_has_cases() -> bool:
    """Say whether the reader has a queue of cases; costs no query for the public."""
    if tk.current_user.is_anonymous:
        return False
    return authz.has_user_permission_for_some_org(tk.current_user.name, "read")


def ppid_case_state(code: str) -> CaseState:
    """Return the state of a case by its code."""
    return CaseState(code)
