"""Imports whose process is killed, and two at a time: each entry is made once, and noted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import jobs
from ckan.tests import helpers

from ckanext.ppidbontang import processes
from ckanext.ppidbontang.imports import running, writing
from ckanext.ppidbontang.model import Import, ImportRow
from tests.integration.faults.conftest import die

from .conftest import entries, many

pytestmark = pytest.mark.usefixtures("with_request_context", "empty_queue")

ROWS, KILLED_AT = 300, 57
DEADLINE = 120
WORKER = [Path(sys.executable).with_name("ckan"), "jobs", "worker", "--burst", "--no-scheduler"]


@pytest.fixture
def empty_queue(clean_imports: None) -> Iterator[None]:
    """Let nothing else wait for the worker, before and after."""
    jobs.get_queue().empty()
    yield
    jobs.get_queue().empty()


def until(happened: Callable[[], bool]) -> None:
    """Wait for a condition, not longer than the deadline."""
    end = time.monotonic() + DEADLINE
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def noted(import_id: str, *outcomes: str) -> int:
    """Return of how many rows it is noted what became of them."""
    model.Session.rollback()
    rows = sa.select(sa.func.count()).where(ImportRow.import_id == import_id)
    return model.Session.scalar(rows.where(ImportRow.outcome.in_(outcomes or ("created",)))) or 0


def stored() -> int:
    """Return how many entries the database holds."""
    return model.Session.query(model.Package).filter_by(state="active").count()


def is_cut_off(import_id: str) -> bool:
    model.Session.rollback()
    return running.is_cut_off(model.Session.get_one(Import, import_id))


def family(pid: int) -> list[int]:
    """Return a process and all that it has started, and those have."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def forked(work: Callable[[], Any], before: Callable[[], Any] = lambda: None) -> Any:
    """Start something in a process of its own, which shares no connection with this one."""

    def child() -> None:
        model.Session.remove()
        processes.stand_alone()
        before()
        work()

    model.Session.remove()
    process = get_context("fork").Process(target=child)
    process.start()
    return process


def killed(import_id: str, before: Callable[[], Any]) -> None:
    """Do an import, which waits for the worker, in a process that kills itself somewhere."""
    jobs.get_queue().empty()
    process = forked(lambda: running.do(import_id), before)
    process.join(DEADLINE)
    assert process.exitcode == -signal.SIGKILL
    until(lambda: is_cut_off(import_id))  # PostgreSQL hears of it a moment later


def test_the_worker_is_killed_and_the_next_one_carries_on(bring, call, officer):
    found = bring(officer, many(ROWS))
    call(officer, "ppid_import_apply", id=found["id"])
    with subprocess.Popen(WORKER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
        until(lambda: noted(found["id"]) >= KILLED_AT)
        for pid in family(worker.pid):
            os.kill(pid, signal.SIGKILL)
    until(lambda: is_cut_off(found["id"]))
    made = noted(found["id"])
    assert KILLED_AT <= made < ROWS
    assert made == stored()
    assert call(officer, "ppid_import_show", id=found["id"], limit=0)["state"] == "applying"

    assert running.resume() == [found["id"]]
    assert not is_cut_off(found["id"])
    second = subprocess.run(WORKER, capture_output=True, text=True, timeout=DEADLINE, check=True)
    done = call(officer, "ppid_import_show", id=found["id"], limit=ROWS)
    assert (done["state"], done["problem"]) == ("done", ""), second.stderr
    assert [row["outcome"] for row in done["rows"]] == ["created"] * ROWS
    listed = entries()
    assert sorted(listed) == sorted(row["title"] for row in many(ROWS))
    assert stored() == ROWS
    assert {entry["private"] for entry in listed.values()} == {True}
    assert helpers.call_action("package_search", {"user": ""})["count"] == 0
    assert bring(officer, many(ROWS))["counts"]["unchanged"] == ROWS


def test_two_imports_of_a_body_at_once(bring, call, officer):
    """Each in a process of its own; both previews say that every row would make an entry."""
    ids = [bring(officer, many(30))["id"] for _turn in range(2)]
    for import_id in ids:
        call(officer, "ppid_import_apply", id=import_id)
    working = [forked(partial(running.do, import_id)) for import_id in ids]
    for process in working:
        process.join(DEADLINE)
    assert [process.exitcode for process in working] == [0, 0]
    model.Session.rollback()
    both = [call(officer, "ppid_import_show", id=import_id) for import_id in ids]
    assert [found["state"] for found in both] == ["done", "done"]
    made = {row["outcome"]: row for found in both for row in found["rows"]}
    assert set(made) == {"created", "refused"}
    assert {one["rule"] for one in made["refused"]["problems"]} == {"made-meanwhile"}
    assert sum(found["outcome"]["created"] for found in both) == len(entries()) == stored() == 30


def after_a_change() -> None:
    apply_rows = writing.updates.apply_rows

    def and_die(*args: Any) -> None:
        apply_rows(*args)
        die()

    writing.updates.apply_rows = and_die


def in_a_deletion() -> None:
    """When search does not know the entry any more, and the database still does."""
    commits = iter((model.repo.commit, model.repo.commit, die))
    model.repo.commit = lambda: next(commits)()


def test_a_change_is_noted_with_what_it_changes(bring, apply, call, officer):
    """So that it can be taken back, whenever its process was killed."""
    apply(officer, bring(officer, many(3)))
    found = bring(officer, many(3, retention="10 tahun"))
    call(officer, "ppid_import_apply", id=found["id"])
    killed(found["id"], after_a_change)
    assert noted(found["id"], "changed") == 1
    running.do(found["id"])
    assert call(officer, "ppid_import_show", id=found["id"])["outcome"]["changed"] == 3
    assert {entry["retention"] for entry in entries().values()} == {"10 tahun"}
    call(officer, "ppid_import_undo", id=found["id"])
    running.do(found["id"])
    assert call(officer, "ppid_import_show", id=found["id"])["state"] == "undone"
    assert {entry["retention"] for entry in entries().values()} == {"5 tahun"}


def test_what_was_being_taken_back_is_taken_back(bring, apply, call, officer):
    done = apply(officer, bring(officer, many(5)))
    call(officer, "ppid_import_undo", id=done["id"])
    killed(done["id"], in_a_deletion)
    assert 0 < noted(done["id"], "undone") < 5
    assert running.resume() == [done["id"]]
    running.do(done["id"])
    assert call(officer, "ppid_import_show", id=done["id"])["state"] == "undone"
    assert noted(done["id"], "undone") == 5
    assert (stored(), entries()) == (0, {})
    assert bring(officer, many(5))["counts"]["create"] == 5
