"""What new information is likely a duplicate of: asked for the rows of an import, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ckan.types import Context

from ckanext.ppidbontang import visibility
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.likeness import Likeness, Reason, comparable
from ckanext.ppidbontang.duplicates import reading
from ckanext.ppidbontang.duplicates.reading import Listed


@dataclass(frozen=True, kw_only=True, slots=True)
class Duplicate:
    """Name an entry that is likely the same, its body, and why."""

    id: str
    name: str
    title: str
    opd: str
    why: tuple[Reason, ...]


class Known:
    """Know the entries that a caller may be told of, as they were when it was made.

    Made once for a batch: it reads the catalogue in one statement.
    """

    def __init__(self, entries: Iterable[Listed]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._ids = {entry.name: entry.id for entry in self._entries.values()}
        self._likeness = Likeness(entry.comparable for entry in self._entries.values())
        self._names = reading.names()

    @classmethod
    def to(cls, context: Context) -> Self:
        """Know what the caller may: what is public and the entries of their bodies, no other."""
        return cls(reading.entries(visibility.visible(context)))

    def of(self, item: InformationItem, body: str) -> list[Duplicate]:
        """Return what an item of a body is likely a duplicate of, not the entry of its own name.

        Args:
            item: the information, whether or not there is an entry of its name
            body: the name of the body that answers for it
        """
        asked = comparable(
            self._names,
            id=self._ids.get(item.name, ""),
            body=body,
            title=item.title,
            kind=item.information_kind.code if item.information_kind else "",
            region_code=item.region_code,
            period_start=item.period_start,
            period_end=item.period_end,
            created_on=item.created_on,
        )
        return [
            Duplicate(
                id=entry.id, name=entry.name, title=entry.title, opd=entry.body, why=likely.why
            )
            for likely in self._likeness.of(asked)
            for entry in [self._entries[likely.other.id]]
        ]
