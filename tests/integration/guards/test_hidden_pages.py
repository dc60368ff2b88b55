"""Every page answers for a hidden entry as for one that is not there, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from tests.integration.guards.conftest import NOTHING, Things

# Which thing an argument of a route names; the routes themselves are discovered.
ARGUMENTS = {
    "id": "entry",
    "name": "entry",
    "_id": "entry",
    "resource_id": "file",
    "view_id": "view",
    "resource_view_id": "view",
    "activity_id": "activity",
    "file_id": "stored",
}
OF_FILES = {"id": "stored"}
REST = {
    "suffix": "ttl", "_format": "ttl", "filename": "a.csv", "ver": "3", "lang": "en",
    "user_id": "x", "case": "x", "move": "x", "step": "x",
}  # fmt: skip
TOKEN = re.compile(rb'name="_csrf_token" (content|value)="[^"]+"')
ASKING = ("/dataset", "/datastore", "/datatables", "/file", "/api/util/resource")


def addresses(app: Any, things: Things) -> Iterator[tuple[str, str]]:
    """Yield each address of an entry's route for the things and the same one for nothing."""
    for rule in app.flask_app.url_map.iter_rules():
        if rule.rule.startswith(ASKING) and ARGUMENTS.keys() & rule.arguments:
            yield filled(rule, things), filled(rule, NOTHING)
    yield f"/dataset/{things.entry_id}", f"/dataset/{NOTHING.entry_id}"


def filled(rule: Rule, things: Things) -> str:
    """Write an address of a route."""
    address = rule.rule
    kinds = ARGUMENTS | (OF_FILES if address.startswith("/file") else {})
    for name in rule.arguments:
        value = getattr(things, kinds[name]) if name in kinds else REST.get(name, "x")
        address = re.sub(rf"<([^<>:]+:)?{name}>", value, address)
    return address


@pytest.fixture(params=["an officer of another body", "anonymous"])
def headers(request: pytest.FixtureRequest, person: Callable[..., Any]) -> dict[str, str]:
    """Return what a caller sends to say who they are."""
    return {} if request.param == "anonymous" else person("dinkes").headers


Answer = tuple[int, bytes, str]


@dataclass(frozen=True)
class Reader:
    """Somebody who asks for pages."""

    app: Any
    headers: dict[str, str]

    def told(self, things: Things) -> dict[str, tuple[int, int]]:
        """Return what tells the things from nothing: the address, and both statuses."""
        found = {}
        for method in ("GET", "POST"):
            for address, missing in addresses(self.app, things):
                one, other = self._ask(method, address), self._ask(method, missing)
                if anonymised(one, things) != anonymised(other, NOTHING):
                    found[f"{method} {address}"] = (one[0], other[0])
        return found

    def _ask(self, method: str, address: str) -> Answer:
        form = {"save": "x"} if method == "POST" else None
        client = self.app.test_client()
        try:
            answer = client.open(address, method=method, headers=self.headers, data=form)
        except HTTPException as err:
            return err.code or 500, b"", ""
        except (AssertionError, AttributeError, KeyError) as err:
            return 500, repr(err).encode(), ""  # CKAN trips over a form that is not its own
        return answer.status_code, answer.data, answer.headers.get("Location", "")


def anonymised(answer: Answer, things: Things) -> Answer:
    """Take what was asked for out of an answer, and the token of the reader's own session."""
    status, body, location = answer
    body = TOKEN.sub(b"", body)
    for name in things.names():
        body = body.replace(name.encode(), b"@")
        location = location.replace(name, "@")
    return status, body, location


@pytest.fixture
def reader(app: Any, headers: dict[str, str]) -> Reader:
    """Return a reader who belongs to no body of the entry."""
    return Reader(app, headers)


def test_a_draft_is_nothing_to_strangers(plant, reader) -> None:
    assert reader.told(plant(private=True)) == {}


def test_what_was_deleted_is_nothing_to_strangers(plant, reader, act) -> None:
    things = plant()
    act("package_delete", id=things.entry_id)
    assert reader.told(things) == {}


@pytest.mark.parametrize("path", ["/dataset/{}", "/dataset/{}.ttl", "/dataset/activity/{}"])
def test_the_head_of_a_draft_is_that_of_nothing(app, plant, path) -> None:
    name = plant(private=True).entry
    heads = [app.test_client().head(path.format(asked)) for asked in (name, "x" * len(name))]
    assert [head.status_code for head in heads] == [404, 404]
    for head in heads:
        head.headers.pop("Set-Cookie", None)  # a session is its reader's own
    assert heads[0].headers.to_wsgi_list() == heads[1].headers.to_wsgi_list()


def test_what_is_public_is_told_from_nothing(plant, reader) -> None:
    """The measure itself sees a difference where there is one."""
    assert len(reader.told(plant())) > 10
