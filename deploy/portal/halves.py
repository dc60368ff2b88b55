"""Run everything there is to test in two halves side by side, each on services of its own.

One run of pytest waits for its services, or they wait for it: it fills one core of a machine. The
second half runs beside the checks and the first half, and its output follows theirs.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from portal import lock, venv
from portal.commands import clean_environment
from portal.layout import ROOT, TEST, TEST_2, Instance
from portal.progress import Progress

# Nearly half of the time. The first half is whatever is not named here: nothing is left out.
SECOND = ("tests/browser", "tests/documents", "tests/domain", "tests/interop", "tests/leaks")

OUTCOMES = ("passed", "failed", "skipped")
# As pytest names the ends of a run whose results are whole: all passed, or some failed.
WHOLE = (0, 1)


@dataclass(frozen=True, kw_only=True)
class Half:
    """Some of the tests, and the instance whose services they use."""

    instance: Instance
    arguments: tuple[str, ...]

    @property
    def log(self) -> Path:
        """Return the file that gets what pytest prints while another half has the terminal."""
        return self.instance.log / "pytest.log"

    @property
    def results(self) -> Path:
        """Return the file of the results."""
        return self.instance.log / "pytest.xml"


FIRST_HALF = Half(instance=TEST, arguments=tuple(f"--ignore={folder}" for folder in SECOND))
SECOND_HALF = Half(instance=TEST_2, arguments=SECOND)


@contextmanager
def running(
    instance: Instance, program: str, *arguments: str, output: BinaryIO | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of the environment on an instance; end it when this run is ended.

    One whose output goes elsewhere works beside another, in a group of its own.
    """
    path = f"{venv.VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(
        [venv.program(program), *arguments],
        cwd=ROOT,
        env=clean_environment({"CKAN_INI": str(instance.ini), "PATH": path}),
        # Tests that outlive a killed deploy/test keep the next run waiting.
        pass_fds=tuple(lock.inherited),
        umask=0o022,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        process_group=0 if output else None,
    ) as process:
        try:
            yield process
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program, and in a group of its own whatever it has started and would leave behind."""
    with contextlib.suppress(ProcessLookupError):
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()


def run(progress: Progress, first: Half, second: Half, checks: Callable[[], int]) -> int:
    """Run the second half beside the checks and the first; say at the end what both came to."""
    with second.log.open("wb") as output, _pytest(second, output) as beside:
        status = checks()
        if status:
            _end(beside)
            return status
        progress.say("pytest, the first half …")
        with _pytest(first) as process:
            status = process.wait()
        progress.say("pytest, the second half, which runs beside the first …")
        beside.wait()
    sys.stdout.write(second.log.read_text(encoding="utf-8", errors="replace"))
    statuses = (status, beside.returncode)
    if all(status in WHOLE for status in statuses):
        print(total(first.results, second.results))
    else:
        print("FAILED pytest ended with status {} and {}".format(*statuses), file=sys.stderr)
    return status or beside.returncode


def _pytest(
    half: Half, output: BinaryIO | None = None
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    half.results.unlink(missing_ok=True)
    arguments = (*half.arguments, f"--junit-xml={half.results}")
    return running(half.instance, "pytest", *arguments, output=output)


def total(*results: Path) -> str:
    """Return how many tests of all results passed, failed and were skipped."""
    counts = Counter(_outcome(case) for path in results for case in _cases(path))
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)


def _cases(results: Path) -> Iterator[ElementTree.Element]:
    return ElementTree.parse(results).iter("testcase")  # noqa: S314 (pytest has just written it)


def _outcome(case: ElementTree.Element) -> str:
    """Return what became of a test; one whose clean-up failed has failed."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"
