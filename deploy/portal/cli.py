"""What the three commands have in common: signals, errors in one line, exit codes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from portal.errors import SetupError, StoppedError

INTERRUPTED = 130


def main(command: Callable[[list[str]], int]) -> None:
    """Run a command and end the process with its exit code."""
    # Logs, indexes and uploads are nobody's business on this machine but their owner's.
    os.umask(0o077)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        status = command(sys.argv[1:])
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        status = INTERRUPTED
    except (SetupError, OSError) as error:
        print(f"FAILED {error}", file=sys.stderr)
        status = 1
    sys.exit(status)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise StoppedError(f"stopped by {signal.Signals(number).name}")
