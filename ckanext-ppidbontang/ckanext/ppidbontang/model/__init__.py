"""The plugin's own tables: the append-only history, and what is left to finish or was mailed."""

from ckanext.ppidbontang.model.events import ExemptionEvent, OriginalEvent, ReviewEvent
from ckanext.ppidbontang.model.work import Reminder, Unfinished

__all__ = ["ExemptionEvent", "OriginalEvent", "Reminder", "ReviewEvent", "Unfinished"]
