"""Say what is being done, with the time since the start."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from portal.errors import SetupError


class Progress:
    """Print one line for each step and name the step in the error that ends it."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def say(self, text: str) -> None:
        """Print a line with the elapsed time."""
        print(f"[{time.monotonic() - self._start:5.1f}s] {text}", flush=True)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Announce a step; a failure inside it carries its name."""
        self.say(f"{name} …")
        try:
            yield
        except OSError as error:
            raise SetupError(str(error), step=name) from error
        except SetupError as error:
            error.step = error.step or name
            raise
