"""The process that reads a file: started, waited for, and believed no more than it has to be."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import IO, Any, Literal

from ckanext.ppidbontang.documents.sheets import limits
from ckanext.ppidbontang.documents.sheets.answer import tagged
from ckanext.ppidbontang.documents.sheets.problems import Problem, SpreadsheetError

log = logging.getLogger(__name__)

_CHILD = "ckanext.ppidbontang.documents.sheets.child"
_Job = Literal["sheets", "members"]
# How the system ends a process that wants more than it may have; without memory, Rust aborts.
_OUT_OF_BOUNDS = (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT)
# As much of its last words as the log needs.
_COMPLAINT = 1000


def ask(job: _Job, path: Path, filename: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield what a process tells of a file: of each line its kind and its values.

    Raises:
        SpreadsheetError: The file cannot be read, in whole or from here on.
    """
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        status = _run(job, path, answer, complaint)
        length = answer.seek(0, os.SEEK_END)
        answer.seek(0)
        for line in answer:
            if not line.endswith(b"\n"):
                break
            kind, *values = json.loads(line, object_hook=tagged)
            if kind == "end":
                return
            if kind == "problem":
                raise _refused(values[0], values[1], filename)
            yield kind, values
        log.warning("Reading %s broke off (status %s): %s", filename, status, _tail(complaint))
    is_too_heavy = status in _OUT_OF_BOUNDS or length >= limits.MAX_ANSWER_BYTES
    problem = Problem.TOO_HEAVY if is_too_heavy else Problem.DAMAGED
    raise SpreadsheetError(problem, {"file": filename})


def _refused(problem: str, params: list[tuple[str, str]], filename: str) -> SpreadsheetError:
    named = {name: value for name, value in params if name != "sheet" or value}
    return SpreadsheetError(
        Problem(problem), {"sheet": own_name(filename), **named, "file": filename}
    )


def own_name(filename: str) -> str:
    """Return what programs call the sheet of a file that has no sheets, as CSV has none."""
    return PurePath(filename).stem


def _run(job: _Job, path: Path, answer: IO[bytes], complaint: IO[bytes]) -> int:
    # Isolated, and without our environment: it must know no secret that it could give away.
    bounds = (limits.MAX_MEMORY_BYTES, limits.MAX_PROCESSOR_SECONDS, limits.MAX_ANSWER_BYTES)
    command = [sys.executable, "-I", "-m", _CHILD, job, path.absolute(), *map(str, bounds)]
    try:
        done = subprocess.run(  # noqa: S603 (the command is ours; the path is one argument)
            command,
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=complaint,
            env={},
            check=False,
            timeout=limits.MAX_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    return done.returncode


def _tail(complaint: IO[bytes]) -> str:
    """Return the last of what the process complained of, on one line."""
    complaint.seek(max(complaint.seek(0, os.SEEK_END) - _COMPLAINT, 0))
    return repr(complaint.read().decode(errors="replace"))
