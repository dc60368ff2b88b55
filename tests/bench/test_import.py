"""How fast many entries are made, against `ckanapi load datasets` into plain CKAN."""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from portal import venv
from portal.commands import clean_environment
from portal.files import write_json
from portal.layout import TEST, VAR
from portal.progress import Progress

from ckanext.ppidbontang import registry
from tests.bench import processes, sites
from tests.bench.seed import PPID_FIELDS, dataset
from tests.bench.sites import HERE, PORTAL, REGISTRY, VANILLA, Site

ROWS = int(os.environ.get("BENCH_ROWS", "5000"))
RESULT = VAR / "bench" / "import.json"
PLAIN = replace(VANILLA, name="import_vanilla", web_port=25060, redis_database=6)
OURS = replace(PORTAL, name="import_portal", web_port=25070, redis_database=7)
# What an import makes of a row: a draft that waits for its review, or a published entry.
WAYS = {"drafts": {"private": True}, "published": {}}
LOOK = 0.5  # seconds between two looks at the account of a running command

Figures = dict[str, float]


@pytest.mark.bench
def test_import_against_plain_ckan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Print the rates and what a record costs; the speed itself is not asserted."""
    load = os.getloadavg()[0]
    with capsys.disabled():
        progress = Progress()
        plain = _written(tmp_path / "plain.jsonl", {})
        found = {"plain": _measured(PLAIN, _ckanapi(plain), progress)}
        for way, fields in WAYS.items():
            file = _written(tmp_path / f"{way}.jsonl", PPID_FIELDS | fields)
            found[way] = _measured(OURS, _own(file), progress)
            found[way]["ratio"] = round(found[way]["rate"] / found["plain"]["rate"], 2)
        found["spreadsheet"] = _imported(found["plain"]["rate"], progress)
        for way, figures in found.items():
            progress.say(f"{way}: " + ", ".join(f"{name} {n}" for name, n in figures.items()))
    conditions = {
        "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "rows": ROWS,
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }
    write_json(RESULT, {"conditions": conditions, **found})


def _imported(plain_rate: float, progress: Progress) -> Figures:
    """Import a spreadsheet of as many rows, twice, and compare the work with plain CKAN's."""
    sites.empty(OURS, progress)
    done = subprocess.run(
        [venv.program("python"), HERE / "spreadsheet.py", str(ROWS)],
        check=True,
        stdout=subprocess.PIPE,
        env=clean_environment({"CKAN_INI": str(OURS.instance.ini)}),
    )
    figures: Figures = json.loads(done.stdout)
    again = figures["preview_again"] + figures["apply_again"]
    return {
        **figures,
        "ratio": round(ROWS / figures["apply"] / plain_rate, 2),
        "preview_of_apply": round(figures["preview"] / figures["apply"], 3),
        "again_faster": round((figures["preview"] + figures["apply"]) / again, 1),
    }


def _written(file: Path, fields: dict[str, Any]) -> Path:
    """Write the records, each with the address of a file, as a row of a register has it."""
    bodies = registry.read(REGISTRY)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(ROWS):
            record = {**dataset(number, bodies), "name": f"import-{number:05}", **fields}
            record["resources"] = record["resources"][:1]
            lines.write(json.dumps(record) + "\n")
    return file


def _ckanapi(file: Path) -> list[str | Path]:
    ini = PLAIN.instance.ini
    return [venv.program("ckanapi"), *("load", "datasets", "-p", "2", "-I"), file, "-c", ini]


def _own(file: Path) -> list[str | Path]:
    return [venv.program("python"), HERE / "importing.py", file]


def _measured(site: Site, command: list[str | Path], progress: Progress) -> Figures:
    """Empty a site and have a command fill it: rows a second, and processor time a row."""
    sites.empty(site, progress)
    servers = {name: processes.daemon(TEST, name) for name in ("postgres", "solr")}
    before = {name: processes.cpu_seconds(pid) for name, pid in servers.items()}
    start = time.perf_counter()
    client = _run(command, {"CKAN_INI": str(site.instance.ini)})
    seconds = time.perf_counter() - start
    used = {name: processes.cpu_seconds(pid) - before[name] for name, pid in servers.items()}
    assert sites.count(site) == ROWS
    costs = {"client": client, **used}
    return {
        "rate": round(ROWS / seconds, 1),
        **{f"{name}_cpu_ms": round(cpu / ROWS * 1000, 1) for name, cpu in costs.items()},
        "cpu_ms": round(sum(costs.values()) / ROWS * 1000, 1),
    }


def _run(command: list[str | Path], env: dict[str, str]) -> float:
    """Run a command and return the processor time that it and all below it have used.

    ckanapi does not wait for its workers, so that they are in no account but their own.
    """
    path = f"{Path(venv.program('python')).parent}:{os.environ['PATH']}"
    with subprocess.Popen(
        [str(part) for part in command],
        env=clean_environment({**env, "PATH": path}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        used = 0.0
        while running.poll() is None:
            used = max(used, processes.cpu_seconds(running.pid))
            time.sleep(LOOK)
    assert running.returncode == 0
    return used
