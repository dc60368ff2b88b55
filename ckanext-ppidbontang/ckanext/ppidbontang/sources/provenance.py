"""What is told of sources and of what came from them: where an entry is from, since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang.domain.exceptions import RecordError
from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.model import SourceEntry, SourcePull
from ckanext.ppidbontang.sources import local, running, settings, store
from ckanext.ppidbontang.sources.engine import models
from ckanext.ppidbontang.sources.problems import say

_MOST_ERRORS = 50


def overview(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return sources with their last pulls, and how many entries wait for somebody."""
    # What is at work is asked first: the last entry may be counted in the meantime.
    at_work = running.at_work()
    pulls, totals = store.last_pulls(), store.totals()
    return [
        {
            "name": source.name,
            "title": source.title,
            "type": source.type.value,
            "url": source.url,
            "opd": source.opd,
            "schedule": source.schedule.value,
            "conflict": source.conflict.value,
            **_last(pulls.get(source.name), is_at_work=source.name in at_work),
            "counts": dict(totals.get(source.name, Counter())),
        }
        for source in sources
    ]


def _last(pull: SourcePull | None, *, is_at_work: bool) -> dict[str, Any]:
    if pull is None:
        return {"state": "running" if is_at_work else "never", "last_pull": None}
    return {
        "state": "running" if is_at_work else _state(pull),
        "last_pull": {
            "started_at": pull.started_at.isoformat(),
            "problem": say(pull.problem),
            "counts": pull.counts,
        },
    }


def _state(pull: SourcePull) -> str:
    if pull.problem:
        return "failed"
    return "unchanged" if pull.unchanged else "done"


def errors(source: str) -> list[str]:
    """Return why records and entries of the last pull were left out."""
    pull = store.last_pulls().get(source)
    if pull is None:
        return []
    job_id = pull.job_id
    refused = (
        model.Session.query(models.HarvestObjectError.message)
        .join(
            models.HarvestObject,
            models.HarvestObject.id == models.HarvestObjectError.harvest_object_id,
        )
        .filter(models.HarvestObject.harvest_job_id == job_id)
        .limit(_MOST_ERRORS)
    )
    return [*store.refusals(job_id, _MOST_ERRORS), *(row.message for row in refused)]


def waiting(source: str, limit: int, offset: int) -> list[dict[str, Any]]:
    """Return the entries of a source that somebody should look at."""
    return [_told(entry) for entry in store.waiting(source, limit, offset)]


def _told(entry: SourceEntry) -> dict[str, Any]:
    package = model.Package.get(entry.package_id) if entry.package_id else None
    is_here = package is not None and package.state == model.State.ACTIVE
    shown = local.show(package.id) if package is not None and is_here else None
    return {
        "id": entry.id,
        "guid": entry.guid,
        "former_guid": entry.former_guid,
        "title": entry.title,
        "url": entry.url,
        "package_id": entry.package_id,
        "name": shown["name"] if shown else None,
        "received_at": entry.received_at.isoformat(),
        "vanished_at": entry.vanished_at.isoformat() if entry.vanished_at else None,
        "decision": entry.decision,
        "personal": entry.personal,
        "problem": say(entry.problem),
        "kept": list(_kept(entry, shown)) if shown else [],
        "provisional": list(_provisional(entry, shown)) if shown else [],
    }


def _kept(entry: SourceEntry, shown: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the fields in which a local edit stays, as both sides have them now."""
    here = local.values(shown, entry.kept)
    for name, there in entry.kept.items():
        if here[name] != local.comparable(name, there):
            label = tk._(LABELS[name])
            yield {"field": name, "label": label, "here": here[name], "there": there}


def _provisional(entry: SourceEntry, shown: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the fields of a draft that the source left empty and nobody has filled in since."""
    if not shown["private"]:
        return
    for name, value in entry.provisional.items():
        if local.comparable(name, shown.get(name)) == value:
            yield {"field": name, "label": tk._(LABELS[name])}


def of_package(package_id: str) -> dict[str, Any] | None:
    """Return where an entry came from, or nothing when it came from no source."""
    entry = store.of_package(package_id)
    if entry is None:
        return None
    try:
        source = settings.configured().get(entry.source)
    except RecordError:
        source = None
    return {**_told(entry), "source": entry.source, "source_title": _title(entry, source)}


def _title(entry: SourceEntry, source: Source | None) -> str:
    return source.title if source else entry.source
