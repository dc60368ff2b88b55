"""Pulls: asked for, run here and now, or worked off from the engine's queues."""

from __future__ import annotations

import datetime as dt
import logging
import os
import time
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import redis
from ckan import model

from ckanext.harvest.logic import HarvestJobExists
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.sources.engine import models, queue
from ckanext.ppidbontang.sources.harvester import FINISHED, TYPE
from ckanext.ppidbontang.sources.problems import PullError
from ckanext.ppidbontang.sources.sync import harvest_name

log = logging.getLogger(__name__)

# How often what is due by its schedule is begun, and how long a worker waits for something to do.
TICK_SECONDS = 60
_WAIT_SECONDS = 2
_PAUSE_SECONDS = 5


def ask(name: str) -> str:
    """Queue a pull of a source, and return the id of its job.

    Raises:
        PullError: there is no such source on the portal, or a pull of it is at work.
    """
    return _job(name, run=True).id


def run(name: str, *, accept_fewer: bool = False) -> str:
    """Pull a source here and now, and return the id of the job.

    Raises:
        PullError: there is no such source on the portal, or a pull of it is at work.
    """
    job = _job(name, run=False)
    job_id = job.id
    job.status = "Running"
    job.save()
    job.accept_fewer = accept_fewer  # for this process alone
    harvester = queue.get_harvester(TYPE)
    try:
        for id_ in queue.gather_stage(harvester, job):
            queue.fetch_and_import_stages(harvester, models.HarvestObject.get(id_))
    finally:
        _finish(job_id)
    return job_id


def tick() -> None:
    """Begin what is due by its schedule, and mark what is through: the engine's own cron job."""
    tk.get_action("harvest_jobs_run")(_site(), {})


def work(stage: str, stopped: Callable[[], bool]) -> None:
    """Work off a stage's queue until told to stop; a failure of one thing stops nothing else."""
    consumer, callback = _STAGES[stage]
    worker = consumer()
    # By this deploy/up knows that it works.
    worker.redis.set(f"ppid:sources:{stage}:{tk.config['ckan.site_id']}", os.getpid())
    due = time.monotonic()
    while not stopped():
        try:
            if stage == "fetch" and time.monotonic() >= due:
                due = time.monotonic() + TICK_SECONDS
                tick()
            _next(worker, callback)
        except redis.RedisError as err:
            log.warning("Sources: Redis does not answer: %s", err)
            time.sleep(_PAUSE_SECONDS)
        except Exception:  # noqa: BLE001 # whatever it was, the other sources must not wait
            log.exception("Sources: %s failed", stage)
            model.Session.remove()


def _next(worker: Any, callback: Callable[..., Any]) -> None:
    """Take the next thing from a queue, and remember that it is being done."""
    found = worker.redis.blpop([worker.routing_key], timeout=_WAIT_SECONDS)
    if found is None:
        return
    body = found[1]
    worker.redis.set(worker.persistance_key(body), str(dt.datetime.now()))  # noqa: DTZ005 # as the engine reads it
    callback(worker, queue.FakeMethod(body), worker, body)


_STAGES: dict[str, tuple[Callable[[], Any], Callable[..., Any]]] = {
    "gather": (queue.get_gather_consumer, queue.gather_callback),
    "fetch": (queue.get_fetch_consumer, queue.fetch_callback),
}
STAGES = tuple(_STAGES)


def is_running(job_id: str) -> bool:
    """Say whether a pull is still at work; the engine's own mark may come a minute later."""
    job = models.HarvestJob.get(job_id)
    return job is not None and job.status != FINISHED and not _is_through(job)


def _job(name: str, *, run: bool) -> Any:
    """Make a job of the engine for a source."""
    package = model.Package.by_name(harvest_name(name))
    source = models.HarvestSource.get(package.id) if package else None
    if source is None or not source.active:
        message = _('"{name}" is no source of this portal; run `ckan ppid source sync`.')
        raise PullError(message, name=name)
    for job in source.get_jobs(status="Running"):
        if _is_through(job):
            _finish(job.id)
    try:
        made = tk.get_action("harvest_job_create")(_site(), {"source_id": source.id, "run": run})
    except HarvestJobExists as err:
        raise PullError(_('A pull of "{name}" is at work.'), name=name) from err
    return models.HarvestJob.get(made["id"])


def _is_through(job: Any) -> bool:
    if job.gather_finished is None:
        return False
    waiting = models.HarvestObject.filter(harvest_job_id=job.id).filter(
        models.HarvestObject.state.not_in(["COMPLETE", "ERROR"])
    )
    return waiting.count() == 0


def _finish(job_id: str) -> None:
    job = models.HarvestJob.get(job_id)
    job.status = FINISHED
    job.finished = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    job.save()


def _site() -> Any:
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return {"ignore_auth": True, "user": user, "model": model, "session": model.Session}
