"""What pages say of imports of spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.helpers.readiness import ppid_number
from ckanext.ppidbontang.imports.states import WORKING, Action, Outcome, State


def ppid_import_state(code: str) -> State:
    """Return a state of an import by its code."""
    return State(code)


def ppid_import_row(row: Mapping[str, Any]) -> Action | Outcome:
    """Return what became of a row; before anything did, what it asks for."""
    return Outcome(row["outcome"]) if row["outcome"] else Action(row["action"])


def ppid_import_progress(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return how far the work on an import is, in numbers and in words."""
    outcome = found["outcome"]
    if found["state"] == State.UNDOING:
        done = outcome[Outcome.UNDONE]
        total = done + outcome[Outcome.CREATED] + outcome[Outcome.CHANGED]
        words = tk._("{done} of {total} entries are taken back.")
    else:
        done, total = found["done"], found["total"]
        words = tk._("{done} of {total} rows are done.")
    return {
        "state": found["state"],
        "is_working": found["state"] in WORKING,
        "is_cut_off": found["is_cut_off"],
        "done": done,
        "total": total,
        "text": words.format(done=ppid_number(done), total=ppid_number(total)),
    }
