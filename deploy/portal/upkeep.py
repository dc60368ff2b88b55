"""What the portal does for itself: finish what was interrupted, and the daily job."""

from __future__ import annotations

from portal import ckan, redis
from portal.errors import SetupError, StoppedError
from portal.layout import Instance, Ports
from portal.progress import Progress
from portal.secret_store import Secrets

# Where RQ keeps the jobs for later of CKAN's default queue; this Redis is the portal's alone.
_PLANS = "rq:scheduled:ckan:*:default"
_JOB = "-ppid-daily-"


def repair(instance: Instance, progress: Progress) -> None:
    """Finish interrupted closings and openings before anybody can look.

    What can't be finished now is not public meanwhile: the portal may start all the same.
    """
    with progress.step("PPID: finish what was interrupted"):
        try:
            ckan.command(instance, "repair", "ppid", "repair")
        except StoppedError:
            raise
        except SetupError as error:
            progress.say(f"not everything is finished; the daily job tries again: {error}")


def rebuild_feed(instance: Instance, progress: Progress) -> None:
    """Make anew what the feed has as another release made it; what it has is served meanwhile."""
    with progress.step("PPID: bring the feed up to date"):
        try:
            ckan.command(instance, "feed-rebuild", "ppid", "feed", "rebuild")
        except StoppedError:
            raise
        except SetupError as error:
            progress.say(f"some entries are not in the feed; see ckan ppid feed check: {error}")


def publish_feed(instance: Instance, progress: Progress) -> None:
    """Write the feed as files; without them the portal answers by itself."""
    with progress.step("PPID: write the feed as files"):
        try:
            ckan.command(instance, "feed-publish", "ppid", "feed", "publish")
        except StoppedError:
            raise
        except SetupError as error:
            progress.say(f"the feed is not there as files; the worker tries again: {error}")


def sync_sources(instance: Instance, progress: Progress) -> None:
    """Make the sources that the portal pulls match the file."""
    with progress.step("PPID: make the sources match config/sources.yaml"):
        ckan.command(instance, "source-sync", "ppid", "source", "sync")


def plan_daily_job(instance: Instance, ports: Ports, known: Secrets, progress: Progress) -> None:
    """Plan the daily job unless it is planned: Redis may be new, or have lost it."""
    if _is_planned(known, ports):
        return
    with progress.step("PPID: plan the daily job"):
        ckan.command(instance, "daily-schedule", "ppid", "daily", "--schedule")


def _is_planned(known: Secrets, ports: Ports) -> bool:
    plans = (line for line in redis.ask(known, ports, f"KEYS {_PLANS}") if line.startswith("rq:"))
    return any(
        _JOB in line for plan in plans for line in redis.ask(known, ports, f"ZRANGE {plan} 0 -1")
    )
