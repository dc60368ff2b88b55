"""The files of the demonstration catalogue are those that their specifications give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MAKE_TABLES = Path(__file__).parents[2] / "config" / "demo" / "make_tables.py"


def test_committed_files_are_generated_byte_for_byte() -> None:
    """A change in tables/ is committed together with the files it makes."""
    checked = subprocess.run(
        [sys.executable, MAKE_TABLES, "--check"], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
