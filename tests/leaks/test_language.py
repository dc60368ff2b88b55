"""No page says anything in English to a reader of Indonesian, whoever it is.

The leak check finds every route and plants everything that a page can be about; here the same pages
are read for their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ckanext.ppidbontang.leakcheck import canaries
from ckanext.ppidbontang.leakcheck.channels import routes
from ckanext.ppidbontang.leakcheck.garden import Garden
from ckanext.ppidbontang.leakcheck.parameters import fillings, settings
from ckanext.ppidbontang.leakcheck.portal import InProcess, Request
from ckanext.ppidbontang.leakcheck.readers import Reader
from ckanext.ppidbontang.leakcheck.things import Thing
from tests import english

# A body's viewer, its officers (the PPID Pelaksana), the PPID Utama, the operator, and the public.
READERS = (Reader.ANONYMOUS, Reader.MEMBER, Reader.EDITOR, Reader.UTAMA, Reader.SYSADMIN)
# Entries that between them have every part of a page, each with those to whom it looks different.
ENTRIES = {
    "unpublished": (Reader.EDITOR,),
    "open": (Reader.MEMBER,),
    "partly exempt": (Reader.ANONYMOUS,),
    "open, then exempt": (Reader.UTAMA, Reader.SYSADMIN),
}
# Answers to programs, files, and pages for CKAN's developers, which only a portal under test has.
NOT_READ = re.compile(
    r"^/(api|catalog|def|testing|webassets)\b|/download|/original"
    r"|[./](<_format>|<suffix>|csv|json|jsonld|pdf|txt|xlsx|yaml)$"
)
SPOKEN = re.compile(r"text/html|atom\+xml")


def _asked(app, planting: Garden) -> Iterator[tuple[Request, Reader]]:
    """Yield every page once for every reader to whom it may look different."""
    for route in routes(app):
        if "GET" not in route.methods or NOT_READ.search(route.rule):
            continue
        ways = [(values, READERS) for values in settings(name for name, _ in route.parameters)[:1]]
        ways += [
            (values, ENTRIES[entry.state])
            for entry in planting.entries
            if entry.state in ENTRIES
            for values in fillings(route.parameters, entry, planting.nobody)[:1]
        ]
        asked = {(route.path(_texts(values)), reader) for values, them in ways for reader in them}
        for path, reader in sorted(asked):
            yield Request(route.rule, "GET", path), reader


def _texts(values: dict[str, Thing]) -> dict[str, str]:
    return {name: thing.text for name, thing in values.items()}


def test_no_page_says_anything_in_english(wsgi, flask_app, planting):
    portal = InProcess(wsgi.app, planting.tokens)
    pages, said = 0, {}
    for request, reader in _asked(flask_app, planting):
        answer = portal.ask(request, reader)
        assert answer.status < 500, f"{request} ({reader})"
        if answer.body and SPOKEN.search(answer.headers.get("Content-Type", "")):
            pages += 1
            for word, line in english.heard(canaries.WORD.sub("0", answer.body)).items():
                said.setdefault(word, f"{answer.status} {request.channel} ({reader}): {line}")
    assert pages > 250
    assert said == {}
