"""Read a file: a program of its own, since the file may be made to bring its reader down.

Takes what is asked and the path of the file, and writes an answer (`answer.Answer`) to standard
output. The system bounds its memory, its time and the length of what it may answer.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from ckanext.ppidbontang.documents.sheets import delimited, limits, members, ods, xlsx
from ckanext.ppidbontang.documents.sheets.answer import Answer
from ckanext.ppidbontang.documents.sheets.kinds import Kind, kind_of
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal

_LIMITS = (
    (resource.RLIMIT_AS, limits.MAX_MEMORY_BYTES),
    (resource.RLIMIT_CPU, limits.MAX_PROCESSOR_SECONDS),
    (resource.RLIMIT_FSIZE, limits.MAX_ANSWER_BYTES),
    (resource.RLIMIT_CORE, 0),
)


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
    for limit, value in _LIMITS:
        resource.setrlimit(limit, (value, value))
    job, path = sys.argv[1:]
    answer = Answer(sys.stdout.buffer)
    try:
        with Path(path).open("rb") as file:
            _JOBS[job](file, answer)
        answer.end()
    except Refusal as refusal:
        answer.problem(refusal)
    except MemoryError:
        answer.problem(Refusal(Problem.TOO_HEAVY))


if __name__ == "__main__":
    main()
