"""An import as a job of CKAN's worker: alone with its bodies, taken up again after a crash.

Who works holds locks of the database on a connection of its own; they end with the process, however
it ends. So a lock that nobody holds tells that nobody works.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib import jobs

from ckanext.ppidbontang import worker
from ckanext.ppidbontang.exemption.finishing import FAILURES
from ckanext.ppidbontang.imports import applying, store, undoing, uploads
from ckanext.ppidbontang.imports.states import OPEN, WORKING, Action, State
from ckanext.ppidbontang.model import Import, ImportRow

log = logging.getLogger(__name__)

# The first keys of PostgreSQL's advisory locks: of imports, and of the bodies they write to.
_IMPORT, _BODY = 0x50504901, 0x50504902
_SECONDS = 6 * 60 * 60
_DAYS_KEPT = 30


def begin(found: Import) -> None:
    """Say that an import shall be done, or carried on.

    Raises:
        ValidationError: a row is refused of one that shall be done as a whole or not at all.
    """
    counts, _outcomes = store.counts(found.id)
    if found.options["all_or_nothing"] and counts[Action.REFUSE]:
        message = tk._(
            "{count} rows are refused, and this import is to be done as a whole or not at all."
        )
        raise tk.ValidationError({"id": [message.format(count=counts[Action.REFUSE])]})
    found.state, found.problem = State.APPLYING.value, ""
    store.settle(found.id)
    model.Session.commit()


def enqueue(import_id: str) -> None:
    """Have the worker do an import; what is done of it already stays done."""
    tk.enqueue_job(
        run,
        [import_id],
        title="PPID: import",
        rq_kwargs={"timeout": _SECONDS, "job_id": worker.job_id(f"import-{import_id}")},
    )


def run(import_id: str) -> None:
    """Do an import as a job, and say in it how that ended."""
    with worker.site():
        do(import_id)


def do(import_id: str) -> None:
    """Do what is left of an import, here and now; nothing where somebody else does it."""
    with _locked(_IMPORT, [import_id], wait=False) as is_alone:
        found = model.Session.get(Import, import_id)
        if is_alone and found is not None and found.state in WORKING:
            with _locked(_BODY, _bodies(import_id)):
                _finish(found)


def resume() -> Sequence[str]:
    """Enqueue the imports whose work was cut off; return their ids."""
    cut_off = [
        found.id
        for found in model.Session.scalars(
            sa.select(Import).where(Import.state.in_([state.value for state in WORKING]))
        )
        if is_cut_off(found)
    ]
    for import_id in cut_off:
        enqueue(import_id)
    return cut_off


def forget_files() -> None:
    """Remove the spreadsheets of imports that are over; what they did stays on record."""
    before = dt.datetime.now(dt.UTC) - dt.timedelta(days=_DAYS_KEPT)
    old = sa.select(Import).where(
        Import.file_id != "", sa.func.coalesce(Import.finished_at, Import.at) < before
    )
    for found in model.Session.scalars(old).all():
        uploads.forget(found.file_id)
        if found.state in OPEN:
            found.state = State.CANCELLED.value
        found.file_id = ""
    model.Session.commit()


def is_cut_off(found: Import) -> bool:
    """Tell whether an import that should be going on is not: its worker was killed."""
    return found.state in WORKING and not _is_queued(found.id) and not _is_held(found.id)


def _finish(found: Import) -> None:
    """Do the work; whatever stops it is told in the import, and the work can be taken up again."""
    import_id = found.id
    try:
        _work(found)
    except FAILURES as err:
        log.exception("Import %s stopped", import_id)
        _stop(
            import_id, tk._("A service of the portal failed: {reason}.").format(reason=_said(err))
        )
    except BrokenProcessPool:
        _stop(import_id, tk._("A process of the import was killed."))
    except Exception:
        _stop(import_id, tk._("The import stopped at a fault of the portal."))
        raise
    model.Session.commit()


def _work(found: Import) -> None:
    """Apply an import, or take it back; one that is whole or nothing is taken back if need be."""
    import_id = found.id
    if found.state == State.APPLYING:
        applying.apply(found)
        found = model.Session.get_one(Import, import_id, populate_existing=True)
        if found.state == State.APPLYING:
            is_whole = not found.options.get("all_or_nothing") or not store.was_refused(import_id)
            store.finish(found, State.DONE if is_whole else State.UNDOING)
            model.Session.commit()
    if found.state == State.UNDOING:
        undoing.undo(found)
        left = undoing.left(import_id)
        problem = tk._("{count} rows could not be taken back; each says why.").format(count=left)
        store.finish(found, State.DONE if left else State.UNDONE, problem if left else "")


def _stop(import_id: str, problem: str) -> None:
    model.Session.rollback()
    store.finish(model.Session.get_one(Import, import_id), State.FAILED, problem)
    model.Session.commit()


def _said(err: BaseException) -> str:
    """Name a failure without what only its log should hold: addresses, statements, values."""
    return type(err).__name__


def _bodies(import_id: str) -> Sequence[str]:
    return model.Session.scalars(
        sa.select(ImportRow.opd).where(ImportRow.import_id == import_id).distinct()
    ).all()


@contextmanager
def _locked(kind: int, names: Sequence[str], *, wait: bool = True) -> Iterator[bool]:
    """Hold locks while something is done; say whether they could be had.

    In the order of their names, so that two who want some of the same never wait for each other.
    """
    lock = sa.func.pg_advisory_lock if wait else sa.func.pg_try_advisory_lock
    with model.Session.get_bind().connect() as own:  # pyright: ignore[reportAttributeAccessIssue] # CKAN binds an engine
        try:
            yield all(
                own.scalar(sa.select(lock(kind, sa.func.hashtext(name)))) is not False
                for name in sorted(names)
            )
        finally:
            own.rollback()
            own.scalar(sa.select(sa.func.pg_advisory_unlock_all()))


def _is_held(import_id: str) -> bool:
    """Tell whether some process holds the lock of an import."""
    held = sa.text(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND classid = :kind AND objid = hashtext(:name)::bigint & 4294967295)"
    )
    return bool(model.Session.scalar(held, {"kind": _IMPORT, "name": import_id}))


def _is_queued(import_id: str) -> bool:
    job = jobs.get_queue().fetch_job(worker.job_id(f"import-{import_id}"))
    return job is not None and job.is_queued
