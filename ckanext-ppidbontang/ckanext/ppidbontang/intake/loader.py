"""Bring a batch of records into the portal, through CKAN's own actions and so through the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang.intake import problems, showing, stored, tags, updates, uploads
from ckanext.ppidbontang.intake.actors import Acting, Actor
from ckanext.ppidbontang.intake.creating import Refused, create
from ckanext.ppidbontang.intake.problems import Problem
from ckanext.ppidbontang.intake.records import Record


@dataclass(kw_only=True, slots=True)
class Outcome:
    """What became of records."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    reindexed: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return how many records this tells of."""
        return self.created + self.updated + self.unchanged + self.reindexed + self.refused

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Count a record as refused, and keep why."""
        self.refused += 1
        self.problems.extend(problems)

    def add(self, other: Outcome) -> None:
        """Count in what became of other records."""
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.reindexed += other.reindexed
        self.refused += other.refused
        self.problems.extend(other.problems)


def load_batch(records: Sequence[Record]) -> Outcome:
    """Make the portal's entries match the records; a wrong record stops none of the others."""
    outcome = Outcome()
    batch = _Batch(outcome)
    work = stored.compare(records, batch.bodies)
    batch.create(work.new)
    batch.show(work.unindexed)
    for record, entry in work.changed:
        batch.update(record, entry)
    outcome.unchanged = work.unchanged
    model.Session.remove()  # memory stays flat: the next batch starts with nothing read
    return outcome


class _Batch:
    """Does the work of one batch, as the site itself."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.bodies = stored.organizations()
        self.actor = Actor.site()

    def create(self, records: Sequence[Record]) -> None:
        """Make entries, all that are lawful."""
        fates = create([self._package(record) for record in records], self.actor)
        for record, fate in zip(records, fates, strict=True):
            if isinstance(fate, Refused):
                self._refuse(record, fate.errors)
            else:
                self.outcome.created += 1

    def show(self, entries: Sequence[stored.Entry]) -> None:
        """Let search find entries that it lost, or never knew."""
        acting = Acting.as_(self.actor)
        showing.show([showing.read(entry.id, acting) for entry in entries], acting)
        self.outcome.reindexed = len(entries)

    def update(self, record: Record, entry: stored.Entry) -> None:
        """Change a stored entry, in a transaction of its own."""
        acting, fields = Acting.as_(self.actor), self._fields(record)
        tags.claim([fields])
        present = tk.get_action("package_show")(acting.context(), {"id": entry.id})
        try:
            updates.apply(acting.context(), present, fields, record.resources)
        except tk.ValidationError as err:
            self._refuse(record, err.error_dict)
        else:
            self.outcome.updated += 1

    def _package(self, record: Record) -> dict[str, Any]:
        rows = [uploads.stated_row(resource) for resource in record.resources]
        return {**self._fields(record), "resources": rows}

    def _fields(self, record: Record) -> dict[str, Any]:
        """Return the record as CKAN's actions take it, without its resources."""
        owner = record.fields["owner_org"]
        stated = {name: v for name, v in record.fields.items() if v or name == "license_id"}
        if stated.get("responsible_opd") == owner:
            del stated["responsible_opd"]  # is so by default, without asking for the body again
        return {
            **stated,
            "type": "dataset",
            "state": model.State.ACTIVE,
            "owner_org": self.bodies.get(owner, owner),
            "tags": [{"name": tag} for tag in record.tags],
        }

    def _refuse(self, record: Record, errors: Mapping[str, Any]) -> None:
        """Turn CKAN's errors into problems of the record, each with the value it is about."""
        value = {**record.fields, "tags": ", ".join(record.tags)}
        self.outcome.refuse(
            [
                Problem(place=str(record.place), field=path, value=value.get(path), message=message)
                for path, message in problems.messages(errors)
            ]
        )
