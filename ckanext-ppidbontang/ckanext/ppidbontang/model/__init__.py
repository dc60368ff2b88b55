"""The plugin's own tables: the append-only history, fixed registers, work to do, measurements."""

from ckanext.ppidbontang.model.events import ExemptionEvent, OriginalEvent, ReviewEvent
from ckanext.ppidbontang.model.readiness import LinkCheck, Readiness
from ckanext.ppidbontang.model.registers import FixedRegister, RegisterFile
from ckanext.ppidbontang.model.work import Reminder, Unfinished

__all__ = [
    "ExemptionEvent",
    "FixedRegister",
    "LinkCheck",
    "OriginalEvent",
    "Readiness",
    "RegisterFile",
    "Reminder",
    "ReviewEvent",
    "Unfinished",
]
