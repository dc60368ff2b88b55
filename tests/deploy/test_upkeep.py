"""What deploy/up does for the portal before it serves, and so that the daily job is planned."""

from __future__ import annotations

import pytest
from portal import ckan, redis, upkeep
from portal.errors import SetupError, StoppedError
from portal.progress import Progress
from portal.secret_store import Secrets

SECRETS = Secrets(
    postgres="a", ckan_database="b", datastore_reader="c", redis="d", solr="e", session="f"
)
PLAN = "rq:scheduled:ckan:ppid-portal:default"


@pytest.fixture
def commands(monkeypatch):
    run = []
    monkeypatch.setattr(ckan, "command", lambda _instance, _log, *words: run.append(words))
    return run


@pytest.mark.parametrize(
    ("answers", "planned"),
    [
        ([], False),
        (["*0"], False),
        (["*1", "$3", "ppid-portal-ppid-daily-2026-11-23"], True),
        (["*1", "$3", "another-job"], False),
    ],
    ids=["redis is new", "nothing is planned", "planned", "only another job is planned"],
)
def test_the_daily_job_is_planned_where_it_is_not(
    monkeypatch, instance, commands, answers, planned
):
    def ask(_known, _ports, command):
        return ["*1", f"${len(PLAN)}", PLAN] if command.startswith("KEYS") else answers

    monkeypatch.setattr(redis, "ask", ask)
    upkeep.plan_daily_job(instance, instance.preferred, SECRETS, Progress())
    assert commands == ([] if planned else [("ppid", "daily", "--schedule")])


def test_what_cannot_be_repaired_does_not_keep_the_portal_from_starting(
    monkeypatch, instance, capsys
):
    def fail(*_words):
        raise SetupError("pasien-2025: still waits")

    monkeypatch.setattr(ckan, "command", fail)
    upkeep.repair(instance, Progress())
    assert "still waits" in capsys.readouterr().out


def test_who_stops_the_set_up_stops_the_repair_too(monkeypatch, instance):
    def stop(*_words):
        raise StoppedError("stopped")

    monkeypatch.setattr(ckan, "command", stop)
    with pytest.raises(StoppedError):
        upkeep.repair(instance, Progress())
