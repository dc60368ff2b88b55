"""A run that fails stops what it started, and nothing that ran before."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from portal import daemons, provision
from portal.daemons import Daemon
from portal.errors import SetupError
from portal.layout import Instance
from portal.progress import Progress

SLEEPER = (sys.executable, "-c", "import signal; signal.pause()")


@pytest.fixture
def redis(instance: Instance) -> Daemon:
    return Daemon(instance=instance, name="redis", command=SLEEPER, ready=lambda: True)


@pytest.fixture
def solr(instance: Instance) -> Daemon:
    return Daemon(instance=instance, name="solr", command=SLEEPER, ready=lambda: True)


def test_a_failed_run_leaves_things_as_they_were(
    instance: Instance, redis: Daemon, solr: Daemon
) -> None:
    daemons.start(redis)

    with pytest.raises(SetupError):
        _fail_after_starting(instance, redis, solr)

    assert daemons.running(instance) == {"redis"}


def _fail_after_starting(instance: Instance, *needed: Daemon) -> None:
    with provision.session(instance, Progress()) as run:
        for daemon in needed:
            run.ensure(daemon.name, daemon)
        raise SetupError("the next step failed")


def test_a_second_run_starts_nothing_again(
    instance: Instance, redis: Daemon, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        with provision.session(instance, Progress()) as run:
            run.ensure("Redis", redis)

    assert capsys.readouterr().out.count("Redis: start") == 1


def test_changed_inputs_restart_it(instance: Instance, redis: Daemon) -> None:
    daemons.start(redis)
    before = daemons.running_pid(instance, "redis")

    with provision.session(instance, Progress()) as run:
        run.ensure("Redis", replace(redis, inputs="new"))

    assert daemons.running_pid(instance, "redis") not in (None, before)
