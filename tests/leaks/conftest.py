"""One portal with a canary in every place where something can be hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from ckanext.datastore.backend.postgres import get_write_engine
from ckanext.datastore.tests.helpers import clear_db
from flask import Flask
from sqlalchemy.orm import scoped_session, sessionmaker

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.intake import agencies
from ckanext.ppidbontang.leakcheck import garden, run, states
from ckanext.ppidbontang.leakcheck.garden import Garden
from ckanext.ppidbontang.leakcheck.matrix import Outcome
from ckanext.ppidbontang.leakcheck.portal import InProcess, as_in_production


@dataclass
class Kept:
    """What the session has planted; planting takes seconds, so it is done once."""

    garden: Garden | None = None
    is_ready: bool = False


@pytest.fixture(scope="session")
def kept() -> Kept:
    """Return what the session keeps."""
    return Kept()


@pytest.fixture
def bodies(
    with_plugins: None,
    kept: Kept,
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
    reset_index: Callable[[], None],
) -> None:
    """Start with an empty database and index that know every body of the registry."""
    if not kept.is_ready:
        reset_db()
        migrate_db_for("activity")
        migrate_db_for("ppidbontang")
        reset_index()
        clear_db(scoped_session(sessionmaker(bind=get_write_engine())))
        agencies.apply(agencies.plan(registry.current()))
        kept.is_ready = True


@pytest.fixture
def wsgi(bodies: None, app: CKANTestApp) -> CKANTestApp:
    """Return the whole application."""
    return app


@pytest.fixture
def flask_app(wsgi: CKANTestApp) -> Iterator[Flask]:
    """Return the Flask application, which answers as it does in production."""
    with as_in_production(wsgi.flask_app):
        yield wsgi.flask_app


@pytest.fixture
def planting(flask_app: Flask, kept: Kept) -> Garden:
    """Return what was planted; what another test took away is planted anew."""
    if kept.garden is None or model.Group.get(kept.garden.body.id) is None:
        with flask_app.test_request_context():
            kept.garden = garden.plant()
            states.plant(kept.garden)
            model.Session.remove()
    return kept.garden


@pytest.fixture
def ask(wsgi: CKANTestApp, flask_app: Flask, planting: Garden) -> Callable[..., Outcome]:
    """Put the questions of the named channels; nothing is remembered from one time to the next."""

    def some(*channels: str) -> Outcome:
        chosen = [
            question
            for question in run.all_questions(flask_app, planting)
            if question.request.channel in channels
        ]
        assert chosen
        return run.matrix(InProcess(wsgi.app, planting.tokens), planting).judge(chosen)

    return some
