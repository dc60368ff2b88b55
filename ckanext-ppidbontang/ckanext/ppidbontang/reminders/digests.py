"""What a body has to be told: how many entries ask for what, and which of it is new."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.deadlines import AttentionKind
from ckanext.ppidbontang.domain.freshness import FreshnessKind
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import Reminder
from ckanext.ppidbontang.reminders.matters import Matter, MatterKind

# After how many days a thing that is still to be done is told again; all others are told once.
DAYS_BETWEEN_REMINDERS: Mapping[MatterKind, int] = {
    AttentionKind.BERAKHIR: 7,  # PP 61/2010: what has ended is open by law
    # A duty that comes every six months: a monthly word is heard, a weekly one is filtered out.
    FreshnessKind.TERLAMBAT: 30,
}

Key = tuple[str, str, dt.date]


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """Hold what one body is told: numbers alone, and what to remember of it afterwards."""

    body: str
    counts: Mapping[MatterKind, int]
    new: Mapping[MatterKind, int]
    reminders: tuple[Key, ...]


def due(matters: Iterable[Matter]) -> Iterator[Digest]:
    """Yield a digest for each body that has something new, and one for the PPID Utama."""
    listed = list(matters)
    by_body: defaultdict[str, list[Matter]] = defaultdict(list)
    for matter in listed:
        by_body[matter.body].append(matter)
    by_body[config.root_organization()] = listed  # the PPID Utama answers for all
    told = _told()
    for body, matters_of_body in sorted(by_body.items()):
        digest = _digest(body, matters_of_body, told)
        if body and digest.reminders:
            yield digest


def remember(digest: Digest) -> None:
    """Keep that a digest was sent; the transaction is the caller's."""
    for package_id, kind, day in digest.reminders:
        model.Session.merge(
            Reminder(package_id=package_id, kind=kind, due=day, sent_at=dt.datetime.now(dt.UTC))
        )


def _digest(body: str, matters: Iterable[Matter], told: Mapping[Key, dt.date]) -> Digest:
    counts: Counter[MatterKind] = Counter()
    new: Counter[MatterKind] = Counter()
    reminders: list[Key] = []
    today = cases.today()
    for matter in matters:
        counts[matter.kind] += 1
        # Who was told is part of what was told: an entry may come to another body.
        key = (matter.package_id, f"{matter.kind.value}@{body}", matter.due)
        if _is_news(matter.kind, told.get(key), today):
            new[matter.kind] += 1
            reminders.append(key)
    return Digest(body=body, counts=counts, new=new, reminders=tuple(reminders))


def _is_news(kind: MatterKind, told: dt.date | None, today: dt.date) -> bool:
    if told is None:
        return True
    days = DAYS_BETWEEN_REMINDERS.get(kind)
    return days is not None and (today - told).days >= days


def _told() -> dict[Key, dt.date]:
    """Return the day, on the portal's own clock, on which each thing was told last."""
    zone = tk.h.get_display_timezone()
    return {
        (row.package_id, row.kind, row.due): row.sent_at.astimezone(zone).date()
        for row in model.Session.scalars(sa.select(Reminder))
    }
