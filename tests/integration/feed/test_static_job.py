"""The job that writes the files: at the latest five minutes after a change, once for many."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import jobs as queue
from ckan.lib import redis as ckan_redis

from ckanext.ppidbontang import jobs
from ckanext.ppidbontang.config import FEED_DIRECTORY
from ckanext.ppidbontang.feed import files, planning

pytestmark = pytest.mark.usefixtures("with_request_context")

FIVE_MINUTES = timedelta(minutes=5)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def entry(publish, open_record, feed_plans) -> str:
    """Return the id of a published entry, with nothing planned."""
    made = publish(open_record)["id"]
    feed_plans.forget()
    return made


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


class TestPlan:
    @pytest.mark.parametrize("second", range(0, 300, 7))
    def test_nothing_waits_longer_than_five_minutes(self, second):
        changed = NOON + timedelta(seconds=second)
        waits = planning.next_time(changed) - changed
        assert timedelta(seconds=30) <= waits < FIVE_MINUTES

    def test_later_changes_put_nothing_off(self):
        times = {planning.next_time(NOON + timedelta(seconds=second)) for second in range(210)}
        assert times == {NOON + timedelta(minutes=4)}

    def test_a_plan_of_many_changes_is_one(self, feed_folder, entry, act, feed_plans):
        for number in range(4):
            act("package_patch", id=entry, title=f"Judul {number}")
        [at] = set(feed_plans.times())
        assert at - datetime.now(UTC) < FIVE_MINUTES

    def test_other_processes_plan_the_same(self, feed_folder, entry, act, feed_plans, monkeypatch):
        monkeypatch.setattr(planning, "next_time", lambda _now: NOON)
        planning.plan()
        planning._Plan.job_id = ""  # as in a process that has planned nothing yet
        planning.plan()
        assert feed_plans.times() == [NOON]

    def test_the_next_plan_does_not_touch_the_job_that_runs(
        self, feed_folder, feed_plans, monkeypatch
    ):
        for at in (NOON, NOON + timedelta(minutes=4)):
            monkeypatch.setattr(planning, "next_time", lambda _now, at=at: at)
            planning.plan()
        assert feed_plans.times() == [NOON, NOON + timedelta(minutes=4)]

    @pytest.mark.parametrize("what", ["title of the portal", "body"])
    def test_what_entries_share_is_a_change_too(self, feed_folder, act, feed_plans, what):
        if what == "body":
            act("organization_patch", id="dinkes", description="Uraian yang baru")
        else:
            model.set_system_info("ckan.site_title", "Judul yang baru")
        assert len(feed_plans.times()) == 1
        if what == "title of the portal":
            model.delete_system_info("ckan.site_title")

    def test_what_readers_of_the_feed_cannot_see_is_none(
        self, feed_folder, act, publish, open_record, feed_plans
    ):
        publish(open_record, name="rancangan", private=True)
        assert feed_plans.times() == []

    def test_without_a_folder_there_is_none(self, feed_folder, entry, act, feed_plans, monkeypatch):
        monkeypatch.setitem(tk.config, FEED_DIRECTORY, "")
        act("package_patch", id=entry, title="Judul yang baru")
        planning.enqueue()
        planning.publish()
        assert feed_plans.times() == []
        assert queue.get_queue().jobs == []

    def test_the_daily_job_has_them_written_too(self, feed_folder, feed_plans):
        jobs.daily()
        assert [job.func for job in queue.get_queue().jobs].count(planning.publish) == 1


class TestRedisAway:
    def test_an_entry_is_saved_all_the_same_and_planned_with_the_next_change(
        self, feed_folder, entry, act, feed_plans, monkeypatch
    ):
        with monkeypatch.context() as away:
            away.setitem(tk.config, "ckan.redis.url", "redis://127.0.0.1:1/0")
            away.setattr(ckan_redis, "_connection_pool", None)
            away.setattr(queue, "_queues", {})
            act("package_patch", id=entry, title="Judul yang baru")
        package = model.Package.get(entry)
        assert package
        assert package.title == "Judul yang baru"
        assert feed_plans.times() == []
        act("package_patch", id=entry, title="Judul yang lebih baru")
        assert len(feed_plans.times()) == 1


class TestJob:
    def test_the_worker_writes_what_was_planned(
        self, feed_folder, feed_ini, entry, act, feed_plans, monkeypatch
    ):
        """The job is due: the worker's scheduler takes it up, in a process of its own."""
        monkeypatch.setattr(planning, "next_time", lambda now: now - timedelta(seconds=1))
        act("package_patch", id=entry, title="Judul yang baru")
        assert len(feed_plans.times()) == 1
        worker = subprocess.run(
            [Path(sys.executable).with_name("ckan"), "-c", feed_ini, "jobs", "worker", "--burst"],
            env={**os.environ, "LANG": "C.UTF-8", "LANGUAGE": "en"},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        assert names(feed_folder) == {*files.NAMES, "full.json"}, worker.stderr
        assert "Judul yang baru" in (feed_folder / "full.nt").read_text()
        assert feed_plans.times() == []

    def test_what_was_removed_comes_back(self, feed_folder, entry, act, publish, open_record):
        other = publish(open_record, name="yang-lain")["id"]
        planning.publish()
        act("package_patch", id=other, private=True)
        assert names(feed_folder) == set()
        planning.publish()
        text = (feed_folder / "full.nt").read_text()
        assert entry in text
        assert other not in text

    def test_one_that_cannot_write_says_so_and_ends(self, feed_folder, entry, caplog, monkeypatch):
        feed_folder.rmdir()
        monkeypatch.setattr(planning.log, "disabled", False)
        planning.log.addHandler(caplog.handler)
        planning.publish()
        planning.log.removeHandler(caplog.handler)
        assert str(feed_folder) in caplog.text
