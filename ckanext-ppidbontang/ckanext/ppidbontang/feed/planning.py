"""Plan to write the files of the feed: a little later than a change, with those that follow it."""

from __future__ import annotations

import datetime as dt
import logging

import ckan.plugins.toolkit as tk
import redis
from ckan.lib import jobs

from ckanext.ppidbontang import config, worker
from ckanext.ppidbontang.feed import publishing

log = logging.getLogger(__name__)

# The files are written at fixed times, as far apart as this, if anything changed: however many
# changes there are, none waits longer than five minutes, and none puts off those before it.
_EVERY = dt.timedelta(minutes=4)
# A change that comes later than so long before such a time waits for the next one: by then it is
# committed, and its job is planned before that of the same time has begun.
_BEFORE = dt.timedelta(seconds=30)
# A large catalogue on a machine that has other work takes some minutes.
_SECONDS = 15 * 60


class _Plan:
    """What this process has planned last: there is no need to plan it again."""

    job_id = ""


def plan() -> None:
    """Plan a job of the worker that writes the files.

    The job of a time has an id of its own, so there is one however often it is planned, and a job
    that runs does not overwrite its successor. A change must not fail because Redis is away: the
    next one, or the daily job, has the files written.
    """
    at = next_time(dt.datetime.now(dt.UTC))
    job_id = worker.job_id(f"feed-{at:%Y-%m-%d-%H-%M}")
    if job_id == _Plan.job_id:
        return
    try:
        jobs.get_queue().enqueue_at(
            at, publish, job_id=job_id, job_timeout=_SECONDS, meta={"title": "PPID: feed"}
        )
    except redis.RedisError:
        log.exception("Feed: nobody can be told to write the files anew")
    else:
        _Plan.job_id = job_id


def next_time(now: dt.datetime) -> dt.datetime:
    """Return when the files are written next if something changes now."""
    earliest = now + _BEFORE
    epoch = dt.datetime.fromtimestamp(0, dt.UTC)
    return earliest + (epoch - earliest) % _EVERY


def enqueue() -> None:
    """Have the worker write the files when it is done with what it does now."""
    if config.feed_directory() is not None:
        tk.enqueue_job(publish, title="PPID: feed", rq_kwargs={"timeout": _SECONDS})


def publish() -> None:
    """Write the files, as a job of the worker."""
    folder = config.feed_directory()
    if folder is None:
        return
    with worker.site():
        try:
            published = publishing.publish(folder)
        except publishing.NotPublishedError as error:
            log.warning("Feed: %s", error.told())
        else:
            log.info("Feed: number %d is in %s", published.state.seq, folder)
