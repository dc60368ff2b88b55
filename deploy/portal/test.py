"""deploy/test: lint, types and every test, on services of the tests' own."""

from __future__ import annotations

import os
import sys

from portal import daemons, halves, provision
from portal.cli import main
from portal.layout import TEST, TESTS, VAR, Instance
from portal.lock import exclusive
from portal.progress import Progress

CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("pyright",),
)


def test(arguments: list[str]) -> int:
    """Run pytest with the arguments given, or without any all checks and all tests."""
    progress = Progress()
    instances = (TEST,) if arguments else TESTS
    # One lock for both instances: the second one never works without the first.
    with exclusive(
        TEST.directory / "lock", lambda who: progress.say(f"waiting for {who} to test …")
    ):
        _provision(progress, instances)
        try:
            return _some(progress, arguments) if arguments else _everything(progress)
        finally:
            if os.environ.get("CI") == "true":
                for instance in TESTS:
                    daemons.stop_all(instance)


def _provision(progress: Progress, instances: tuple[Instance, ...]) -> None:
    with exclusive(VAR / "lock", lambda who: progress.say(f"waiting for {who} to finish …")):
        provision.install(progress, tests=True)
        for instance in instances:
            with provision.session(instance, progress) as run:
                provision.services(run)


def _some(progress: Progress, arguments: list[str]) -> int:
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    progress.say("pytest …")
    return _run("pytest", *arguments)


def _everything(progress: Progress) -> int:
    return halves.run(
        progress, halves.FIRST_HALF, halves.SECOND_HALF, checks=lambda: _checks(progress)
    )


def _checks(progress: Progress) -> int:
    for check in CHECKS:
        progress.say(f"{' '.join(check)} …")
        status = _run(*check)
        if status:
            print(f"FAILED {' '.join(check)}", file=sys.stderr)
            return status
    return 0


def _run(program: str, *arguments: str) -> int:
    with halves.running(TEST, program, *arguments) as process:
        return process.wait()


if __name__ == "__main__":
    main(test)
