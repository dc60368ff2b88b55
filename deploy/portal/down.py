"""deploy/down: stop what deploy/up and deploy/test started, and nothing else."""

from __future__ import annotations

import argparse

from portal import daemons
from portal.cli import main
from portal.layout import PORTAL, TEST, TESTS, VAR
from portal.lock import exclusive
from portal.progress import Progress


def down(arguments: list[str]) -> int:
    """Stop every instance; data stays."""
    parser = argparse.ArgumentParser(prog="deploy/down", description=__doc__)
    parser.parse_args(arguments)
    progress = Progress()
    with (
        exclusive(
            TEST.directory / "lock", lambda who: progress.say(f"waiting for {who} to test …")
        ),
        exclusive(VAR / "lock", lambda who: progress.say(f"waiting for {who} to finish …")),
    ):
        for instance in (PORTAL, *TESTS):
            stopped = daemons.stop_all(instance)
            said = f"stopped {', '.join(stopped)}" if stopped else "nothing was running"
            progress.say(f"{instance.name}: {said}")
    return 0


if __name__ == "__main__":
    main(down)
