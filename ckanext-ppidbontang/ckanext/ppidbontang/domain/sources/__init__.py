"""Sources to pull from: what a source is, what its records say, and what becomes of an entry.

`definitions` reads `config/sources.yaml`, `translation` makes fields of the record of what a source
sends, `pulling` says which entry it is and who wins where both sides have changed a field.
"""

from ckanext.ppidbontang.domain.sources.definitions import (
    Conflict,
    Limits,
    Rule,
    Schedule,
    Source,
    SourceType,
    sources_from_records,
)
from ckanext.ppidbontang.domain.sources.pulling import (
    Arrival,
    Known,
    Matched,
    Merge,
    Taken,
    has_collapsed,
    match,
    merge,
)
from ckanext.ppidbontang.domain.sources.translation import Untranslatable, translate

__all__ = [
    "Arrival",
    "Conflict",
    "Known",
    "Limits",
    "Matched",
    "Merge",
    "Rule",
    "Schedule",
    "Source",
    "SourceType",
    "Taken",
    "Untranslatable",
    "has_collapsed",
    "match",
    "merge",
    "sources_from_records",
    "translate",
]
