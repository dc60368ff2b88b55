"""Bring a batch of records into the portal, through CKAN's own actions and so through the law.

New entries are made in one transaction a batch and shown with one commit of the search index. The
database is committed first, so that search never shows what a failing commit then takes back; an
entry that search does not know yet is found by the next load and shown then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import pysolr
import sqlalchemy as sa
from ckan import logic, model
from ckan.lib import search
from ckan.types import Context

from ckanext.ppidbontang.intake import stored, updates, uploads
from ckanext.ppidbontang.intake.problems import Problem
from ckanext.ppidbontang.intake.records import Record

_TAG_LOCK = 0x50504944  # "PPID": the first of the two keys of PostgreSQL's advisory locks


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
    made = batch.create(work.new)
    batch.show([*made, *(entry.id for entry in work.unindexed)])
    for record, entry in work.changed:
        batch.update(record, entry)
    outcome.unchanged = work.unchanged
    outcome.reindexed = len(work.unindexed)
    outcome.created = len(made)
    model.Session.remove()  # memory stays flat: the next batch starts with nothing read
    return outcome


class _Batch:
    """Does the work of one batch, as the site itself."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.bodies = stored.organizations()
        self.user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        self.user_obj = model.User.get(self.user)  # or CKAN asks for it once an entry

    def context(self, **options: Any) -> Context:
        return Context(ignore_auth=True, user=self.user, auth_user_obj=self.user_obj, **options)

    def create(self, records: Sequence[Record]) -> list[str]:
        """Make entries, all that are lawful, and return their ids.

        CKAN's actions roll the whole transaction back when they refuse an entry. The ones before
        it are then made again without it: each at most twice, however many are wrong.
        """
        if not records:
            return []
        made, problems = self._create_until_refused(records)
        if not problems:
            return made
        self.outcome.refuse(problems)
        wrong = len(made)
        return self.create(records[:wrong]) + self.create(records[wrong + 1 :])

    def _create_until_refused(self, records: Sequence[Record]) -> tuple[list[str], list[Problem]]:
        _claim_new_tags(records)
        made: list[str] = []
        for record in records:
            try:
                made.append(self._create(record))
            except tk.ValidationError as err:
                model.Session.rollback()
                return made, list(_problems(record, err.error_dict))
        model.Session.commit()
        return made, []

    def _create(self, record: Record) -> str:
        rows = [uploads.new_row(resource) for resource in record.resources]
        with uploads.opened(rows):
            context = self.context(defer_commit=True, return_id_only=True)
            for plugin in uploads.controllers():
                for row in rows:
                    plugin.before_resource_create(context, row)
            sent = uploads.Uploads(rows)
            data = {**_package(record, self.bodies), "resources": rows}
            made = tk.get_action("package_create")(context, data)
            sent.store()
        return made

    def show(self, ids: Sequence[str]) -> None:
        """Let search find entries, and tell the plugins of their resources.

        The plugins come before the index is committed: an entry that search knows is finished,
        and a load that was killed in between is taken up where it stopped.
        """
        if not ids:
            return
        index = search.index_for(model.Package)
        for id_ in ids:
            context = self.context()
            default, custom = logic.package_show_default_and_custom_schemas(context, id_)
            index.index_package({**default, "with_custom_schema": custom}, defer_commit=True)
            for plugin in uploads.controllers():
                for row in custom["resources"]:
                    plugin.after_resource_create(context, row)
        _commit_index()
        model.Session.commit()

    def update(self, record: Record, entry: stored.Entry) -> None:
        """Change a stored entry, in a transaction of its own."""
        _claim_new_tags([record])
        present = tk.get_action("package_show")(self.context(), {"id": entry.id})
        fields = _package(record, self.bodies)
        try:
            updates.apply(self.context(), present, fields, record.resources)
        except tk.ValidationError as err:
            self.outcome.refuse(list(_problems(record, err.error_dict)))
        else:
            self.outcome.updated += 1


def _package(record: Record, bodies: Mapping[str, str]) -> dict[str, Any]:
    """Return the record as CKAN's actions take it, without its resources."""
    owner = record.fields["owner_org"]
    stated = {name: v for name, v in record.fields.items() if v or name == "license_id"}
    if stated.get("responsible_opd") == owner:
        del stated["responsible_opd"]  # is so by default, without asking for the body again
    return {
        **stated,
        "type": "dataset",
        "state": model.State.ACTIVE,
        "owner_org": bodies.get(owner, owner),
        "tags": [{"name": tag} for tag in record.tags],
    }


def _commit_index() -> None:
    """Let search see what was indexed, and wait until it does: CKAN's own commit does not wait.

    Raises:
        SearchIndexError: the search engine fails.
    """
    try:
        search.make_connection().commit()
    except pysolr.SolrError as err:
        raise search.SearchIndexError(str(err)) from err


def _claim_new_tags(records: Sequence[Record]) -> None:
    """Keep two loads from making the same tag: CKAN's table would take it twice.

    Held until the end of the transaction; the same order everywhere, so that nobody waits for ever.
    """
    names = {tag for record in records for tag in record.tags}
    known = model.Session.query(model.Tag.name).filter(
        model.Tag.name.in_(names), model.Tag.vocabulary_id.is_(None)
    )
    for name in sorted(names.difference(row.name for row in known)):
        lock = sa.func.pg_advisory_xact_lock(_TAG_LOCK, sa.func.hashtext(name))
        model.Session.execute(sa.select(lock))


def _problems(record: Record, errors: Mapping[str, Any]) -> Iterator[Problem]:
    """Turn CKAN's errors into problems of the record, each with the value it is about."""
    value = {**record.fields, "tags": ", ".join(record.tags)}
    for name, said in errors.items():
        for path, message in _messages(name, said):
            yield Problem(
                place=str(record.place), field=path, value=value.get(path), message=message
            )


def _messages(path: str, said: Any) -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        for name, inner in said.items():
            yield from _messages(f"{path}.{name}", inner)
    elif isinstance(said, list):
        for number, inner in enumerate(said, start=1):
            if isinstance(inner, dict):
                yield from _messages(f"{path}[{number}]", inner)
            else:
                yield path, str(inner)
    else:
        yield path, str(said)
