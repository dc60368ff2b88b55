"""What can be asked for: the values that fill the parameters of routes and actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import uuid4

from ckanext.ppidbontang.leakcheck import canaries
from ckanext.ppidbontang.leakcheck.readers import EVERYBODY, Reader


class Kind(StrEnum):
    """What a value names."""

    ENTRY = "entry"
    RESOURCE = "resource"
    VIEW = "view"
    ACTIVITY = "activity"
    FILE = "file"
    FILENAME = "filename"
    LOCATION = "location"
    BODY = "body"
    USER = "user"
    TAG = "tag"
    FORMAT = "format"
    WORD = "word"
    IMPORT = "import"


# Kinds that are words; all others are ids. An entry and a body have both.
WORDS = {Kind.FILENAME, Kind.USER, Kind.TAG, Kind.FORMAT, Kind.WORD}


@dataclass(frozen=True, slots=True)
class Thing:
    """A value to ask for, who may know that it exists, and one like it that never existed.

    `also` pairs what else the portal says of the thing with what it says of the other one.
    """

    text: str
    missing: str
    seen_by: frozenset[Reader] = EVERYBODY
    also: tuple[tuple[str, str], ...] = ()

    def hidden_from(self, reader: Reader) -> bool:
        """Say whether to this reader the thing must seem never to have existed."""
        return reader not in self.seen_by and self.text != self.missing


class Nobody:
    """Values of every shape that never existed; one of a kind, so that answers can be kept."""

    def __init__(self) -> None:
        self.id = str(uuid4())
        self.word = canaries.word()

    def like(self, text: str) -> str:
        """Return the value of the same shape: an id, a word, a word with an ending."""
        if canaries.WORD.search(text.lower()):
            return canaries.WORD.sub(self.word, text.lower())
        return self.id


@dataclass(slots=True)
class Entry:
    """An entry that was planted: the state it is in and the values that name its parts.

    Of a sample everything is asked by everybody and in every way.
    """

    state: str
    seen_by: frozenset[Reader]
    is_sample: bool = False
    things: dict[Kind, list[Thing]] = field(default_factory=lambda: defaultdict(list))

    def options(self, kinds: Iterable[Kind]) -> list[Thing]:
        """Return the values of the kinds that this entry has."""
        return [thing for kind in kinds for thing in self.things.get(kind, ())]
