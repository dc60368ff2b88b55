"""Read a file: a program of its own, since the file may be made to bring its reader down.

Takes what is asked, the path of the file, and how much memory, time and output it may use; writes
an answer (`answer.Answer`) to standard output.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from ckanext.ppidbontang.documents.sheets import delimited, members, ods, xlsx
from ckanext.ppidbontang.documents.sheets.answer import Answer
from ckanext.ppidbontang.documents.sheets.kinds import Kind, kind_of
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal


def read_sheets(file: IO[bytes], answer: Answer) -> None:
    """Hand over the sheets of a file of any kind that is read."""
    kind = kind_of(file)
    file.seek(0)
    match kind:
        case Kind.XLSX:
            xlsx.read(file, answer)
        case Kind.ODS:
            ods.read(file, answer)
        case Kind.TEXT:
            delimited.read(file.read(), answer)
        case Kind.FILES:
            raise Refusal(Problem.COMPRESSED)


_JOBS: Mapping[str, Callable[[IO[bytes], Answer], None]] = {
    "sheets": read_sheets,
    "members": members.read,
}


def main() -> None:
    """Do the job, within bounds that hold even if nobody waits for it any more."""
    job, path, *bounds = sys.argv[1:]
    _keep_within(*map(int, bounds))
    answer = Answer(sys.stdout.buffer)
    try:
        with Path(path).open("rb") as file:
            _JOBS[job](file, answer)
        answer.end()
    except Refusal as refusal:
        answer.problem(refusal)
    except MemoryError:
        answer.problem(Refusal(Problem.TOO_HEAVY))


def _keep_within(memory: int, seconds: int, answer: int) -> None:
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    main()
