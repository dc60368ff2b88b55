"""Two runs queue, and what a killed run left behind is waited for."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from portal.layout import DEPLOY
from portal.lock import exclusive

# Takes the lock, starts a program that inherits it as an installer does, and says so.
HOLDER = """
import subprocess, sys
from pathlib import Path
from portal import lock
with lock.exclusive(Path(sys.argv[1]), print):
    child = subprocess.Popen(["cat"], pass_fds=tuple(lock.inherited), stdin=sys.stdin)
    print("held", flush=True)
    child.wait()
"""


def _hold(path: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        env={**os.environ, "PYTHONPATH": str(DEPLOY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def _take(path: Path) -> tuple[threading.Thread, threading.Event, list[str]]:
    waits = threading.Event()
    said: list[str] = []

    def waiting(who: str) -> None:
        said.append(who)
        waits.set()

    def take() -> None:
        with exclusive(path, waiting):
            pass

    thread = threading.Thread(target=take)
    thread.start()
    return thread, waits, said


def _release(holder: subprocess.Popen[str]) -> None:
    assert holder.stdin is not None
    holder.stdin.close()


def test_the_second_run_waits_and_names_the_first(tmp_path: Path) -> None:
    holder = _hold(tmp_path / "lock")
    thread, waits, said = _take(tmp_path / "lock")

    assert waits.wait(10)
    assert said == [f"process {holder.pid}"]
    _release(holder)
    holder.wait(10)
    thread.join(10)
    assert not thread.is_alive()


def test_an_installer_of_a_killed_run_keeps_the_lock(tmp_path: Path) -> None:
    holder = _hold(tmp_path / "lock")
    holder.kill()
    holder.wait(10)
    thread, waits, said = _take(tmp_path / "lock")

    assert waits.wait(10)
    assert said == [f"a program that process {holder.pid} left running"]
    _release(holder)
    thread.join(10)
    assert not thread.is_alive()
