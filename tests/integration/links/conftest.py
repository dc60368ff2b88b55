"""Sites to look at, holes that nobody waits for, and entries that link to them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.domain.links import Look
from ckanext.ppidbontang.links.addresses import Guard
from ckanext.ppidbontang.links.fetch import Fetcher, Limits
from ckanext.ppidbontang.model import LinkCheck

from .servers import Hole, Site, a_hole, a_site

# What is said by a server that answers must not hang on how busy this machine is.
PATIENT = Limits(connect=5, answer=5, total=20, pause=0, back_off=0.05, longest_wait=0.3)
HURRIED = Limits(connect=1, answer=0.4, total=2, pause=0, back_off=0.05, longest_wait=0.3)


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def site(opened: ExitStack) -> Callable[..., Site]:
    """Open a site with pages."""

    def open_(pages: dict[str, Any] | None = None, **how: Any) -> Site:
        found = opened.enter_context(a_site(**how))
        found.pages = pages or {}
        return found

    return open_


@pytest.fixture
def hole(opened: ExitStack) -> Callable[..., Hole]:
    return lambda behave: opened.enter_context(a_hole(behave))


@pytest.fixture
def fetcher(request: pytest.FixtureRequest) -> Callable[..., Fetcher]:
    """Make a fetcher that trusts hosts of this machine; in a hurry where a hole is looked at."""
    usual = HURRIED if "hole" in request.fixturenames else PATIENT

    def make(*trusted: str, **limits: Any) -> Fetcher:
        guard = Guard(frozenset(trusted or ("127.0.0.1", "localhost")))
        return Fetcher(guard, "https://data.example.id", replace(usual, **limits))

    return make


@pytest.fixture
def look(fetcher: Callable[..., Fetcher]) -> Callable[..., Look]:
    def look_(url: str, *trusted: str, **limits: Any) -> Look:
        return fetcher(*trusted, **limits).look(url)

    return look_


@pytest.fixture
def linked(publish: Any, open_record: dict[str, Any]) -> Iterator[Callable[..., dict[str, Any]]]:
    """Publish an entry that links to addresses; what was found there is forgotten afterwards."""
    number = itertools.count()

    def make(*urls: str, **changes: Any) -> dict[str, Any]:
        files = [{"name": "berkas", "url": url, "format": "CSV"} for url in urls]
        name = f"tautan-{next(number)}"
        return publish({**open_record, "name": name, "title": name, "resources": files}, **changes)

    yield make
    model.Session.rollback()
    model.Session.execute(sa.delete(LinkCheck))
    model.Session.commit()
