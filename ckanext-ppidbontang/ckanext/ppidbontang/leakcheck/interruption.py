"""End a run that is asked to end between two of its steps, and let nothing disturb its clean-up.

A signal that raised an exception would do so in the midst of whatever Python is at. In a finalizer,
in a callback of a weak reference or in a hook of `os.fork` Python reports the exception and forgets
it, and the run would go on to its end; in the midst of a commit it would leave behind a connection
with locks for which the clean-up waits. So a signal is only noted, and every step looks first, in
the processes of the workers too.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from mmap import mmap
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)

# One byte that forked workers share.
_noted = mmap(-1, 1)


@contextmanager
def listening() -> Iterator[None]:
    """Note Ctrl-C and SIGTERM, whatever was done with them before.

    A shell has its background jobs ignore Ctrl-C; who sends it to a run means it all the same.
    """
    _noted[0] = False
    with _handled_by(_note):
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put signals off, those that were noted too."""
    with _handled_by(signal.SIG_IGN):
        _noted[0] = False
        yield


def check() -> None:
    """End the run here if it was asked to end.

    Raises:
        KeyboardInterrupt: it was.
    """
    if _noted[0]:
        raise KeyboardInterrupt


def _note(number: int, frame: FrameType | None) -> None:
    _noted[0] = True


@contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], Any] | int) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in SIGNALS}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)
