"""What to offer where a search found nothing: other words, fewer filters, other bodies.

All of it is asked as everybody, so nobody learns from a correction what nobody may read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError

from ckanext.ppidbontang.finding import asked, engine, weights
from ckanext.ppidbontang.finding.asked import Params
from ckanext.ppidbontang.search_guard import unfinished_filters

MOST_RESULTS = 5
MOST_BODIES = 6
_BODIES = "responsible_opd"


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """Hold a search that finds something: its name or value, how much it finds, its address."""

    name: str
    value: str = ""
    count: int
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Help:
    """Hold what to offer.

    `correction` is what was probably meant; `results` are of it, or hold a part of the words.
    """

    correction: Way | None = None
    without: list[Way] = field(default_factory=list)
    bodies: list[Way] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)


def help_with(typed: str, filters: Params, address: str) -> Help:
    """Return what to offer for words and filters that found nothing."""
    words = asked.question(typed)
    if words == asked.NOTHING:
        return Help()
    answer = _look_again(words, filters)
    without = _without(answer, typed, filters, address)
    correction = _correction(answer, address)
    if without:
        return Help(without=without, bodies=_bodies(answer, typed, filters, address))
    if correction:
        return Help(correction=correction, results=_results({"q": correction.name}))
    return Help(results=_results({"q": words, "mm": "1"}) if words else [])


def _look_again(words: str, filters: Params) -> dict[str, Any]:
    """Ask once for all: what each filter keeps out, which bodies have it, other spellings."""
    question = {
        **weights.weighed(),
        "q": words or "*:*",
        "rows": 0,
        "facet": "true",
        "facet.field": _BODIES,
        "facet.limit": MOST_BODIES,
        "facet.mincount": 1,
        "facet.query": [_query(_all_but(one, filters)) for one in filters],
        "spellcheck.q": words,
    }
    knows = engine.knows_indonesian()
    handler = "ppid_spelling" if knows and words else "select"
    if handler == "select" and not knows:
        question.update({"defType": "dismax", "mm": "2<-1 5<80%"})
    return engine.ask(question, filters=unfinished_filters(), handler=handler) or {}


def _without(answer: dict[str, Any], typed: str, filters: Params, address: str) -> list[Way]:
    """Return the searches with one filter less that find something, and the one without any."""
    counts = answer.get("facet_counts", {}).get("facet_queries", {})
    ways = [
        Way(name=name, value=value, count=count, href=_href(address, typed, rest))
        for name, value in filters
        if (rest := _all_but((name, value), filters)) and (count := counts.get(_query(rest), 0))
    ]
    everything = answer.get("response", {}).get("numFound", 0)
    if filters and everything:
        ways.append(Way(name="", count=everything, href=_href(address, typed, [])))
    return ways


def _bodies(answer: dict[str, Any], typed: str, filters: Params, address: str) -> list[Way]:
    """Return the bodies that have something for the words, where a body was asked for."""
    if not any(name in (_BODIES, "organization") for name, _ in filters):
        return []
    found = answer.get("facet_counts", {}).get("facet_fields", {}).get(_BODIES, [])
    return [
        Way(name=_BODIES, value=name, count=count, href=_href(address, typed, [(_BODIES, name)]))
        for name, count in zip(found[::2], found[1::2], strict=True)
    ]


def _correction(answer: dict[str, Any], address: str) -> Way | None:
    """Return the best spelling that finds something public."""
    collations = answer.get("spellcheck", {}).get("collations", [])
    found = [one for one in collations if isinstance(one, dict) and one.get("hits")]
    if not found:
        return None
    best = max(found, key=lambda one: one["hits"])
    words = best["collationQuery"]
    return Way(name=words, count=best["hits"], href=_href(address, words, []))


def _results(question: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the first public entries for other words."""
    narrowed = " ".join(engine.public_filters())
    query = {**question, "fq": narrowed, "rows": MOST_RESULTS}
    try:
        return tk.get_action("package_search")({}, query)["results"]
    except SearchError:
        return []


def _all_but(one: tuple[str, str], filters: Params) -> Params:
    return [other for other in filters if other != one]


def _query(filters: Params) -> str:
    return " ".join(asked.clause(*one) for one in filters) or "*:*"


def _href(address: str, typed: str, filters: Params) -> str:
    params = [*([("q", typed)] if typed else []), *filters]
    return f"{address}?{urlencode(params)}" if params else address
