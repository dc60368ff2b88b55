"""The plugin's own tables: history, registers, feed, imports, pulls, duplicates, work to do."""

from ckanext.ppidbontang.model.duplicates import NotDuplicate
from ckanext.ppidbontang.model.events import ExemptionEvent, OriginalEvent, ReviewEvent
from ckanext.ppidbontang.model.feed import FeedEntry, FeedFragment, FeedState
from ckanext.ppidbontang.model.imports import Import, ImportRow
from ckanext.ppidbontang.model.readiness import LinkCheck, Readiness
from ckanext.ppidbontang.model.registers import FixedRegister, RegisterFile
from ckanext.ppidbontang.model.sources import SourceEntry, SourcePull
from ckanext.ppidbontang.model.work import Reminder, Unfinished

__all__ = [
    "ExemptionEvent",
    "FeedEntry",
    "FeedFragment",
    "FeedState",
    "FixedRegister",
    "Import",
    "ImportRow",
    "LinkCheck",
    "NotDuplicate",
    "OriginalEvent",
    "Readiness",
    "RegisterFile",
    "Reminder",
    "ReviewEvent",
    "SourceEntry",
    "SourcePull",
    "Unfinished",
]
