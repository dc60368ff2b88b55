"""How fast the documents of a register are made, and what they hold meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, datetime

import pytest
from portal import venv
from portal.commands import clean_environment
from portal.files import write_json
from portal.layout import ROOT, VAR
from portal.progress import Progress

from tests.bench.sites import HERE

ROWS = 10_000
ROUNDS = 7
RESULT = VAR / "bench" / "documents.json"
PATH = os.pathsep.join([str(ROOT), str(ROOT / "ckanext-ppidbontang")])


@pytest.mark.bench
def test_documents(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the medians; the speed itself is not asserted."""
    with capsys.disabled():
        progress = Progress()
        progress.say(f"documents: {ROWS} rows, {ROUNDS} rounds")
        before = os.getloadavg()[0]
        done = subprocess.run(
            [venv.program("python"), HERE / "documents.py", str(ROWS), str(ROUNDS)],
            check=True,
            stdout=subprocess.PIPE,
            env=clean_environment({"PYTHONPATH": PATH}),
        )
        figures = json.loads(done.stdout)
        for format, figure in figures.items():
            progress.say(f"{format}: {json.dumps(figure)}")
    write_json(
        RESULT,
        {
            "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
            "cores": os.cpu_count(),
            "rows": ROWS,
            "rounds": ROUNDS,
            "load_before": before,
            "load_after": os.getloadavg()[0],
            **figures,
        },
    )
