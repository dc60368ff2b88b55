"""What the guards cost: the same portal with them and without."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from datetime import UTC, datetime

import pytest
from portal import venv
from portal.commands import clean_environment
from portal.files import write_json
from portal.layout import VAR
from portal.progress import Progress

from tests.bench import sites
from tests.bench.sites import HERE, PORTAL

ROUNDS = 300
RESULT = VAR / "bench" / "guards.json"


@pytest.mark.bench
def test_pages_with_and_without_guards(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the medians and the ratios of the pairs; the speed itself is not asserted."""
    with capsys.disabled():
        progress = Progress()
        with sites.running(progress):
            progress.say(f"guards: {ROUNDS} rounds, with and without")
            before = os.getloadavg()[0]
            rows = [_row(page, times) for page, times in _measure().items()]
        for row in rows:
            progress.say("{page:<26}{without_ms:>8} ms{with_ms:>8} ms{ratio:>7}".format(**row))
    conditions = {
        "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "rounds": ROUNDS,
        "load_before": before,
        "load_after": os.getloadavg()[0],
    }
    write_json(RESULT, {"conditions": conditions, "pages": rows})


def _measure() -> dict[str, dict[str, list[float]]]:
    """Time both ways in a process of its own, on the portal's site."""
    done = subprocess.run(
        [venv.program("python"), HERE / "guards.py", str(ROUNDS)],
        check=True,
        stdout=subprocess.PIPE,
        env=clean_environment({"CKAN_INI": str(PORTAL.instance.ini)}),
    )
    return json.loads(done.stdout)


def _row(page: str, times: dict[str, list[float]]) -> dict[str, object]:
    pairs = zip(times["with"], times["without"], strict=True)
    return {
        "page": page,
        **{f"{way}_ms": round(statistics.median(taken) * 1000, 1) for way, taken in times.items()},
        "ratio": round(statistics.median(guarded / plain for guarded, plain in pairs), 3),
    }
