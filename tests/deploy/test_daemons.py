"""A daemon is ours when its record names a living process with the same start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from portal import daemons, launch
from portal.daemons import Daemon
from portal.errors import SetupError
from portal.files import read_json, write_json
from portal.layout import Instance

SLEEPER = (sys.executable, "-c", "import signal; signal.pause()")

DEAF = """
import pathlib, signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
signal.pause()
"""


@pytest.fixture
def sleeper(instance: Instance) -> Daemon:
    return Daemon(instance=instance, name="sleeper", command=SLEEPER, ready=lambda: True)


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(SLEEPER)
    yield process
    process.kill()
    process.wait()


def test_it_runs_until_it_is_stopped(instance: Instance, sleeper: Daemon) -> None:
    daemons.start(sleeper)
    assert daemons.running(instance) == {"sleeper"}
    assert daemons.is_current(sleeper)

    assert daemons.stop(instance, "sleeper")

    assert daemons.running(instance) == frozenset()


def test_it_leads_a_session_of_its_own(instance: Instance, sleeper: Daemon) -> None:
    daemons.start(sleeper)

    pid = daemons.running_pid(instance, "sleeper")

    assert pid is not None
    assert os.getsid(pid) == pid


def test_other_inputs_call_for_a_restart(sleeper: Daemon) -> None:
    daemons.start(sleeper)

    assert not daemons.is_current(replace(sleeper, inputs="new settings"))


@pytest.mark.parametrize("lie", [{"started": "1"}, {"boot": "before"}], ids=["start", "boot"])
def test_a_process_that_got_the_same_number_is_left_alone(
    instance: Instance, stranger: subprocess.Popen[bytes], lie: dict[str, str]
) -> None:
    truth = {"started": launch.start_time(stranger.pid), "boot": launch.boot_id()}
    record = daemons.record_of(instance, "sleeper")
    write_json(record, {"pid": stranger.pid, "inputs": "", **truth, **lie})

    assert not daemons.stop(instance, "sleeper")

    assert stranger.poll() is None
    assert not record.exists()


def test_one_that_ends_while_starting_is_told_with_its_log(instance: Instance) -> None:
    command = (sys.executable, "-c", "raise SystemExit('no such disk')")
    broken = Daemon(instance=instance, name="broken", command=command, ready=lambda: False)

    with pytest.raises(SetupError, match="broken ended while starting; log: .*broken.log"):
        daemons.start(broken)

    assert "no such disk" in broken.log.read_text()


def test_one_that_never_answers_is_stopped(instance: Instance, sleeper: Daemon) -> None:
    mute = replace(sleeper, ready=lambda: False, seconds_to_start=0.3)

    with pytest.raises(SetupError, match="did not answer"):
        daemons.start(mute)

    assert daemons.running(instance) == frozenset()


def test_one_that_will_not_end_is_killed(
    instance: Instance, sleeper: Daemon, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(daemons, "SECONDS_TO_STOP", 0.3)
    deaf = tmp_path / "deaf"
    command = (sys.executable, "-c", DEAF, deaf)
    daemons.start(replace(sleeper, command=command, ready=deaf.exists))

    assert daemons.stop(instance, "sleeper")

    assert daemons.running(instance) == frozenset()


def test_its_record_is_there_though_its_starter_was_killed(
    instance: Instance, tmp_path: Path
) -> None:
    """The launcher writes the record itself, before it becomes the daemon."""
    instance.run.mkdir(parents=True)
    record = daemons.record_of(instance, "sleeper")
    starter = subprocess.Popen(
        [
            *("/bin/sh", "-c", '"$@" & kill -KILL $$', "sh", sys.executable),
            *(launch.__file__, record, tmp_path / "log", "", *SLEEPER),
        ],
        env={**os.environ, "PORTAL_INPUTS": ""},
    )
    assert starter.wait(10) == -signal.SIGKILL

    wait_for(record)

    assert daemons.stop(instance, "sleeper")


def wait_for(path: Path) -> None:
    """Wait, with an end, until a file is there."""
    subprocess.run(
        ["timeout", "10", "sh", "-c", f"until [ -e '{path}' ]; do sleep 0.05; done"], check=True
    )


def test_a_record_holds_what_it_was_started_from(instance: Instance, sleeper: Daemon) -> None:
    daemons.start(sleeper)

    record = read_json(daemons.record_of(instance, "sleeper"))

    assert record["inputs"] == sleeper.inputs_fingerprint
