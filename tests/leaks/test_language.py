"""No page says anything in English to a reader of Indonesian, whoever it is.

The leak check plants everything that a page can be about and finds every route: here the same pages
are read for their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ckanext.ppidbontang.leakcheck import canaries
from ckanext.ppidbontang.leakcheck.channels import Route, routes
from ckanext.ppidbontang.leakcheck.garden import Garden
from ckanext.ppidbontang.leakcheck.parameters import fillings, settings
from ckanext.ppidbontang.leakcheck.portal import InProcess, Request
from ckanext.ppidbontang.leakcheck.readers import Reader
from tests import english

READERS = (Reader.ANONYMOUS, Reader.MEMBER, Reader.EDITOR, Reader.UTAMA, Reader.SYSADMIN)
# Entries that between them have every part of a page, each with those to whom it looks different.
ENTRIES = {
    "unpublished": (Reader.MEMBER, Reader.EDITOR, Reader.UTAMA),
    "open": (Reader.ANONYMOUS, Reader.EDITOR),
    "partly exempt": (Reader.ANONYMOUS, Reader.EDITOR),
    "open, then exempt": (Reader.ANONYMOUS, Reader.EDITOR, Reader.SYSADMIN),
}
# Pages for CKAN's developers, which only a portal under test has.
NOT_READ = re.compile(r"^/testing/")
HTML = re.compile(r"^text/html|atom\+xml")


def _pages(app, planting: Garden) -> Iterator[tuple[Request, Reader]]:
    for route in routes(app):
        if "GET" not in route.methods or NOT_READ.match(route.rule):
            continue
        for values in settings(name for name, _ in route.parameters)[:1]:
            for reader in READERS:
                yield _ask(route, {name: thing.text for name, thing in values.items()}), reader
        for entry in planting.entries:
            for values in fillings(route.parameters, entry, planting.nobody)[:1]:
                for reader in ENTRIES.get(entry.state, ()):
                    yield _ask(route, {name: thing.text for name, thing in values.items()}), reader


def _ask(route: Route, values: dict[str, str]) -> Request:
    return Request(route.rule, "GET", route.path(values))


def test_no_page_says_anything_in_english(wsgi, flask_app, planting):
    portal = InProcess(wsgi.app, planting.tokens)
    found: dict[str, str] = {}
    import collections,time
    n=collections.Counter(); T=collections.Counter(); P=0
    for request, reader in _pages(flask_app, planting):
        t=time.process_time()
        answer = portal.ask(request, reader)
        T[request.channel]+=time.process_time()-t
        n[answer.status]+=1
        if HTML.search(answer.headers.get("Content-Type", "")) and answer.body:
            t=time.process_time()
            for word, line in english.heard(canaries.WORD.sub("0", answer.body)).items():
                found.setdefault(word, f"{answer.status} {request.channel} ({reader}): {line}")
            P+=time.process_time()-t
    print(n, sum(T.values()), P, T.most_common(25))
    for f in sorted(found.items()): print(f)
    assert found == {}
