"""Let one run at a time change what is shared."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# Programs that a run waits for inherit its locks: when the run is killed, the next one still
# waits until an installer that it left behind is through.
inherited: set[int] = set()


@contextmanager
def exclusive(path: Path, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold a lock file; say once, by `waiting`, whom this run waits for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            waiting(_holder(file.read()))
            fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        inherited.add(file.fileno())
        try:
            yield
        finally:
            inherited.discard(file.fileno())


def _holder(pid: str) -> str:
    if not pid.isdecimal():
        return "another run"
    if Path("/proc", pid).exists():
        return f"process {pid}"
    return f"a program that process {pid} left running"
