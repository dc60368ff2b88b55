"""What bodies have to be told: what cases of exemption ask for, and what is to be updated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.ppidbontang import freshness
from ckanext.ppidbontang.domain.deadlines import AttentionKind
from ckanext.ppidbontang.domain.freshness import FreshnessKind
from ckanext.ppidbontang.exemption import queue

MatterKind = AttentionKind | FreshnessKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """Hold one thing that an entry asks its body for, since when or by when."""

    package_id: str
    body: str
    kind: MatterKind
    due: dt.date


def of_all() -> Iterator[Matter]:
    """Yield what every entry of the portal asks for."""
    for case in queue.of_all():
        for asked in case.attentions:
            yield Matter(package_id=case.id, body=case.body, kind=asked.kind, due=asked.due)
    for owed in freshness.of_all():
        entry = owed.entry
        yield Matter(package_id=entry.id, body=entry.body, kind=owed.kind, due=owed.due)
