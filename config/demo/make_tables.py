#!/usr/bin/env python3
"""Write the tables of the demonstration catalogue into files/, or check that they are unchanged.

Run `python config/demo/make_tables.py` after a change in tables/, and with `--check` to compare the
committed files byte for byte with what the specifications give.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tables import TABLES
from tables.core import Table
from tables.writers import WRITERS

FILES = Path(__file__).parent / "files"


def content(table: Table) -> bytes:
    """Give the bytes of a table in the format its name says."""
    return WRITERS[Path(table.file).suffix](table.rows())


def write() -> None:
    """Write every table and remove files that no table makes."""
    FILES.mkdir(exist_ok=True)
    for table in TABLES:
        (FILES / table.file).write_bytes(content(table))
    for name in _strays():
        (FILES / name).unlink()


def differences() -> list[str]:
    """Name the files that are missing, changed or made by no table."""
    changed = [table.file for table in TABLES if not _matches(table)]
    return sorted([*changed, *_strays()])


def _matches(table: Table) -> bool:
    path = FILES / table.file
    return path.is_file() and path.read_bytes() == content(table)


def _strays() -> list[str]:
    made = {table.file for table in TABLES}
    return [path.name for path in FILES.iterdir() if path.name not in made]


def main() -> int:
    """Write or check, as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    if not parser.parse_args().check:
        write()
        return 0
    different = differences()
    for name in different:
        sys.stderr.write(f"{name}: not what tables/ describes; run {Path(__file__).name}\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
