"""The pairs of entries that are likely the same, and those that somebody has looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context
from sqlalchemy.dialects.postgresql import insert

from ckanext.ppidbontang.domain.likeness import Likeness, Reason
from ckanext.ppidbontang.duplicates import reading
from ckanext.ppidbontang.duplicates.reading import Listed
from ckanext.ppidbontang.model import NotDuplicate

_LIKELIEST = (Reason.JUDUL_SAMA, Reason.PERIODE_SAMA)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Hold two entries that are likely the same, in the order of their bodies, and why."""

    one: Listed
    other: Listed
    why: tuple[Reason, ...]


def everything(*, dismissed: bool) -> list[Pair]:
    """Return the pairs of the catalogue, the likeliest first: for the PPID Utama alone.

    Args:
        dismissed: whether those are asked for of which somebody said that they are none
    """
    seen = NotDuplicate.pairs()
    found = (pair for pair in _pairs() if (_key(pair) in seen) is dismissed)
    return sorted(found, key=_likeliest)


def dismiss(context: Context, one: str, other: str) -> None:
    """Note that two entries are no duplicates of one another."""
    first, second = sorted((one, other))
    user = model.User.get(context.get("user"))
    row = {
        "one": first,
        "other": second,
        "user_id": user.id if user else None,
        "actor": user.name if user else tk.config["ckan.site_id"],
    }
    model.Session.execute(insert(NotDuplicate).values(row).on_conflict_do_nothing())
    model.Session.commit()


def restore(one: str, other: str) -> None:
    """Take back that two entries are no duplicates."""
    first, second = sorted((one, other))
    model.Session.execute(
        sa.delete(NotDuplicate).where(NotDuplicate.one == first, NotDuplicate.other == second)
    )
    model.Session.commit()


def _pairs() -> Iterator[Pair]:
    entries = {entry.id: entry for entry in reading.entries(sa.true())}
    likeness = Likeness(entry.comparable for entry in entries.values())
    told: set[tuple[str, str]] = set()
    for entry in entries.values():
        for likely in likeness.of(entry.comparable):
            one, other = sorted(
                (entry, entries[likely.other.id]), key=lambda each: (each.body, each.id)
            )
            pair = Pair(one=one, other=other, why=likely.why)
            if _key(pair) not in told:
                told.add(_key(pair))
                yield pair


def _key(pair: Pair) -> tuple[str, str]:
    one, other = sorted((pair.one.id, pair.other.id))
    return one, other


def _likeliest(pair: Pair) -> tuple[int, str, str, str]:
    sure = sum(reason in pair.why for reason in _LIKELIEST)
    return -sure, pair.one.title.casefold(), pair.one.id, pair.other.id
