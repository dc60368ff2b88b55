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
    except BrokenPipeError:
        # Whoever read the output has left (`deploy/up | head`): say nothing more, here or at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except (SetupError, OSError) as error:
        print(f"FAILED {error}", file=sys.stderr)
        status = 1
    sys.exit(status)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise StoppedError(f"stopped by {signal.Signals(number).name}")
