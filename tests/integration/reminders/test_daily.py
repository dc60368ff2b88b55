"""The daily job: planned once, run by CKAN's own worker, and its successor after it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib import jobs as queue
from rq.registry import ScheduledJobRegistry

from ckanext.ppidbontang import jobs

from .conftest import in_days

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture
def registry():
    """Return the plan of the default queue, empty before and after."""
    found = ScheduledJobRegistry(queue=queue.get_queue())

    def empty() -> None:
        for job_id in found.get_job_ids():
            found.remove(job_id, delete_job=True)
        queue.get_queue().empty()

    empty()
    yield found
    empty()


@pytest.mark.parametrize(
    ("now", "next_"),
    [
        ("2026-11-22T21:59:59+00:00", "2026-11-22T22:00:00+00:00"),
        ("2026-11-22T22:00:00+00:00", "2026-11-23T22:00:00+00:00"),
        ("2026-12-31T23:30:00+00:00", "2027-01-01T22:00:00+00:00"),
    ],
)
def test_it_runs_at_six_in_the_morning_of_the_portal(now, next_):
    """06.00 WITA is 22.00 UTC of the day before."""
    assert jobs.next_run(datetime.fromisoformat(now)) == datetime.fromisoformat(next_)


def test_it_is_planned_once_however_often_it_is_planned(registry):
    at = {jobs.plan() for _ in range(3)}
    [job_id] = registry.get_job_ids()
    assert at == {registry.get_scheduled_time(job_id)}
    assert queue.job_from_id(job_id).func is jobs.daily


def test_a_lost_redis_gets_it_again(registry):
    jobs.plan()
    queue.get_queue().connection.delete(registry.key)
    jobs.plan()
    assert len(registry.get_job_ids()) == 1


def test_the_command_plans_it(registry, cli):
    from ckan.cli.cli import ckan

    told = cli.invoke(ckan, ["ppid", "daily", "--schedule"])
    assert told.exit_code == 0, told.output
    assert len(registry.get_job_ids()) == 1


def test_the_command_runs_it_now(registry, cli, post, exempt, address_of):
    from ckan.cli.cli import ckan

    address_of("dinkes", "ppid-dinkes@example.go.id")
    address_of("kota-bontang", "ppid@example.id")
    exempt("habis", exemption_end=in_days(-1))
    told = cli.invoke(ckan, ["ppid", "daily"])
    assert told.exit_code == 0, told.output
    assert "dinkes" in told.output
    assert len(post.mails) == 2
    assert registry.get_job_ids() == []
    post.close()
    exempt("habis-juga", exemption_end=in_days(-1))
    told = cli.invoke(ckan, ["ppid", "daily"])
    assert told.exit_code == 1
    assert post.address in told.output


def test_the_worker_runs_it_and_it_plans_its_successor(
    registry, post, exempt, address_of, monkeypatch
):
    """The job is due: the worker's scheduler takes it up, in a process of its own."""
    address_of("dinkes", "ppid-dinkes@example.go.id")
    address_of("kota-bontang", "ppid@example.id")
    exempt("habis", exemption_end=in_days(-1))
    yesterday = datetime.now(UTC) - timedelta(days=1)
    monkeypatch.setattr(jobs, "next_run", lambda _now: yesterday)
    jobs.plan()
    [due] = registry.get_job_ids()
    worker = subprocess.run(
        [Path(sys.executable).with_name("ckan"), "jobs", "worker", "--burst"],
        env={**os.environ, "LANG": "C.UTF-8", "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert post.to() == ["ppid-dinkes@example.go.id", "ppid@example.id"], worker.stderr
    greeting = tk._("To the PPID of {body}").format(body="Dinas Kesehatan")
    assert post.texts()[0].startswith(greeting)
    [successor] = registry.get_job_ids()
    assert successor != due
    assert registry.get_scheduled_time(successor) > datetime.now(UTC)
