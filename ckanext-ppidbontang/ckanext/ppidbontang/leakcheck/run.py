"""One run: plant, ask, judge, and take everything away again, whatever happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model
from ckan.types import CKANApp
from flask import Flask

from ckanext.ppidbontang.leakcheck import (
    cleanup,
    crafted,
    garden,
    interruption,
    questions,
    states,
    workers,
)
from ckanext.ppidbontang.leakcheck.garden import Garden
from ckanext.ppidbontang.leakcheck.matrix import Matrix, Outcome
from ckanext.ppidbontang.leakcheck.portal import (
    InProcess,
    Portal,
    Remote,
    Request,
    as_in_production,
    as_json,
)
from ckanext.ppidbontang.leakcheck.questions import Question
from ckanext.ppidbontang.leakcheck.readers import Reader

# Any number that nothing else locks: two runs would take each other's canaries away.
LOCK = 0x50504944


class AlreadyRunningError(Exception):
    """Another run is at work on this portal."""


class AnotherPortalError(Exception):
    """What was planted is not to be found at the address: it is not this portal's."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found, on what, and how long it took."""

    garden: Garden
    outcome: Outcome
    seconds: float


def check(
    app: CKANApp,
    flask_app: Flask,
    url: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """Run the whole matrix, in process or at an address of the same portal.

    Raises:
        AlreadyRunningError: another run is at work.
        AnotherPortalError: the address is that of another portal, of which nothing would be proven.
    """
    started = time.monotonic()
    with planted(flask_app) as planting, as_in_production(flask_app):
        portal = Remote(url, planting.tokens) if url else InProcess(app, planting.tokens)
        _must_be_planted(portal, planting)
        asked = list(all_questions(flask_app, planting))
        outcome = Outcome()
        for count, part in workers.judge_all(matrix(portal, planting), asked):
            outcome.add(part)
            progress(count, len(asked))
    return Run(planting, outcome, time.monotonic() - started)


def _must_be_planted(portal: Portal, planting: Garden) -> None:
    request = Request(
        "leakcheck",
        "POST",
        "/api/3/action/organization_show",
        data=as_json(id=planting.body.name),
    )
    if planting.body.id not in portal.ask(request, Reader.SYSADMIN).body:
        raise AnotherPortalError


def matrix(portal: Portal, planting: Garden) -> Matrix:
    """Return the matrix of a portal and what was planted on it."""
    return Matrix(portal, planting.cage, lambda: garden.fingerprint(planting))


def all_questions(app: Flask, planting: Garden) -> Iterator[Question]:
    """Return all that is asked."""
    yield from questions.of_actions(planting)
    yield from questions.of_routes(app, planting)
    yield from crafted.all_of(planting)


@contextmanager
def planted(app: Flask) -> Iterator[Garden]:
    """Plant everything; take it away at the end, even of a run that is interrupted.

    Raises:
        AlreadyRunningError: another run is at work.
    """
    with _alone(), interruption.listening():
        try:
            with app.test_request_context():
                cleanup.remove_all()
                planting = garden.plant()
                states.plant(planting)
                model.Session.remove()
            yield planting
        finally:
            with interruption.undisturbed(), app.test_request_context():
                cleanup.remove_all()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends."""
    with model.ensure_engine().connect() as connection:
        if not connection.execute(sa.select(sa.func.pg_try_advisory_lock(LOCK))).scalar():
            raise AlreadyRunningError
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(LOCK)))
