"""The daily job: finish what is unfinished, remind, measure; plan the next one, and more jobs.

CKAN's worker runs it (`ckan jobs worker`): its scheduler puts a planned job into the queue when the
time has come.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
from ckan.lib import jobs
from ckan.types import Context

from ckanext.ppidbontang import links, reminders, worker
from ckanext.ppidbontang.exemption import finishing
from ckanext.ppidbontang.feed import checking, planning
from ckanext.ppidbontang.imports import running as imports
from ckanext.ppidbontang.readiness import assessing, figures, trend

log = logging.getLogger(__name__)

# Before offices open, on the portal's own clock (ckan.display_timezone).
HOUR = 6

# For the links that are being looked at when the time of the check is over.
_TO_END = 5 * 60


@dataclass(frozen=True, kw_only=True)
class Report:
    """Say what a day's work did: why each unfinished entry still waits, and who was told."""

    repaired: Mapping[str, str]
    reminders: reminders.Outcome

    @property
    def waiting(self) -> int:
        """Return how many entries are still unfinished."""
        return sum(bool(reason) for reason in self.repaired.values())


def daily() -> None:
    """Do the day's work as a job of the worker; the next one is planned first, come what may."""
    plan()
    with worker.site():
        report = run()
    planning.enqueue()
    _enqueue_check_of_links()
    log.info(
        "Daily job: %d unfinished entries, %d still wait; %d bodies told, %d not",
        len(report.repaired),
        report.waiting,
        len(report.reminders.told),
        len(report.reminders.untold),
    )


def check_links() -> None:
    """Look at the links that are due, as a job of its own: no mail waits for the network."""
    try:
        report = links.check()
    except links.AlreadyRunningError:
        log.info("Check of links: another one is at work")
    else:
        log.info("Check of links: %d looked at, %d failed", report.looked, report.failed)


def run() -> Report:
    """Finish what is unfinished, send what is due, then write down how ready everybody is."""
    _mend_feed()
    imports.resume()
    imports.forget_files()
    report = Report(repaired=finishing.repair(site_context()), reminders=reminders.send())
    assessed = assessing.of_city()
    trend.record(assessed)
    figures.keep(assessed)
    return report


def _mend_feed() -> None:
    found = checking.findings()
    if found:
        checking.repair(found)
        left = checking.findings()
        log.warning(
            "Feed: %d differences found, %d of them mended", len(found), len(found) - len(left)
        )


def plan() -> dt.datetime:
    """Plan the next run and return when it is; planning it again changes nothing.

    The job of a day has an id of its own, so there is one however often it is planned, and a job
    that runs does not overwrite its successor.
    """
    at = next_run(dt.datetime.now(dt.UTC))
    jobs.get_queue().enqueue_at(
        at,
        daily,
        job_id=worker.job_id(f"daily-{at:%Y-%m-%d}"),
        job_timeout=tk.config["ckan.jobs.timeout"],
        meta={"title": "PPID: repair and reminders"},
    )
    return at


def _enqueue_check_of_links() -> None:
    timeout = links.SECONDS + _TO_END
    tk.enqueue_job(check_links, title="PPID: links", rq_kwargs={"timeout": timeout})


def next_run(now: dt.datetime) -> dt.datetime:
    """Return the next time that the clocks of the portal show the hour."""
    local = now.astimezone(tk.h.get_display_timezone())
    at = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return at if at > local else at + dt.timedelta(days=1)


def site_context() -> Context:
    """Return the context of the site itself: what is done is recorded under its name."""
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"ignore_auth": True, "user": user["name"]}
