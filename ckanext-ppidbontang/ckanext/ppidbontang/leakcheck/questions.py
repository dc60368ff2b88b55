"""Put the questions: every channel, filled in with what was planted, and who asks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask

from ckanext.ppidbontang.leakcheck import channels
from ckanext.ppidbontang.leakcheck.channels import Action, Route
from ckanext.ppidbontang.leakcheck.garden import Garden
from ckanext.ppidbontang.leakcheck.parameters import (
    WIDENING,
    fillings,
    is_asked,
    is_known,
    kinds,
    settings,
)
from ckanext.ppidbontang.leakcheck.portal import Request, as_json
from ckanext.ppidbontang.leakcheck.readers import EVERYBODY, Reader
from ckanext.ppidbontang.leakcheck.things import Entry, Thing

ANONYMOUS = frozenset({Reader.ANONYMOUS})
# The same address asked in other ways.
RANGE = (("Range", "bytes=0-99"),)
LOCALES = ("/en", "/id")


@dataclass(frozen=True, slots=True)
class Question:
    """A request, the state it is about, and the readers who put it."""

    request: Request
    state: str
    readers: frozenset[Reader]
    changes: bool = False


def of_routes(app: Flask, garden: Garden) -> Iterator[Question]:
    """Ask every route: lists once, the others about every entry that was planted."""
    for route in channels.routes(app):
        if "GET" in route.methods:
            for values in settings(name for name, _ in route.parameters):
                yield Question(_to_route(route, values), "lists", EVERYBODY)
        for entry in garden.entries:
            yield from _of_route(route, entry, garden)


def _of_route(route: Route, entry: Entry, garden: Garden) -> Iterator[Question]:
    """Ask for an entry: as every reader where it is a sample, else as the strangers to it.

    A page costs ten times what an action does, so of each way to ask a sample is enough.
    """
    strangers = EVERYBODY - entry.seen_by
    query = tuple((name, route.rule) for name in route.query if is_known(name))
    filled = fillings(route.parameters, entry, garden.nobody)
    for first, values in _numbered(filled):
        request = _to_route(route, values)
        if "GET" in route.methods:
            readers = (EVERYBODY if entry.is_sample else strangers) if first else ANONYMOUS
            yield Question(request, entry.state, readers)
        if first and entry.is_sample:
            yield from _in_other_ways(route, request, entry)
    if query and "GET" in route.methods:
        for values in fillings((*route.parameters, *query), entry, garden.nobody):
            yield Question(_to_route(route, values), entry.state, ANONYMOUS)


def _to_route(route: Route, values: dict[str, Thing]) -> Request:
    in_path = {name for name, _ in route.parameters}
    return Request(
        f"GET {route.rule}",
        "GET",
        route.path({name: thing.text for name, thing in values.items() if name in in_path}),
        query=tuple((name, thing.text) for name, thing in values.items() if name not in in_path),
        asked=tuple(values.values()),
    )


def _in_other_ways(route: Route, request: Request, entry: Entry) -> Iterator[Question]:
    """Ask the same by other methods, for a part, and in other languages."""
    if "POST" in route.methods:
        post = replace(request, channel=f"POST {route.rule}", method="POST")
        yield Question(post, entry.state, EVERYBODY - entry.seen_by, changes=True)
    if "GET" not in route.methods:
        return
    for method in ("HEAD", "OPTIONS"):
        asked = replace(request, channel=f"{method} {route.rule}", method=method)
        yield Question(asked, entry.state, ANONYMOUS)
    part = replace(request, channel=f"GET {route.rule} (Range)", headers=RANGE)
    yield Question(part, entry.state, ANONYMOUS)
    for locale in LOCALES if not request.path.startswith("/api/") else ():
        asked = replace(request, channel=f"GET {locale}{route.rule}", path=locale + request.path)
        yield Question(asked, entry.state, ANONYMOUS)


def of_actions(garden: Garden) -> Iterator[Question]:
    """Ask every action that reads, and let those who may not try every one that changes."""
    for action in channels.actions():
        if action.reads:
            yield from _widest(action)
        for entry in garden.entries:
            if action.reads:
                yield from _of_reading(action, entry, garden)
            else:
                yield from _of_changing(action, entry, garden)


def _widest(action: Action) -> Iterator[Question]:
    """Ask an action without saying about what: as it is, and for all that it can be asked for."""
    flags = {name: True for name in action.parameters if WIDENING.match(name)}
    for sent in ({}, flags) if flags else ({},):
        yield Question(_call(action, sent, ()), "lists", EVERYBODY)


def _of_reading(action: Action, entry: Entry, garden: Garden) -> Iterator[Question]:
    strangers = EVERYBODY - entry.seen_by
    for first, values in _numbered(_fill(action, entry, garden)):
        sent = {name: thing.text for name, thing in values.items()}
        asked = tuple(values.values())
        readers = EVERYBODY if entry.is_sample else strangers
        yield Question(_call(action, sent, asked), entry.state, readers)
        flags = {name: True for name in action.parameters if WIDENING.match(name)}
        if first and flags:
            yield Question(_call(action, sent | flags, asked), entry.state, strangers)
        if first and action.by_get:
            got = Request(
                f"GET action {action.name}",
                "GET",
                f"/api/3/action/{action.name}",
                query=(*sent.items(), ("callback", "panggil")),
                asked=asked,
            )
            yield Question(got, entry.state, ANONYMOUS)


def _of_changing(action: Action, entry: Entry, garden: Garden) -> Iterator[Question]:
    strangers = EVERYBODY - entry.seen_by
    names = [name for name in action.parameters if is_known(name) and kinds(name, action.name)]
    # Without one it is not about an entry: nothing of ours is at stake, but the portal would be.
    filled = fillings(((name, action.name) for name in names), entry, garden.nobody)
    for values in filled:
        sent = {name: thing.text for name, thing in values.items()}
        request = _call(action, sent, tuple(values.values()))
        yield Question(request, entry.state, strangers, changes=True)


def _fill(action: Action, entry: Entry, garden: Garden) -> list[dict[str, Thing]]:
    names = [name for name in action.parameters if is_asked(name, action.name, entry)]
    if not any(is_known(name) for name in names) and is_asked("id", action.name, entry):
        names.append("id")  # what everything of CKAN's is asked by
    return fillings(((name, action.name) for name in names), entry, garden.nobody)


def _call(action: Action, sent: dict[str, Any], asked: tuple[Thing, ...]) -> Request:
    return Request(
        f"action {action.name}",
        "POST",
        f"/api/3/action/{action.name}",
        data=as_json(**sent),
        asked=asked,
    )


def _numbered(filled: list[dict[str, Thing]]) -> Iterator[tuple[bool, dict[str, Thing]]]:
    for number, values in enumerate(filled):
        yield number == 0, values
