"""What is known of sources: their pulls and their entries, in the plugin's own tables."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.ppidbontang.domain.sources import Conflict, Source
from ckanext.ppidbontang.model import SourceEntry, SourcePull
from ckanext.ppidbontang.sources.engine import models
from ckanext.ppidbontang.sources.problems import PullError


def definition(source: Source) -> str:
    """Return the digest of what a source is defined as: after a change all is looked at anew."""
    return hashlib.sha256(repr(source).encode()).hexdigest()


def begin(source: Source, job_id: str) -> None:
    """Write down that a pull begins; one that begins again, after a crash, begins anew."""
    digest = definition(source)
    model.Session.merge(
        SourcePull(
            job_id=job_id,
            source=source.name,
            problem=None,
            unchanged=False,
            definition=digest,
            marks={},
            counts={},
        )
    )
    model.Session.commit()


def fail(job_id: str, error: PullError) -> None:
    """Write down why a pull failed."""
    _update(job_id, problem=error.kept)


def end_reading(job_id: str, *, marks: Mapping[str, str], counts: Mapping[str, int]) -> None:
    """Write down what a source had; what becomes of its entries is counted as they come."""
    _update(job_id, marks=dict(marks), counts=dict(counts))


def end_unchanged(job_id: str, before: SourcePull) -> None:
    """Write down that a source has what it had."""
    arrived = before.counts.get("arrived", 0)
    counts = {"arrived": arrived, "unchanged": arrived}
    _update(job_id, unchanged=True, marks=before.marks, counts=counts)


def count(job_id: str, outcome: str) -> None:
    """Count an entry of a pull; two workers may do so at once."""
    pull = model.Session.get(SourcePull, job_id, with_for_update=True, populate_existing=True)
    if pull is not None:
        pull.counts = {**pull.counts, outcome: pull.counts.get(outcome, 0) + 1}


def _update(job_id: str, **values: Any) -> None:
    model.Session.execute(sa.update(SourcePull).where(SourcePull.job_id == job_id).values(**values))
    model.Session.commit()


def last_pulls() -> dict[str, SourcePull]:
    """Return the last pull of each source."""
    newest = (
        sa.select(SourcePull)
        .distinct(SourcePull.source)
        .order_by(SourcePull.source, SourcePull.started_at.desc())
    )
    anew = newest.execution_options(populate_existing=True)
    return {pull.source: pull for pull in model.Session.scalars(anew)}


def comparable(source: Source) -> SourcePull | None:
    """Return the last pull that went well, when the next may ask only for what has changed.

    It may not where the source is defined anew, where an entry waits for another try or never came
    to be brought in, and where the source wins: local edits are found by looking only.
    """
    went_well = sa.select(SourcePull).where(
        SourcePull.source == source.name,
        SourcePull.problem.is_(None),
        SourcePull.counts != sa.cast({}, JSONB),
    )
    last = model.Session.scalars(went_well.order_by(SourcePull.started_at.desc()).limit(1)).first()
    if last is None or last.definition != definition(source) or not last.marks:
        return None
    if not _is_whole(last.counts):
        return None
    if source.conflict is Conflict.SOURCE or _waits(source.name):
        return None
    return last


def _is_whole(counts: Mapping[str, int]) -> bool:
    """Say whether every entry that arrived was brought in, or needed no look."""
    reading = ("arrived", "renamed", "vanished", "refused")
    settled = sum(number for name, number in counts.items() if name not in reading)
    return settled == counts.get("arrived")


def _waits(source: str) -> bool:
    unfinished = sa.or_(SourceEntry.problem.is_not(None), SourceEntry.package_id.is_(None))
    found = sa.select(SourceEntry.id).where(SourceEntry.source == source, unfinished)
    return bool(model.Session.scalar(sa.select(found.exists())))


def entries(source: str) -> dict[str, SourceEntry]:
    """Return every known entry of a source by its identity there."""
    found = sa.select(SourceEntry).where(SourceEntry.source == source)
    return {entry.guid: entry for entry in model.Session.scalars(found)}


def entry_of(source: str, guid: str) -> SourceEntry | None:
    """Return a known entry, locked: two workers may come to it."""
    asked = sa.select(SourceEntry).where(SourceEntry.source == source, SourceEntry.guid == guid)
    return model.Session.scalars(asked.with_for_update()).first()


def entry_by_id(id_: str) -> SourceEntry | None:
    """Return a known entry."""
    return model.Session.get(SourceEntry, id_)


def of_package(package_id: str) -> SourceEntry | None:
    """Return what an entry of the portal came from, if it came from a source."""
    asked = sa.select(SourceEntry).where(SourceEntry.package_id == package_id)
    return model.Session.scalars(asked.limit(1)).first()


def new_entry(source: str, guid: str) -> SourceEntry:
    """Return an entry that was not known."""
    entry = SourceEntry(
        id=str(uuid4()),
        source=source,
        guid=guid,
        former_guid="",
        taken={},
        kept={},
        decision="",
        personal=[],
    )
    model.Session.add(entry)
    return entry


def rename(entry: SourceEntry, guid: str) -> None:
    """Give an entry the identity that its source has given it."""
    entry.former_guid, entry.guid = entry.guid, guid


def flag_vanished(entries: Iterable[SourceEntry]) -> int:
    """Flag entries that no longer come, and return how many are flagged for the first time."""
    fresh = [entry for entry in entries if entry.vanished_at is None]
    for entry in fresh:
        entry.vanished_at = dt.datetime.now(dt.UTC)
        entry.decision = ""
    return len(fresh)


def refusals(job_id: str, most: int) -> list[str]:
    """Return why records of a pull were left out, as the engine keeps it."""
    errors = model.Session.query(models.HarvestGatherError.message).filter_by(harvest_job_id=job_id)
    return [row.message for row in errors.order_by(models.HarvestGatherError.created).limit(most)]


def totals() -> dict[str, Counter[str]]:
    """Count, for each source, its entries and those that wait for somebody."""
    found: dict[str, Counter[str]] = {}
    entry = SourceEntry
    row = sa.select(
        entry.source,
        sa.func.count(),
        sa.func.count().filter(vanished()),
        sa.func.count().filter(_is_filled(entry.kept)),
        sa.func.count().filter(_is_filled(entry.personal)),
        sa.func.count().filter(entry.problem.is_not(None)),
    ).group_by(entry.source)
    names = ("entries", "vanished", "kept", "personal", "failed")
    for source, *numbers in model.Session.execute(row):
        found[source] = Counter(dict(zip(names, numbers, strict=True)))
    return found


def vanished() -> sa.ColumnElement[bool]:
    """Return the condition of an entry that no longer comes, and waits for a decision."""
    return sa.and_(SourceEntry.vanished_at.is_not(None), SourceEntry.decision == "")


def waiting(source: str, limit: int, offset: int) -> Sequence[SourceEntry]:
    """Return the entries of a source that somebody should look at, what vanished first."""
    of_note = sa.or_(
        vanished(),
        _is_filled(SourceEntry.kept),
        _is_filled(SourceEntry.personal),
        SourceEntry.former_guid != "",
        SourceEntry.problem.is_not(None),
    )
    found = sa.select(SourceEntry).where(SourceEntry.source == source, of_note)
    order = (sa.not_(vanished()), sa.func.lower(SourceEntry.title), SourceEntry.id)
    return model.Session.scalars(found.order_by(*order).limit(limit).offset(offset)).all()


def _is_filled(column: Any) -> sa.ColumnElement[bool]:
    return sa.cast(column, sa.Text).not_in(["{}", "[]"])
