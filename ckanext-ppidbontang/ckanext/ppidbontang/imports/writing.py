"""Make or change the entries of rows, through CKAN's own actions and so through the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy import event

from ckanext.ppidbontang.imports import comparing, files, store
from ckanext.ppidbontang.imports.present import title_key
from ckanext.ppidbontang.imports.states import Outcome
from ckanext.ppidbontang.intake import actors, creating, problems, updates
from ckanext.ppidbontang.model import Import, ImportRow

Problem = dict[str, Any]


def create(
    rows: Sequence[ImportRow], import_id: str, actor: actors.Actor, attached: Mapping[str, Path]
) -> None:
    """Make the entries of rows; a refused one stops none of the others.

    Raises:
        SearchIndexError: the search engine fails; the entries are made, and noted, all the same.
    """
    twins = _twins(import_id, rows)
    free = [row for row in rows if row.number not in twins]
    packages = [_package(row.record, attached) for row in free]
    made = [row.number for row in free]
    for row in rows:
        if row.number in twins:
            _refuse(row, [_twin(twins[row.number])])
    model.Session.commit()

    def note(fates: Mapping[int, creating.Made]) -> None:
        """Keep what becomes of rows with what becomes of the catalogue."""
        found = store.some(import_id, [made[place] for place in fates])
        for place, fate in fates.items():
            row = found[made[place]]
            row.outcome, row.package_id = Outcome.CREATED.value, fate.id
            row.modified = fate.modified
            model.Session.add(row)
        model.Session.flush()

    fates = creating.create(packages, actor, committing=note)
    refused = {
        number: fate.errors
        for number, fate in zip(made, fates, strict=True)
        if isinstance(fate, creating.Refused)
    }
    for number, row in store.some(import_id, refused).items():
        _refuse(row, list(_said(refused[number])))
    model.Session.commit()


def change(
    import_id: str, number: int, acting: actors.Acting, attached: Mapping[str, Path]
) -> None:
    """Change the entry of a row, if it still is what the preview was made of."""
    row = model.Session.get_one(ImportRow, (import_id, number))
    package = model.Session.get(model.Package, row.package_id, with_for_update=True)
    if package is None or package.metadata_modified != row.seen:
        _refuse(row, [_stale(row)])
        model.Session.commit()
        return
    try:
        with _noted_at_commit(row, package):
            _change(row, acting, attached)
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as err:
        model.Session.rollback()
        _refuse(model.Session.get_one(ImportRow, (import_id, number)), problems_of(err))
    model.Session.commit()


@contextmanager
def _noted_at_commit(row: ImportRow, package: model.Package) -> Iterator[None]:
    """Keep with a change which version it made: a process may be killed right after the commit."""
    session = model.Session()

    def note(_session: object) -> None:
        row.modified = package.metadata_modified

    event.listen(session, "before_commit", note)
    try:
        yield
    finally:
        event.remove(session, "before_commit", note)


def _change(row: ImportRow, acting: actors.Acting, attached: Mapping[str, Path]) -> None:
    present = tk.get_action("package_show")(acting.context(use_cache=False), {"id": row.package_id})
    row.before = present
    row.outcome = Outcome.CHANGED.value
    model.Session.add(row)
    model.Session.flush()
    record = comparing.fields(row.record)
    if any(change["field"] == "resources" for change in row.changes):
        wanted = files.wanted(row.record["resources"], present["resources"], attached)
        kept = {one["id"]: one for one in present["resources"]}
        rows = [one.row(kept) for one in wanted]
    else:
        rows = present["resources"]
    updates.apply_rows(acting.context(), present, {**present, **record}, rows)


def _package(record: Mapping[str, Any], attached: Mapping[str, Path]) -> dict[str, Any]:
    """Return a new entry as CKAN's actions take it."""
    resources = files.wanted(record.get("resources", ()), (), attached)
    return {
        "type": "dataset",
        **comparing.fields(record),
        "resources": [one.stated() for one in resources],
    }


def _twins(import_id: str, rows: Sequence[ImportRow]) -> dict[int, str]:
    """Return the rows whose entry somebody made since the preview, with its address."""
    package, group = model.Package, model.Group
    since = model.Session.get_one(Import, import_id).at.astimezone(UTC).replace(tzinfo=None)
    made = model.Session.execute(
        sa.select(group.name, package.title, package.name)
        .join(group, group.id == package.owner_org)
        .where(
            group.name.in_({row.opd for row in rows}),
            _folded(package.title).in_({title_key(row.title) for row in rows}),
            package.state == model.State.ACTIVE,
            package.metadata_created > since,
            package.id.not_in(
                sa.select(ImportRow.package_id).where(
                    ImportRow.import_id == import_id, ImportRow.package_id.is_not(None)
                )
            ),
        )
    )
    names = {(body, title_key(title)): name for body, title, name in made}
    keys = {row.number: (row.opd, title_key(row.title)) for row in rows}
    return {number: names[key] for number, key in keys.items() if key in names}


def _folded(title: sa.SQLColumnExpression[str]) -> sa.ColumnElement[str]:
    """Return in SQL what `title_key` makes of a title, as nearly as a database can."""
    return sa.func.trim(sa.func.regexp_replace(sa.func.lower(title), r"\s+", " ", "g"))


def _refuse(row: ImportRow, said: Sequence[Problem]) -> None:
    row.outcome = Outcome.REFUSED.value
    row.problems = [*row.problems, *said]
    model.Session.add(row)


def _twin(name: str) -> Problem:
    message = tk._(
        "Somebody has made an entry with this title since the preview was made, at “{name}”. "
        "Import the spreadsheet again."
    )
    return store.refused("title", message.format(name=name), rule="made-meanwhile")


def _stale(row: ImportRow) -> Problem:
    message = tk._(
        "The entry “{name}” was changed after the preview was made, so nothing of it was touched. "
        "Import the spreadsheet again."
    )
    return store.refused("name", message.format(name=row.name), rule="changed-meanwhile")


def not_copied(reason: str) -> Problem:
    """Say why a link was not copied; the link stays."""
    message = tk._("The file was not copied, and stays a link: {reason}").format(reason=reason)
    return {**store.refused("resources", message, rule="not-copied"), "weight": "warning"}


def problems_of(err: tk.ValidationError | tk.NotAuthorized | tk.ObjectNotFound) -> list[Problem]:
    """Return what CKAN says against a row."""
    if isinstance(err, tk.ValidationError):
        return list(_said(err.error_dict))
    return [store.refused("owner_org", str(err) or tk._("Not authorized"))]


def _said(errors: Mapping[str, Any]) -> Iterator[Problem]:
    for path, message in problems.messages(errors):
        yield store.refused(path, message)
