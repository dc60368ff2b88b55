"""How well the portal finds what people ask for, against plain CKAN's schema and query."""

from __future__ import annotations

import json
import statistics
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from portal import ckan, search_schema, solr, venv
from portal.commands import run
from portal.files import write_json
from portal.layout import CONFIG, ROOT, TEST, VAR
from portal.progress import Progress

from tests.bench import sites
from tests.bench.sites import Site

QUERIES = ROOT / "tests" / "data" / "queries.yaml"
SEARCHING = Path(__file__).with_name("searching.py")
RESULT = VAR / "bench" / "search.json"
WORSE = 0.1
PLAIN = "bench_search_plain"

SEARCH = Site(
    name="search",
    base_ini=CONFIG / "ckan.ini",
    web_port=25060,
    redis_database=6,
    has_plugin=True,
)


@pytest.mark.bench
def test_search_against_plain_ckan(capsys: pytest.CaptureFixture[str]) -> None:
    """Print nDCG@10 of both, their ratio, and each query that is worse; nothing is asserted."""
    with capsys.disabled():
        progress = Progress()
        sites.empty(SEARCH, progress)
        with progress.step("the demo catalogue"):
            ckan.command(SEARCH.instance, "load", "ppid", "load", CONFIG / "demo")
        found = _ask(progress)
        progress.say(_told(found["queries"]))
    when = datetime.now(tz=UTC).isoformat(timespec="seconds")
    write_json(RESULT, {"when": when, **found})


def _ask(progress: Progress) -> dict[str, Any]:
    known, services = sites.services_of_tests()
    where = replace(services, web=SEARCH.web_port)
    solr.add_core(TEST, PLAIN, where, known, schema=search_schema.stock())
    core = f"http://{solr.login(known)}@127.0.0.1:{where.solr}/solr/{PLAIN}"
    log = SEARCH.instance.log / "searching.json"
    try:
        with progress.step("judged queries"):
            run(
                [venv.program("python"), SEARCHING, QUERIES, core],
                log=log,
                env={"CKAN_INI": str(SEARCH.instance.ini)},
            )
    finally:
        solr.remove_core(PLAIN, where, known)
    # Whatever CKAN says on its way stands before the answer.
    return json.loads(log.read_text(encoding="utf-8").splitlines()[-1])


def _told(rows: list[dict[str, Any]]) -> str:
    portal, plain = (statistics.mean(row[site] for row in rows) for site in ("portal", "plain"))
    lines = [
        f"{len(rows)} queries, nDCG@10: portal {portal:.3f}, plain CKAN {plain:.3f},"
        f" ratio {portal / plain:.2f}"
    ]
    for kind in sorted({row["kind"] for row in rows}):
        of_kind = [row for row in rows if row["kind"] == kind]
        means = [statistics.mean(row[site] for row in of_kind) for site in ("portal", "plain")]
        lines.append(f"  {kind:<14}{len(of_kind):>4}  {means[0]:.3f}  {means[1]:.3f}")
    worse = [row for row in rows if row["portal"] < row["plain"] - WORSE]
    lines.append(f"worse by more than {WORSE}: {len(worse)}")
    lines += [f"  {row['query']}: {row['portal']:.2f}, {row['plain']:.2f}" for row in worse]
    return "\n".join(lines)
