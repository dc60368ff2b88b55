"""Do what a preview says, a few rows in a transaction, as many at a time as there are processors.

What became of a row is kept in the transaction that does it: whoever takes up an import that was
killed finds each row done and noted, or neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ckan import model

from ckanext.ppidbontang import processes
from ckanext.ppidbontang.imports import links, reading, store, uploads, writing
from ckanext.ppidbontang.imports.states import Action, State
from ckanext.ppidbontang.intake import actors, showing, stored
from ckanext.ppidbontang.model import Import, ImportRow

# Small enough that progress shows within a second.
_BATCH = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Say for whom an import is done, and where the files are that came along.

    With `copies`, what rows link to is fetched, too.
    """

    import_id: str
    actor: actors.Actor
    attached: Mapping[str, Path]
    copies: bool

    @classmethod
    def of(cls, found: Import, attached: Mapping[str, Path]) -> Task:
        """Take up an import, with the rights of who brought it."""
        actor = actors.Actor(user=found.actor, trusted=False)
        copies = bool(found.options["copy_links"])
        return cls(import_id=found.id, actor=actor, attached=attached, copies=copies)

    @property
    def is_stopped(self) -> bool:
        """Tell whether somebody has cancelled the import meanwhile."""
        found = model.Session.get_one(Import, self.import_id, populate_existing=True)
        return found.state != State.APPLYING


def apply(found: Import) -> None:
    """Do what is left to do of an import.

    Raises:
        SearchIndexError: the search engine fails; what the database has stays.
        BrokenProcessPool: a process was killed.
    """
    names = store.files_named(found.id)
    with (
        uploads.opened(found.file_id) as path,
        reading.attached(path, found.filename, names) as files,
    ):
        task = Task.of(found, files)
        model.Session.commit()  # nothing is locked, and no snapshot kept, while others work
        _show_what_search_missed(task)
        _in_batches(partial(_create, task), store.waiting(task.import_id, Action.CREATE))
        _in_batches(partial(_change, task), store.waiting(task.import_id, Action.CHANGE))


def _in_batches(work: Callable[[list[int]], None], numbers: Sequence[int]) -> None:
    model.Session.commit()
    for _done in processes.in_batches(work, numbers, size=_BATCH):
        pass


def _create(task: Task, numbers: list[int]) -> None:
    """Make the entries of some rows, in one transaction if the law refuses none."""
    try:
        if not task.is_stopped:
            rows = _rows(task, numbers)
            with _files(task, rows) as files:
                writing.create(rows, task.import_id, task.actor, files)
    finally:
        model.Session.remove()  # memory stays flat: the next batch starts with nothing read


def _change(task: Task, numbers: list[int]) -> None:
    """Change the entries of some rows, each in a transaction of its own."""
    try:
        if not task.is_stopped:
            acting = actors.Acting.as_(task.actor)
            with _files(task, _rows(task, numbers)) as files:
                for number in numbers:
                    writing.change(task.import_id, number, acting, files)
    finally:
        model.Session.remove()


@contextmanager
def _files(task: Task, rows: Sequence[ImportRow]) -> Iterator[Mapping[str, Path]]:
    """Yield where the files of rows are: those that came along, and copies where they are wanted.

    A link that cannot be copied stays a link, and its row says why.
    """
    if not task.copies:
        yield task.attached
        return
    named = {row.number: [one["url"] for one in row.record.get("resources", ())] for row in rows}
    with links.copied(url for urls in named.values() for url in urls) as (copies, reasons):
        for row in rows:
            said = [writing.not_copied(reasons[url]) for url in named[row.number] if url in reasons]
            fresh = [one for one in said if one not in row.problems]  # of a run that was killed
            row.problems = [*row.problems, *fresh]
        model.Session.commit()
        yield {**copies, **task.attached}


def _rows(task: Task, numbers: list[int]) -> list[ImportRow]:
    found = store.some(task.import_id, numbers)
    return [found[number] for number in numbers]


def _show_what_search_missed(task: Task) -> None:
    """Let search find what was made before the work was cut off, and search does not know."""
    names, acting = store.names_made(task.import_id), actors.Acting.as_(task.actor)
    for some in processes.batches_of(names, _BATCH):
        entries = stored.entries(some)
        behind = stored.behind_in_search(entries)
        showing.show([showing.read(entry.id, acting) for entry in behind], acting)
