"""The one harvester: how ckanext-harvest's engine pulls our sources.

Its three stages are ours: gather asks the source what it has and compares; fetch looks at the
tables behind an entry; import brings it into the catalogue. The engine's objects carry what is due
and never point at entries of the catalogue: its "clear" deletes what they point at from the
database, past the law and the history.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import Any

import ckan.plugins as p
from ckan import model

from ckanext.harvest.interfaces import IHarvester
from ckanext.ppidbontang.domain.exceptions import RecordError
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Arrival, Source
from ckanext.ppidbontang.sources import importing, pulling, settings, store, tables
from ckanext.ppidbontang.sources.engine import models
from ckanext.ppidbontang.sources.fetch import fetching
from ckanext.ppidbontang.sources.problems import PullError, say

log = logging.getLogger(__name__)

TYPE = "ppid"
FINISHED = "Finished"


class SourceHarvester(p.SingletonPlugin):
    """Pull the sources of `config/sources.yaml`; a mixin of the plugin (IHarvester)."""

    p.implements(IHarvester)

    def info(self) -> dict[str, str]:
        """Describe the harvester to the engine."""
        return {
            "name": TYPE,
            "title": "PPID",
            "description": "Sources of config/sources.yaml; `ckan ppid source sync` makes them.",
        }

    def validate_config(self, config: str) -> str:
        """Accept what `ckan ppid source sync` writes: the name of a source in the file.

        Raises:
            ValueError: it names none.
        """
        if name_in(config) not in settings.configured():
            raise ValueError("Sources are defined in config/sources.yaml, and nowhere else.")
        return config

    def get_original_url(self, harvest_object_id: str) -> str | None:
        """Return where an entry lies at its source."""
        found = models.HarvestObject.get(harvest_object_id)
        return json.loads(found.content)["url"] if found and found.content else None

    def gather_stage(self, harvest_job: Any) -> list[str]:
        """Ask the source what it has, and queue what is due.

        Nothing is raised: the engine's consumer would end with it, and all other sources wait.
        """
        try:
            source = _source(harvest_job.source.config)
        except (PullError, RecordError) as err:
            self._end(harvest_job, str(err))
            return []
        try:
            due = pulling.pull(
                source, harvest_job.id, accept_fewer=getattr(harvest_job, "accept_fewer", False)
            )
        except PullError as err:
            model.Session.rollback()
            store.fail(harvest_job.id, err)
            self._end(harvest_job, say(err.kept))
            return []
        for error in pulling.said(due.refused):
            models.HarvestGatherError.create(say(error.kept), harvest_job)
        objects = [_object(harvest_job, arrival, due.personal) for arrival in due.arrivals]
        model.Session.add_all(objects)
        if not objects:
            self._end(harvest_job)
        model.Session.commit()
        return [one.id for one in objects]

    def _end(self, job: Any, why: str = "") -> None:
        """Mark a job as through that queued nothing; the engine would do so at its next tick."""
        if why:
            models.HarvestGatherError.create(why, job)
            log.warning("Pull of %s failed: %s", job.source.title, why)
        job.status = FINISHED
        job.finished = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        job.save()

    def fetch_stage(self, harvest_object: Any) -> bool:
        """Look at the columns of the tables behind an entry, where its files are new."""
        source = _source(harvest_object.source.config)
        content = json.loads(harvest_object.content)
        resources, ids = content["fields"].get("resources") or [], content["tables"]
        known = store.entries(source.name).get(harvest_object.guid)
        before = known.received.get("resources") if known else None
        looked_at = known is not None and before == resources
        seen = list(known.personal) if known and looked_at else []
        model.Session.commit()  # nothing is held open while the network makes us wait
        if (resources or ids) and not looked_at:
            with fetching(source) as fetcher:
                seen = list(tables.doubtful(source, fetcher, resources, ids))
        content["personal"] = list(dict.fromkeys([*content["personal"], *seen]))
        harvest_object.content = json.dumps(content)
        harvest_object.save()
        return True

    def import_stage(self, harvest_object: Any) -> bool | str:
        """Bring an entry into the catalogue."""
        source = _source(harvest_object.source.config)
        job_id, object_id = harvest_object.harvest_job_id, harvest_object.id
        wanted = _wanted(source, harvest_object)
        try:
            outcome = importing.bring_in(wanted)
        except PullError as err:
            harvest_object = models.HarvestObject.get(object_id)
            models.HarvestObjectError.create(say(err.kept), harvest_object, "Import")
            outcome = importing.Outcome.FAILED
        store.count(job_id, outcome.value)
        _make_current(harvest_object)
        model.Session.commit()
        if outcome is importing.Outcome.FAILED:
            return False
        return True if outcome in importing.VISIBLE else "unchanged"


def name_in(config: str | None) -> str:
    """Return the name of the source that the configuration of a harvest source holds."""
    try:
        return json.loads(config or "{}").get("source", "")
    except (ValueError, AttributeError):
        return ""


def _source(config: str | None) -> Source:
    """Return the source that a harvest source stands for.

    Raises:
        PullError: the file no longer names it.
        RecordError: the file is wrong.
    """
    name = name_in(config)
    source = settings.configured().get(name)
    if source is None:
        message = _('"{name}" is no longer in the list of sources (config/sources.yaml).')
        raise PullError(message, name=name)
    return source


def _object(job: Any, arrival: Arrival, personal: tuple[str, ...]) -> Any:
    content = {
        "title": arrival.title,
        "url": arrival.url,
        "fields": dict(arrival.fields),
        "provisional": dict(arrival.provisional),
        "tables": list(arrival.tables),
        "personal": list(personal),
    }
    return models.HarvestObject(
        guid=arrival.guid, job=job, source=job.source, content=json.dumps(content)
    )


def _wanted(source: Source, harvest_object: Any) -> importing.Import:
    content = json.loads(harvest_object.content)
    return importing.Import(
        source=source,
        arrival=Arrival(
            guid=harvest_object.guid,
            title=content["title"],
            url=content["url"],
            fields=content["fields"],
            provisional=content["provisional"],
        ),
        personal=tuple(content["personal"]),
        is_retry=(harvest_object.retry_times or 0) > 1,
    )


def _make_current(harvest_object: Any) -> None:
    """Mark an object as the last of its entry, as the engine wants it."""
    model.Session.query(models.HarvestObject).filter_by(
        harvest_source_id=harvest_object.harvest_source_id, guid=harvest_object.guid
    ).update({"current": False})
    harvest_object.current = True
