"""A run takes away what it planted, however it ends, and nothing that is anybody else's."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.cli.cli import ckan
from ckanext.datastore.backend.postgres import get_read_engine
from werkzeug import Response
from werkzeug.serving import make_server

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.leakcheck import canaries, cleanup, garden, interruption, run, states
from ckanext.ppidbontang.leakcheck.garden import act
from ckanext.ppidbontang.logic.auth import hidden

STARTS_WITHIN_SECONDS = 60
ENDS_WITHIN_SECONDS = 240
STARTED = sa.text("SELECT count(*) FROM package WHERE name ~ :named")

LEFT = """
SELECT 'package' FROM package WHERE name ~ :named
UNION ALL SELECT 'body' FROM "group" WHERE name ~ :named
UNION ALL SELECT 'user' FROM "user" WHERE name ~ :named
UNION ALL SELECT 'token' FROM api_token WHERE name = 'leakcheck'
UNION ALL SELECT 'tag' FROM package_tag pt JOIN tag t ON t.id = pt.tag_id WHERE t.name ~ :named
UNION ALL SELECT 'file' FROM file WHERE name ~ 'kenari'
UNION ALL SELECT 'resource' FROM resource WHERE name ~ :named
UNION ALL SELECT 'import' FROM ppid_import WHERE actor ~ :named
UNION ALL SELECT 'activity' FROM activity WHERE data::text ~ 'kenari'
"""
TABLES = """
SELECT 'table: ' || column_name FROM information_schema.columns
WHERE table_name ~ 'kenari' OR column_name ~ 'kenari'
"""


@pytest.fixture
def left(flask_app):
    """Tell what of the canaries is left on the portal."""

    def look() -> list[str]:
        with flask_app.test_request_context():
            named = {"named": cleanup.NAMED}
            found = list(model.Session.scalars(sa.text(LEFT), named))
            hits = act("package_search", q=f'title:"{garden.TITLE}"', include_private=True)
            with get_read_engine().connect() as connection:
                tables = connection.scalars(sa.text(TABLES)).all()
            return [*found, *(f"search: {hit['name']}" for hit in hits["results"]), *tables]

    return look


@pytest.fixture
def vault_files(flask_app):
    """Count the files that lie in the vault."""

    def count() -> int:
        folder = Path(vault.storage().settings.path)
        return sum(1 for path in folder.rglob("*") if path.is_file())

    return count


@pytest.fixture
def nothing_planted(flask_app):
    """Start without what other tests planted."""
    with flask_app.test_request_context():
        cleanup.remove_all()
        model.Session.remove()


@pytest.fixture
def started(ckan_config, nothing_planted):
    """Start a run in a process of its own and wait until it has planted something."""
    program = Path(sys.executable).with_name("ckan")
    command = [program, "-c", ckan_config["__file__"], "ppid", "leakcheck"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        latest = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < latest and process.poll() is None:
            with model.ensure_engine().connect() as connection:
                if connection.execute(STARTED, {"named": cleanup.NAMED}).scalar_one():
                    break
            time.sleep(0.1)
        yield process
        process.kill()


@pytest.mark.parametrize("number", interruption.SIGNALS)
def test_a_run_heeds_a_signal_at_its_next_step(number):
    """It raises nothing by itself: what a finalizer raises, Python swallows."""
    with interruption.listening():
        interruption.check()
        signal.raise_signal(number)
        with pytest.raises(KeyboardInterrupt):
            interruption.check()
        with interruption.undisturbed():
            signal.raise_signal(number)
            interruption.check()


@pytest.mark.parametrize("number", interruption.SIGNALS)
def test_an_interrupted_run_takes_everything_away(started, left, number):
    started.send_signal(number)
    started.wait(ENDS_WITHIN_SECONDS)
    assert started.returncode != 0
    assert left() == []


def test_the_next_run_takes_away_what_a_killed_one_left(started, left, flask_app, vault_files):
    before = vault_files()
    started.kill()
    started.wait(ENDS_WITHIN_SECONDS)
    assert left()
    with run.planted(flask_app):
        assert left()
    assert left() == []
    assert vault_files() <= before


def test_a_run_that_fails_takes_everything_away(flask_app, nothing_planted, left, vault_files):
    before = vault_files()
    with pytest.raises(OSError, match="disk"), run.planted(flask_app):
        raise OSError("disk")
    assert left() == []
    assert vault_files() == before


def test_two_runs_do_not_take_each_other_s_canaries_away(flask_app, nothing_planted):
    with run.planted(flask_app), pytest.raises(run.AlreadyRunningError), run.planted(flask_app):
        pass


def test_nobody_s_entry_is_taken_for_a_canary(flask_app, nothing_planted):
    """Neither in a body with a canary's name nor with a name of one's own like a canary's."""
    record = {**states.OPEN, "title": "Bukan kenari", "private": True}
    with flask_app.test_request_context():
        body = garden.plant().body.name
        mine = [
            act("package_create", **record, name=name, owner_org=owner)["id"]
            for name, owner in (("milik-orang", body), (canaries.word(), "dinkes"))
        ]
        cleanup.remove_all()
        assert [package for package in mine if model.Package.get(package) is None] == []
        assert model.Group.get(body)
        for package in mine:
            act("dataset_purge", id=package)
        cleanup.remove_all()
        assert model.Group.get(body) is None
        model.Session.remove()


@pytest.fixture
def some_questions(monkeypatch):
    """Let a run ask a few questions only."""
    every = run.all_questions
    monkeypatch.setattr(
        run,
        "all_questions",
        lambda app, planting: (
            question
            for question in every(app, planting)
            if question.request.channel == "action package_show"
        ),
    )


@pytest.fixture
def serve():
    """Serve an application at an address of its own."""
    with contextlib.ExitStack() as stack:

        def start(app: WSGIApplication) -> str:
            server = make_server("127.0.0.1", 0, app, threaded=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.port}"

        yield start


@pytest.mark.parametrize("by_http", [False, True])
def test_the_command_reports_as_json(cli, wsgi, nothing_planted, some_questions, serve, by_http):
    address = ["--url", serve(wsgi.app)] if by_http else []
    result = cli.invoke(ckan, ["ppid", "leakcheck", "--json", *address])
    report = json.loads(result.stdout)
    assert report["leaks"] == []
    assert report["cells"] == sum(report["cells_by_reader"].values()) > 0
    assert result.exit_code == 0


def test_another_portal_is_not_judged(cli, nothing_planted, serve):
    result = cli.invoke(ckan, ["ppid", "leakcheck", "--url", serve(Response("lain"))])
    assert "is not the address of this portal" in result.stderr
    assert result.exit_code == 1


def test_the_command_ends_with_status_1_when_something_leaks(
    cli, nothing_planted, some_questions, monkeypatch
):
    monkeypatch.setattr(hidden, "_missing", lambda: {"success": False})
    result = cli.invoke(ckan, ["ppid", "leakcheck"])
    assert "LEAK  action package_show" in result.stdout
    assert result.exit_code == 1
