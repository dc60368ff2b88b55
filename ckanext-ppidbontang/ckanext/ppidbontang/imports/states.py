"""The states of an import and of its rows."""

from __future__ import annotations

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.messages import _


class State(LabelledCode):
    """Say how far an import is."""

    NEEDS_COLUMNS = "needs-columns", _("Columns to confirm")
    PREVIEWED = "previewed", _("Preview")
    APPLYING = "applying", _("Being applied")
    FAILED = "failed", _("Interrupted")
    CANCELLED = "cancelled", _("Cancelled")
    DONE = "done", _("Applied")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class Action(LabelledCode):
    """Say what a row asks for."""

    CREATE = "create", _("New entry")
    CHANGE = "change", _("Change")
    UNCHANGED = "unchanged", _("Nothing to change")
    REFUSE = "refuse", _("Refused")


class Outcome(LabelledCode):
    """Say what became of a row; nothing has yet."""

    NONE = "", _("Waiting")
    CREATED = "created", _("Made")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")
    UNDONE = "undone", _("Taken back")


# While nothing of it was done; while it can be done, or carried on; the same for taking it back.
OPEN = (State.NEEDS_COLUMNS, State.PREVIEWED)
STARTABLE = (State.PREVIEWED, State.APPLYING, State.FAILED, State.CANCELLED)
UNDOABLE = (State.DONE, State.FAILED, State.CANCELLED, State.UNDOING)
WORKING = (State.APPLYING, State.UNDOING)
# What was done to an entry, and can be taken back.
DONE = (Outcome.CREATED, Outcome.CHANGED)
