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
            waiting(file.read().strip() or "another run")
            fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}")
        file.flush()
        inherited.add(file.fileno())
        try:
            yield
        finally:
            inherited.discard(file.fileno())
