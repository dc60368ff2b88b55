"""What pages need of the queue of cases."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz
from ckan.types import Context

from ckanext.ppidbontang.domain.deadlines import AttentionKind
from ckanext.ppidbontang.domain.exemption_case import CaseState
from ckanext.ppidbontang.exemption import queue


def ppid_has_cases() -> bool:
    """Say whether the reader has a queue of cases; costs no query for the public."""
    if tk.current_user.is_anonymous:
        return False
    return authz.has_user_permission_for_some_org(tk.current_user.name, "read")


def ppid_ended_exemptions() -> int:
    """Return how many exemptions of the reader's bodies have ended and are to be declared open."""
    cases = queue.of_caller(Context(user=tk.current_user.name))
    return sum(case.asks_for(AttentionKind.BERAKHIR) for case in cases)


def ppid_case_state(code: str) -> CaseState:
    """Return the state of a case by its code."""
    return CaseState(code)
