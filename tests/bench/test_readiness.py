"""How long it takes to say how ready the city is, with 10,000 entries of 50 bodies."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.model.types import make_uuid
from portal.files import write_json
from portal.layout import VAR
from portal.progress import Progress
from sqlalchemy import event

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.domain.compliance import Figures
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.intake import agencies
from ckanext.ppidbontang.readiness import assessing, figures
from tests.bench.seed import PPID_FIELDS

ENTRIES, BODIES, ROUNDS = 10_000, 50, 7
RESULT = VAR / "bench" / "readiness.json"
EXEMPT = {
    "information_category": "dikecualikan",
    "information_kind": "",
    "exemption_status": "dikecualikan-seluruhnya",
    "exemption_grounds": ["h"],
    "exemption_period_type": "tanggal",
    "exemption_start": "2025-01-10",
    "exemption_end": "2026-01-10",
}


@pytest.fixture
def names(
    with_plugins: None,
    with_request_context: None,
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
) -> Iterator[list[str]]:
    """Have the bodies of the registry and a few more; what a round writes is rolled back."""
    reset_db()
    migrate_db_for("activity")
    migrate_db_for("ppidbontang")
    agencies.apply(agencies.plan(registry.current()))
    held = list(model.Session.scalars(sa.select(model.Group.name)))
    more = [f"unit-{number}" for number in range(BODIES - len(held))]
    alike = {"type": "organization", "is_organization": True, "state": "active"}
    rows = [{"id": make_uuid(), "name": name, "title": name, **alike} for name in more]
    model.Session.execute(sa.insert(model.group_table), rows)
    yield [*held, *more]
    model.Session.rollback()


@pytest.mark.bench
def test_the_whole_city(names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Print medians; the speed itself is not asserted."""
    _fill(names)
    load = os.getloadavg()[0]
    city, statements = _measure(lambda: assessing.of_city().figures)
    body, of_body = _measure(lambda: assessing.of_body(names[0]).assessment.figures)
    figures.keep(assessing.of_city())
    kept, _none = _measure(lambda: figures.of_city().city)
    found = {
        "city_ms": city,
        "city_statements": statements,
        "body_ms": body,
        "body_statements": of_body,
        "kept_ms": kept,
    }
    with capsys.disabled():
        Progress().say(f"{ENTRIES} entries, {BODIES} bodies: {found}")
    conditions = {
        "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }
    write_json(RESULT, {"conditions": conditions, **found})


def _fill(names: list[str]) -> None:
    """Write equal entries with two files each straight into the tables; every tenth is exempt."""
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    groups = model.Session.execute(sa.select(model.Group.name, model.Group.id))
    owners = {row.name: row.id for row in groups}
    packages: list[dict[str, Any]] = []
    for number in range(ENTRIES):
        body = names[number % BODIES]
        kind = KINDS[number // BODIES % len(KINDS)]
        said = {"information_category": kind.category.value, "information_kind": kind.code}
        exempt = EXEMPT if number % 10 == 0 else {}
        packages.append(
            {
                "id": make_uuid(),
                "name": f"entri-{number:05}",
                "title": f"Jumlah kunjungan menurut kelurahan {number}",
                "notes": "Data contoh.",
                "type": "dataset",
                "state": "active",
                "private": False,
                "owner_org": owners[body],
                "metadata_created": now - timedelta(days=number % 700),
                "metadata_modified": now - timedelta(days=number % 300),
                "extras": {**PPID_FIELDS, **said, **exempt},
            }
        )
    files = [
        {
            "id": make_uuid(),
            "package_id": package["id"],
            "name": form,
            "format": form,
            "url": f"https://data.example/{package['name']}.{form}",
            "url_type": "",
            "state": "active",
            "position": place,
        }
        for package in packages
        if "exemption_grounds" not in package["extras"]
        for place, form in enumerate(("CSV", "PDF"))
    ]
    model.Session.execute(sa.insert(model.package_table), packages)
    model.Session.execute(sa.insert(model.resource_table), files)


def _measure(look: Callable[[], Figures]) -> tuple[float, int]:
    """Return the median of the milliseconds, and the statements of one round."""
    times: list[float] = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        look()
        times.append(time.perf_counter() - start)
    with _counted() as sent:
        assert look().findings
    return round(statistics.median(times) * 1000, 1), len(sent)


@contextmanager
def _counted() -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(sa.Engine, "before_cursor_execute", note)
