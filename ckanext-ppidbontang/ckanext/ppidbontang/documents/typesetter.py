"""Set a register in type: a program of its own, since typesetting holds much memory.

Reads a job as JSON from standard input and writes the PDF to standard output.
"""

from __future__ import annotations

import json
import resource
import sys

import typst

# Ten thousand rows take 8 seconds and 1.6 GB; a web server waits 120 seconds.
MAX_SECONDS = 100
MAX_BYTES = 4 * 1024**3


def typeset(template: str, table: str, timestamp: int) -> bytes:
    """Return the PDF of a table, as accessible as its characters allow.

    PDF/UA-1 refuses a text with a character that no font at hand can show (an emoji, Chinese). The
    document is then tagged all the same, but does not call itself PDF/UA-1: the character keeps
    its place and can be copied.
    """
    try:
        return _compile(template, table, timestamp, "ua-1")
    except typst.TypstError:
        return _compile(template, table, timestamp)


def _compile(template: str, table: str, timestamp: int, *standards: typst.PDFStandard) -> bytes:
    # No fonts of the machine: the same table is the same document everywhere.
    return typst.compile(
        template.encode(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"table": table},
        pdf_standards=list(standards),
        timestamp=timestamp,
    )


def main() -> None:
    """Do the job, within bounds that hold even if nobody waits for it any more."""
    job = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_DATA, (job["max_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (job["max_seconds"],) * 2)
    try:
        made = typeset(job["template"], job["table"], job["timestamp"])
    except typst.TypstError as err:
        sys.exit(str(err))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
