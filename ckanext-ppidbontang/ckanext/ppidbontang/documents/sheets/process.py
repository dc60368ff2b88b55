"""The process that reads a file: started, waited for, and believed no more than it has to be."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Literal

from ckanext.ppidbontang.documents.sheets import limits
from ckanext.ppidbontang.documents.sheets.answer import tagged
from ckanext.ppidbontang.documents.sheets.problems import Problem, SpreadsheetError

_CHILD = "ckanext.ppidbontang.documents.sheets.child"
_Job = Literal["sheets", "members"]
# How the system ends a process that wants more than it may have; without memory, Rust aborts.
_OUT_OF_BOUNDS = (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT)


def ask(job: _Job, path: Path, filename: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield what a process tells of a file: of each line its kind and its values.

    Raises:
        SpreadsheetError: The file cannot be read, in whole or from here on.
    """
    with tempfile.TemporaryFile() as answer:
        status = _run(job, path, answer)
        length = answer.seek(0, 2)
        answer.seek(0)
        for line in answer:
            kind, *values = _parsed(line, filename)
            if kind == "end":
                return
            if kind == "problem":
                raise SpreadsheetError(Problem(values[0]), {**dict(values[1]), "file": filename})
            yield kind, values
    is_too_heavy = status in _OUT_OF_BOUNDS or length >= limits.MAX_ANSWER_BYTES
    problem = Problem.TOO_HEAVY if is_too_heavy else Problem.DAMAGED
    raise SpreadsheetError(problem, {"file": filename})


def _run(job: _Job, path: Path, answer: IO[bytes]) -> int:
    # Isolated, and without our environment: it must know no secret that it could give away.
    bounds = (limits.MAX_MEMORY_BYTES, limits.MAX_PROCESSOR_SECONDS, limits.MAX_ANSWER_BYTES)
    command = [sys.executable, "-I", "-m", _CHILD, job, path.absolute(), *map(str, bounds)]
    try:
        done = subprocess.run(  # noqa: S603 (the command is ours; the path is one argument)
            command,
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={},
            check=False,
            timeout=limits.MAX_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    return done.returncode


def _parsed(line: bytes, filename: str) -> list[Any]:
    try:
        return json.loads(line, object_hook=tagged)
    except (ValueError, LookupError) as err:
        # Broken off in the middle of a line.
        raise SpreadsheetError(Problem.DAMAGED, {"file": filename}) from err
