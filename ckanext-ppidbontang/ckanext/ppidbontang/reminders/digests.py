"""What a body has to be told: how many cases ask for what, and which of it is new."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.deadlines import AttentionKind
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.exemption.queue import QueuedCase
from ckanext.ppidbontang.model import Reminder

# PP 61/2010: what has ended is open by law, so this is told again until it is declared so.
DAYS_BETWEEN_REMINDERS_OF_ENDED = 7

Key = tuple[str, str, dt.date]


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """Hold what one body is told: numbers alone, and what to remember of it afterwards."""

    body: str
    counts: Mapping[AttentionKind, int]
    new: Mapping[AttentionKind, int]
    reminders: tuple[Key, ...]


def due(listed: Sequence[QueuedCase]) -> Iterator[Digest]:
    """Yield a digest for each body that has something new, and one for the PPID Utama."""
    by_body: defaultdict[str, list[QueuedCase]] = defaultdict(list)
    for case in listed:
        by_body[case.body].append(case)
    by_body[config.root_organization()] = list(listed)  # the PPID Utama answers for all
    told = _told()
    for body, cases_of_body in sorted(by_body.items()):
        digest = _digest(body, cases_of_body, told)
        if body and digest.reminders:
            yield digest


def remember(digest: Digest) -> None:
    """Keep that a digest was sent; the transaction is the caller's."""
    for package_id, kind, day in digest.reminders:
        model.Session.merge(
            Reminder(package_id=package_id, kind=kind, due=day, sent_at=dt.datetime.now(dt.UTC))
        )


def _digest(body: str, listed: Iterable[QueuedCase], told: Mapping[Key, dt.date]) -> Digest:
    counts: Counter[AttentionKind] = Counter()
    new: Counter[AttentionKind] = Counter()
    reminders: list[Key] = []
    today = cases.today()
    for case in listed:
        for asked in case.attentions:
            counts[asked.kind] += 1
            # Who was told is part of what was told: a case may come to another body.
            key = (case.id, f"{asked.kind.value}@{body}", asked.due)
            if _is_news(asked.kind, told.get(key), today):
                new[asked.kind] += 1
                reminders.append(key)
    return Digest(body=body, counts=counts, new=new, reminders=tuple(reminders))


def _is_news(kind: AttentionKind, told: dt.date | None, today: dt.date) -> bool:
    if told is None:
        return True
    if kind is not AttentionKind.BERAKHIR:
        return False
    return (today - told).days >= DAYS_BETWEEN_REMINDERS_OF_ENDED


def _told() -> dict[Key, dt.date]:
    """Return the day, on the portal's own clock, on which each thing was told last."""
    zone = tk.h.get_display_timezone()
    return {
        (row.package_id, row.kind, row.due): row.sent_at.astimezone(zone).date()
        for row in model.Session.scalars(sa.select(Reminder))
    }
