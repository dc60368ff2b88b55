"""Which entry of the portal a record of a source is, and who wins where both have changed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# A source that suddenly has less than this share of what it had is broken, not emptied.
_LEAST = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """Hold what a source says of one entry.

    `provisional` is what it left for people to say; `tables` are the ids of its tables there.
    """

    guid: str
    title: str
    url: str
    fields: Mapping[str, Any]
    provisional: Mapping[str, str] = field(default_factory=dict[str, str])
    tables: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Hold how an entry was known at the last pull."""

    guid: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Matched:
    """Say which arrival is which known entry, which are new, and which no longer come.

    `renamed` gives the former identity of arrivals that were known by another one.
    """

    same: Mapping[str, Arrival]
    renamed: Mapping[str, str]
    new: Sequence[Arrival]
    gone: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """Hold what a source said of a field, and what the portal made of it (a format it guessed)."""

    said: Any
    stored: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """Say which fields become what the source says, and which stay as they are here."""

    changes: Mapping[str, Any]
    kept: Mapping[str, Any]


def has_collapsed(before: int, now: int) -> bool:
    """Say whether so few entries came, after so many before, that the source must be broken."""
    return now == 0 or now < before * _LEAST


def match(known: Iterable[Known], arrivals: Iterable[Arrival]) -> Matched:
    """Tell arrivals apart: by their identity, else by a title or an address that only one has.

    A source that numbers its entries anew doubles nothing that way.
    """
    before = {one.guid: one for one in known}
    now = {one.guid: one for one in arrivals}
    gone = {guid: one for guid, one in before.items() if guid not in now}
    new = {guid: one for guid, one in now.items() if guid not in before}
    renamed: dict[str, str] = {}
    for sign in ("url", "title"):
        former = _alone(sign, (one for guid, one in gone.items() if guid not in renamed.values()))
        present = _alone(sign, (one for guid, one in new.items() if guid not in renamed))
        renamed |= {present[word]: former[word] for word in present if word in former}
    return Matched(
        same={guid: one for guid, one in now.items() if guid in before or guid in renamed},
        renamed=renamed,
        new=[one for guid, one in new.items() if guid not in renamed],
        gone=[guid for guid in gone if guid not in renamed.values()],
    )


def _alone(sign: str, entries: Iterable[Known | Arrival]) -> dict[str, str]:
    """Return the identities of entries by a sign that no other of them has."""
    listed = [(str(getattr(one, sign)).casefold().strip(), one.guid) for one in entries]
    count = Counter(word for word, _guid in listed)
    return {word: guid for word, guid in listed if word and count[word] == 1}


def merge(
    *,
    taken: Mapping[str, Taken],
    local: Mapping[str, Any],
    received: Mapping[str, Any],
    source_wins: bool,
) -> Merge:
    """Compare field by field what was taken from the source, what is here, and what it says now.

    Args:
        taken: What became of each field when it was last taken from the source.
        local: What each field is here.
        received: What the source says now.
        source_wins: A local edit gives way; otherwise it stays, and the difference is shown.
    """
    changes: dict[str, Any] = {}
    kept: dict[str, Any] = {}
    for name, value in received.items():
        here, past = local.get(name), taken.get(name)
        is_edited = past is None or here != past.stored
        says_the_same = past is not None and past.said == value
        if here == value or (says_the_same and not (source_wins and is_edited)):
            continue
        if source_wins or not is_edited:
            changes[name] = value
        else:
            kept[name] = value
    return Merge(changes=changes, kept=kept)
