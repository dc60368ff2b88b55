"""Bring one entry of a source into the catalogue, through CKAN's actions and so through the law.

It is done by an account with the rights of an officer (`account`): what arrives is a draft, and no
pull publishes, opens or reclassifies anything. What is closed here is not touched, and what was
deleted here stays deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import search
from ckan.lib.munge import munge_title_to_name

from ckanext.ppidbontang import review
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Arrival, Conflict, Source
from ckanext.ppidbontang.model import SourceEntry
from ckanext.ppidbontang.sources import account, local, store
from ckanext.ppidbontang.sources.problems import PullError

_NAME_LENGTH = 80


class Outcome(StrEnum):
    """Name what became of an entry of a pull."""

    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"
    LEFT_ALONE = "left-alone"
    FAILED = "failed"


VISIBLE = frozenset({Outcome.CREATED, Outcome.CHANGED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """What is to be brought in: an arrival, with the doubtful columns of its tables.

    `is_retry` says that an import of it was begun before and did not end.
    """

    source: Source
    arrival: Arrival
    personal: tuple[str, ...]
    is_retry: bool = False


def bring_in(wanted: Import) -> Outcome:
    """Make or change the entry of an arrival, and remember what came.

    Raises:
        PullError: the law refuses it; why is kept with the entry, and shown.
    """
    entry = store.entry_of(wanted.source.name, wanted.arrival.guid)
    if entry is None:
        entry = store.new_entry(wanted.source.name, wanted.arrival.guid)
    _note(entry, wanted)
    try:
        outcome = _create(entry, wanted) if entry.package_id is None else _change(entry, wanted)
    except tk.ValidationError as err:
        raise _refused(wanted, err) from err
    model.Session.commit()
    if entry.package_id and (outcome in VISIBLE or wanted.is_retry):
        search.rebuild(entry.package_id)
    return outcome


def _note(entry: SourceEntry, wanted: Import) -> None:
    """Write down what came; an entry that comes again has not vanished."""
    arrival = wanted.arrival
    entry.title, entry.url = arrival.title, arrival.url
    entry.received = local.received(arrival.fields)
    entry.provisional = dict(arrival.provisional)
    entry.personal = list(wanted.personal)
    entry.problem = None
    entry.received_at = dt.datetime.now(dt.UTC)
    entry.vanished_at, entry.decision = None, ""


def _create(entry: SourceEntry, wanted: Import) -> Outcome:
    fields = {**wanted.arrival.fields, **wanted.arrival.provisional}
    data = {
        **_as_sent(fields, {}),
        "name": _free_name(wanted.arrival.title),
        "owner_org": wanted.source.opd,
        "private": True,
    }
    id_ = tk.get_action("package_create")(_context(), data)
    entry.package_id = id_
    entry.taken = local.taken(entry.received, local.show(id_), fields)
    entry.kept = {}
    return Outcome.CREATED


def _change(entry: SourceEntry, wanted: Import) -> Outcome:
    package = model.Package.get(entry.package_id)
    if package is None or package.state != model.State.ACTIVE:
        return Outcome.LEFT_ALONE  # deleted here: no pull brings it back
    review.lock(package)
    # What is exempt here, wholly or in part, or was never classified, is nobody else's to change.
    if review.stored_item(package).effective_status is not ExemptionStatus.TERBUKA:
        return Outcome.LEFT_ALONE
    present = local.show(package.id)
    wins = wanted.source.conflict is Conflict.SOURCE
    found = local.merged(entry, present, entry.received, source_wins=wins)
    changes, kept = dict(found.changes), dict(found.kept)
    if wanted.personal and not package.private and "resources" in changes:
        # Everybody would see the new files before anybody has looked at their columns.
        kept["resources"] = changes.pop("resources")
    entry.kept = kept
    if not changes:
        return Outcome.SAME
    sent = {name: wanted.arrival.fields[name] for name in changes}
    tk.get_action("package_patch")(_context(), {"id": package.id, **_as_sent(sent, present)})
    renewed = local.taken(entry.received, local.show(package.id), changes)
    entry.taken = {**entry.taken, **renewed}
    return Outcome.CHANGED


def _context() -> Any:
    """Return a context in which CKAN leaves the commit to us.

    The entry and what is known of where it came from are one transaction: an import that is killed
    doubles nothing.
    """
    return account.context(defer_commit=True, return_id_only=True)


def _as_sent(fields: Mapping[str, Any], present: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as CKAN's actions take them; a file that stays keeps its id."""
    data = dict(fields)
    if "tags" in data:
        data["tags"] = [{"name": tag} for tag in data["tags"]]
    if "resources" in data:
        ids = {row["url"]: row["id"] for row in present.get("resources") or ()}
        data["resources"] = [
            {**row, **({"id": ids[row["url"]]} if row["url"] in ids else {})}
            for row in data["resources"]
        ]
    return data


def _free_name(title: str) -> str:
    """Return an address for an entry that nothing has."""
    name = munge_title_to_name(title)[:_NAME_LENGTH].strip("-_")
    name = name if len(name) > 1 else f"informasi-{name}"
    candidate, number = name, 1
    while model.Package.by_name(candidate) is not None:
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def _refused(wanted: Import, err: tk.ValidationError) -> PullError:
    """Keep why the law refuses an entry; CKAN has taken back what was begun."""
    model.Session.rollback()
    words = "; ".join(_texts(err.error_dict))
    problem = PullError(_('"{title}" is refused: {why}'), title=wanted.arrival.title, why=words)
    entry = store.entry_of(wanted.source.name, wanted.arrival.guid)
    if entry is None:
        entry = store.new_entry(wanted.source.name, wanted.arrival.guid)
    _note(entry, wanted)
    entry.problem = problem.kept
    model.Session.commit()
    return problem


def _texts(said: Any) -> list[str]:
    """Return the messages of an error of CKAN, however deep they lie."""
    if isinstance(said, Mapping):
        return [text for inner in said.values() for text in _texts(inner)]
    if isinstance(said, list):
        return [text for inner in said for text in _texts(inner)]
    return [str(said)]
