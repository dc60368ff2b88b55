"""What a reader brings home, and the bound on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.sources.problems import PullError

Raw = Mapping[str, Any]
# What a server said to know its document by next time (ETag, Last-Modified).
Marks = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """The records of a source; `columns` are those of a table, `refused` the places left out."""

    records: Iterable[tuple[int, Raw]]
    marks: Marks = field(default_factory=dict)
    columns: tuple[str, ...] = ()


def bounded(source: Source, count: int) -> None:
    """Refuse more entries than a source may send.

    Raises:
        PullError: there are more.
    """
    if count > source.limits.entries:
        raise PullError(
            _("{url}: it has more than {entries} entries, the limit of this source."),
            url=source.url,
            entries=source.limits.entries,
        )


def malformed(source: Source, what: str) -> PullError:
    """Return the error of a document that is not what it should be; `what` names what it is not."""
    return PullError(
        _("{url}: what it sends is not {what}. Nothing was changed."), url=source.url, what=what
    )
