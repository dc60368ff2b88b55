"""What a site asks of automatic readers: its robots.txt, read as RFC 9309 says.

Python's own `urllib.robotparser` knows no wildcards and takes the first rule that matches, not the
longest. Protego's time and memory grow with the square of the file (64 kB: 11 s, 330 MB), and what
is in the file is the site's to say. Here only the rules for one reader are kept, and a pattern is
matched without going back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from requests.utils import requote_uri

_LINE = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"\*|[A-Za-z_-]+")
_RULES = {"allow": True, "disallow": False}


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a site for one reader: patterns with their verdict, the longest first."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allow(self, path: str) -> bool:
        """Say whether a path, with its query, may be asked for."""
        if path == "/robots.txt":
            return True
        return next((verdict for pattern, verdict in self.rules if _matches(pattern, path)), True)


def parse(text: str, reader: str) -> Robots:
    """Return the rules for a reader, or those for everybody when there are none for it."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    for token, rule in _rules(text, {reader.lower(), "*"}):
        rules = groups.setdefault(token, [])
        if rule is not None:
            rules.append(rule)
    found = groups.get(reader.lower(), groups.get("*", []))
    # Of two that match, the longer one counts; of two as long, the one that allows.
    return Robots(tuple(sorted(found, key=lambda rule: (-len(rule[0]), not rule[1]))))


def _rules(text: str, readers: set[str]) -> Iterator[tuple[str, tuple[str, bool] | None]]:
    """Yield each reader that the file names, and each rule with the reader it is for."""
    named: set[str] = set()
    is_heading = False
    for line in _LINE.split(text.removeprefix("\ufeff")):
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if key.lower() == "user-agent":
            named = (named if is_heading else set()) | (_names(value) & readers)
            is_heading = True
            yield from ((reader, None) for reader in named)
        elif key.lower() in _RULES:
            is_heading = False
            if value:
                rule = (requote_uri(value), _RULES[key.lower()])
                yield from ((reader, rule) for reader in named)


def _names(value: str) -> set[str]:
    token = _TOKEN.match(value)
    return {token.group().lower()} if token else set()


def _matches(pattern: str, path: str) -> bool:
    """Match a pattern with `*` for anything and `$` at its end for the end of the path."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = others.pop() if others else None
    for part in others:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if last is None:
        return not is_whole or place == len(path)
    if is_whole:
        return path.endswith(last) and len(path) - len(last) >= place
    return path.find(last, place) >= 0
