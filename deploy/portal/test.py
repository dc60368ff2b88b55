"""deploy/test: lint, types and every test, on services of the tests' own."""

from __future__ import annotations

import os
import subprocess
import sys

from portal import daemons, lock, provision, venv
from portal.cli import main
from portal.commands import clean_environment
from portal.layout import ROOT, TEST, VAR
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
    with exclusive(
        TEST.directory / "lock", lambda who: progress.say(f"waiting for {who} to test …")
    ):
        _provision(progress)
        try:
            return _checks(progress, arguments)
        finally:
            if os.environ.get("CI") == "true":
                daemons.stop_all(TEST)


def _provision(progress: Progress) -> None:
    with exclusive(VAR / "lock", lambda who: progress.say(f"waiting for {who} to finish …")):
        provision.install(progress, tests=True)
        with provision.session(TEST, progress) as run:
            provision.services(run)


def _checks(progress: Progress, arguments: list[str]) -> int:
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    for check in () if arguments else CHECKS:
        progress.say(f"{' '.join(check)} …")
        status = _run(*check)
        if status:
            print(f"FAILED {' '.join(check)}", file=sys.stderr)
            return status
    progress.say("pytest …")
    return _run("pytest", *arguments)


def _run(program: str, *arguments: str) -> int:
    path = f"{venv.VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = clean_environment({"CKAN_INI": str(TEST.ini), "PATH": path})
    return subprocess.run(
        [venv.program(program), *arguments],
        check=False,
        cwd=ROOT,
        env=environment,
        # Tests that outlive a killed deploy/test keep the next run waiting.
        pass_fds=tuple(lock.inherited),
        umask=0o022,
    ).returncode


if __name__ == "__main__":
    main(test)
