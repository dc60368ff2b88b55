"""Judge an answer: does it give away a canary, or that something hidden exists?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ckanext.ppidbontang.leakcheck.canaries import Cage, Canary
from ckanext.ppidbontang.leakcheck.portal import Answer, Request
from ckanext.ppidbontang.leakcheck.readers import Reader
from ckanext.ppidbontang.leakcheck.things import Thing

# Differ from one answer to the next, whatever was asked.
VOLATILE_HEADERS = {"date", "set-cookie", "server", "connection", "keep-alive", "content-length"}
VOLATILE = re.compile(
    r"""(?<=name="_csrf_token"\ value=")[^"]*      # a form's token
    |(?<=name="_csrf_token"\ content=")[^"]*       # the page's token
    |(?<=nonce=")[^"]*
    |\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?      # the time of the answer, or of the twin's birth
    |\d\d:\d\d(?::\d\d)?\ \(\w+\)
    |(?:\d+\ )?(?:detik|menit|jam|seconds?|minutes?|hours?)\ (?:yang\ )?(?:lalu|ago)
    |Baru\ saja|Just\ now
    """,
    re.VERBOSE,
)
OWN_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b"
ASKED = "(what was asked for)"
SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """Something that a reader learned and must not."""

    channel: str
    reader: Reader
    state: str
    what: str
    request: str


def canaries_heard(
    request: Request, answer: Answer, reader: Reader, cage: Cage
) -> tuple[list[Leak], set[Canary]]:
    """Return the leaks of an answer, and the canaries in it that the reader may hear."""
    asked = " ".join(thing.text for thing in request.asked).lower()
    leaks, lawful = [], set()
    for canary in cage.heard(answer.text()):
        if reader in canary.seen_by:
            lawful.add(canary)
        elif canary.text.lower() not in asked:
            leaks.append(
                Leak(request.channel, reader, canary.state, f"shows {canary.place}", str(request))
            )
    return leaks, lawful


def difference(answer: Answer, baseline: Answer, hidden: list[Thing]) -> str:
    """Say where an answer about hidden things differs from that about things that never were.

    Any difference tells that they exist; an empty string says that there is none.
    """
    mine = [name for thing in hidden for name in (thing.text, *(old for old, _ in thing.also))]
    theirs = [new for thing in hidden for _, new in thing.also]
    missing = [thing.missing for thing in hidden]
    # Of two that exist everything has an id of its own.
    ids = [OWN_ID] if theirs else []
    return _first_difference(
        _normal(answer, [*mine, *missing], ids), _normal(baseline, [*theirs, *missing], ids)
    )


def _normal(answer: Answer, asked: list[str], patterns: list[str]) -> tuple[int, str, str]:
    """Return status, headers and body without what was asked for and what always differs."""
    names = sorted(map(re.escape, asked), key=len, reverse=True)
    pattern = re.compile("|".join((*names, *patterns)), re.IGNORECASE)
    headers = "\n".join(
        f"{name}: {value}"
        for name, value in sorted(answer.headers.items())
        if name.lower() not in VOLATILE_HEADERS
    )
    return (
        answer.status,
        VOLATILE.sub("", pattern.sub(ASKED, headers)),
        VOLATILE.sub("", pattern.sub(ASKED, answer.body)),
    )


def _first_difference(one: tuple[int, str, str], other: tuple[int, str, str]) -> str:
    """Say in a few words where two answers differ; an empty string if they don't."""
    if one[0] != other[0]:
        return f"status {one[0]}, not {other[0]}"
    for name, mine, theirs in (("headers", one[1], other[1]), ("body", one[2], other[2])):
        if mine != theirs:
            start = next(
                (n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b),
                min(len(mine), len(theirs)),
            )
            start = max(0, start - SHOWN_CHARACTERS // 2)
            shown, instead = (
                " ".join(text[start : start + SHOWN_CHARACTERS].split()) for text in (mine, theirs)
            )
            return f"{name} “{shown}”, not “{instead}”"
    return ""
