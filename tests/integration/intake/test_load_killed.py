"""A load that is killed at any moment: what it committed stays, and the next one completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ckan import model

from ckanext.ppidbontang.intake import workers

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")

RECORDS = 4 * workers.BATCH_SIZE
DEADLINE = 120


def until(happened: Callable[[], bool]) -> None:
    """Wait for a condition, not longer than the deadline."""
    end = time.monotonic() + DEADLINE
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def count() -> int:
    """Return how many entries are committed."""
    model.Session.rollback()
    return model.Session.query(model.Package).count()


def gone(group: int) -> bool:
    """Tell whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def started(folder: Path):
    """Start the command as a process of its own, leader of its own group."""
    program = Path(sys.executable).with_name("ckan")
    processes: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [program, "-c", os.environ["CKAN_INI"], "ppid", "load", folder]
        with (folder / "keluaran").open("wb") as output:
            process = subprocess.Popen(
                command, stdout=output, stderr=output, start_new_session=True
            )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if not gone(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_the_next_load_completes_it(started, write, load, many, searchable):
    write(*many(RECORDS))
    process = started()
    until(lambda: count() > 0)
    process.kill()
    process.wait()
    until(lambda: gone(process.pid))  # the workers end with the one that started them
    stored = count()
    assert 0 < stored < RECORDS
    assert stored % workers.BATCH_SIZE == 0
    result = load()
    assert result.exit_code == 0, result.output
    assert result.counts["created"] == RECORDS - stored
    assert count() == len(searchable()) == RECORDS
    assert load().counts == {"unchanged": RECORDS}


def test_a_killed_worker_is_told(started, write, load, many, folder):
    write(*many(RECORDS))
    process = started()
    until(lambda: count() > 0)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    assert process.wait(DEADLINE) == 1
    output = (folder / "keluaran").read_text(encoding="utf-8")
    assert "Traceback" not in output
    assert "jalankan lagi" in output
    assert load().exit_code == 0
    assert count() == RECORDS
