"""The plugin's own tables: history, fixed registers, the feed, work to do, measurements, pulls."""

from ckanext.ppidbontang.model.events import ExemptionEvent, OriginalEvent, ReviewEvent
from ckanext.ppidbontang.model.feed import FeedEntry, FeedFragment, FeedState
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
    "LinkCheck",
    "OriginalEvent",
    "Readiness",
    "RegisterFile",
    "Reminder",
    "ReviewEvent",
    "SourceEntry",
    "SourcePull",
    "Unfinished",
]
