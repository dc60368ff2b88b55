"""Load batches in two processes at a time: making entries is bound by what one processor can do."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import Any

from ckan import model
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import Pool

from ckanext.ppidbontang.intake.loader import Outcome, load_batch
from ckanext.ppidbontang.intake.records import Record

BATCH_SIZE = 50
# The database and the search engine want the rest of the machine.
MAX_WORKERS = 2
# Python looks for garbage cycles after 700 new objects; on top of a program as large as CKAN that
# costs a load an eighth of its time.
COLLECT_AFTER = 50_000


def load_all(records: Iterable[Record]) -> Iterator[Outcome]:
    """Load records batch by batch and tell what became of each batch.

    Raises:
        BrokenProcessPool: a worker was killed.
    """
    batches = _batches(records)
    first = list(islice(batches, 2))
    workers = min(MAX_WORKERS, len(os.sched_getaffinity(0)), len(first))
    if workers < 2:
        yield from map(load_batch, chain(first, batches))
        return
    model.Session.remove()
    with ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("fork"), initializer=_start_worker
    ) as pool:
        running: deque[Future[Outcome]] = deque()
        try:
            for batch in chain(first, batches):
                running.append(pool.submit(load_batch, batch))
                if len(running) > 2 * workers:  # enough to keep them busy: memory stays flat
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while batch := list(islice(rest, BATCH_SIZE)):
        yield batch


def _start_worker() -> None:
    """Make a forked copy of this process fit to work beside it."""
    event.listen(Pool, "connect", _mark_own)
    event.listen(Pool, "checkout", _refuse_inherited)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)


def _mark_own(connection: Any, record: Any) -> None:
    record.info["pid"] = os.getpid()


def _refuse_inherited(connection: Any, record: Any, proxy: Any) -> None:
    """Connect anew instead of sharing a connection: two processes would read each other's answers.

    It is let go of without closing it, which would end it for the other process as well.
    """
    if record.info.get("pid") != os.getpid():
        record.dbapi_connection = proxy.dbapi_connection = None
        raise DisconnectionError


def _end_with_parent() -> None:
    """End at once when the load was killed; PostgreSQL takes back what was not committed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
