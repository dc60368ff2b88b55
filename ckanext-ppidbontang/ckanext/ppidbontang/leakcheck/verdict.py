"""Judge an answer: does it give away a canary, or that something hidden exists?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ckanext.ppidbontang.leakcheck.canaries import ONCE_PUBLIC, Cage, Canary
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
GONE = 410
# Where the feed says farewell to an entry.
_TOMBSTONES = re.compile(r"/catalog/changes\.\w+$")
_ENTRIES = re.compile(r"/dataset/[\w-]+(\.\w+)?$")
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
        elif canary.place == ONCE_PUBLIC and _TOMBSTONES.match(request.path):
            continue
        elif canary.text.lower() not in asked:
            leaks.append(
                Leak(request.channel, reader, canary.state, f"shows {canary.place}", str(request))
            )
    return leaks, lawful


def is_farewell(request: Request, answer: Answer, hidden: list[Thing], cage: Cage) -> bool:
    """Say whether an answer tells a harvester that what it had is gone, and nothing more.

    Without it copies of what was public would stay for ever.
    """
    known = [cage.find(thing.text) for thing in hidden]
    return (
        answer.status == GONE
        and bool(_ENTRIES.match(request.path))
        and all(canary is not None and canary.place == ONCE_PUBLIC for canary in known)
    )


def difference(answer: Answer, baseline: Answer, hidden: list[Thing]) -> str:
    """Say where an answer about hidden things differs from that about things that never were.

    Any difference tells that they exist; an empty string says that there is none.
    """
    pairs = [pair for thing in hidden for pair in thing.also]
    names = [thing.text for thing in hidden] + [old for old, _ in pairs]
    asked = [*names, *(thing.missing for thing in hidden)]
    if not pairs:
        return _first_difference(_normal(answer, asked, []), _normal(baseline, asked, []))
    # Of two that exist everything has an id of its own, and a list of all has both, in an order
    # that their names give: the other answer is told as if each were called as the other is.
    one, other = (_normal(told, asked, [OWN_ID]) for told in (answer, _exchanged(baseline, pairs)))
    return _first_difference(_in_any_order(one), _in_any_order(other))


def _exchanged(answer: Answer, pairs: list[tuple[str, str]]) -> Answer:
    """Return an answer in which each name of a pair stands where the other one stood."""
    swaps = {old: new for pair in pairs for old, new in (pair, pair[::-1])}
    pattern = re.compile("|".join(sorted(map(re.escape, swaps), key=len, reverse=True)))

    def exchange(text: str) -> str:
        return pattern.sub(lambda found: swaps[found[0]], text)

    headers = {name: exchange(value) for name, value in answer.headers.items()}
    return Answer(answer.status, headers, exchange(answer.body))


def _in_any_order(told: tuple[int, str, str]) -> tuple[int, str, str]:
    status, headers, body = told
    return status, headers, "\n".join(sorted(body.splitlines()))


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
