"""How fast `ckan ppid load` is, against one `package_create` after another."""

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
from tests.bench.sites import HERE, PORTAL, REGISTRY

RECORDS = 200
ROUNDS = 5
RESULT = VAR / "bench" / "load.json"


@pytest.mark.bench
def test_load_against_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the medians and the ratio of the pairs; the speed itself is not asserted."""
    with capsys.disabled():
        progress = Progress()
        with sites.running(progress):
            progress.say(f"load: {ROUNDS} rounds of {RECORDS} records, both ways")
            before = os.getloadavg()[0]
            times = _measure()
        pairs = zip(times["one_by_one"], times["load"], strict=True)
        result = {
            "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
            "cores": os.cpu_count(),
            "records": RECORDS,
            "rounds": ROUNDS,
            "load_before": before,
            "load_after": os.getloadavg()[0],
            **{f"{way}_ms": _per_record(taken) for way, taken in times.items()},
            "ratio": round(statistics.median(slow / fast for slow, fast in pairs), 2),
        }
        progress.say(
            f"medians for a record: one by one {result['one_by_one_ms']} ms, "
            f"load {result['load_ms']} ms; {result['ratio']} times as fast"
        )
    write_json(RESULT, result)


def _measure() -> dict[str, list[float]]:
    """Time both ways in a process of its own, on the portal's site."""
    done = subprocess.run(
        [venv.program("python"), HERE / "load.py", REGISTRY, str(RECORDS), str(ROUNDS)],
        check=True,
        stdout=subprocess.PIPE,
        env=clean_environment({"CKAN_INI": str(PORTAL.instance.ini)}),
    )
    return json.loads(done.stdout)


def _per_record(taken: list[float]) -> float:
    return round(statistics.median(taken) / RECORDS * 1000, 1)
