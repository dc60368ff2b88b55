"""What must not be heard: unguessable words, each of which names the one place it was put."""

from __future__ import annotations

import re
import secrets
import string
from dataclasses import dataclass

from ckanext.ppidbontang.leakcheck.readers import Reader

# Letters only: neither a slug, a file name, a column nor the search engine takes a word apart.
PREFIX = "kenari"
LENGTH = 14
WORD = re.compile(rf"{PREFIX}[a-z]{{{LENGTH}}}")

# Whatever a canary can look like: a word, an id that the portal gave, a checksum of a file.
TRACE = re.compile(
    rf"{WORD.pattern}|[0-9a-f]{{64}}|[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}"
)


# The place of an id that the feed has told: harvesters know it, and are told that it is gone.
ONCE_PUBLIC = "the id of what was public"


def word() -> str:
    """Return a word that nobody else has and nobody can guess."""
    return PREFIX + "".join(secrets.choice(string.ascii_lowercase) for _ in range(LENGTH))


@dataclass(frozen=True, slots=True)
class Canary:
    """A secret, the place where it was put, the state of its entry, and who may hear it.

    One that the portal has no reason to tell anybody is not told; none has to hear it.
    """

    text: str
    place: str
    state: str
    seen_by: frozenset[Reader]
    is_told: bool = True


class Cage:
    """All canaries by their text."""

    def __init__(self) -> None:
        self._canaries: dict[str, Canary] = {}

    def __iter__(self):
        return iter(self._canaries.values())

    def put(self, canary: Canary) -> str:
        """Keep a canary and return its text."""
        self._canaries[canary.text.lower()] = canary
        return canary.text

    def find(self, text: str) -> Canary | None:
        """Return the canary with this text."""
        return self._canaries.get(text.lower())

    def heard(self, answer: str) -> set[Canary]:
        """Return the canaries that an answer, of whatever format, gives away."""
        found = {self._canaries.get(trace) for trace in TRACE.findall(answer.lower())}
        return {canary for canary in found if canary}
