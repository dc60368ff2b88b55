"""Work in two processes at a time: what CKAN does to an entry is bound by one processor."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

from ckan import model
from sqlalchemy.engine import Engine

Item = TypeVar("Item")
Result = TypeVar("Result")

# The database and the search engine want the rest of the machine.
MAX_WORKERS = 2
# Python looks for garbage cycles after 700 new objects; on top of a program as large as CKAN that
# costs such work an eighth of its time.
COLLECT_AFTER = 50_000


def in_batches(
    work: Callable[[list[Item]], Result], items: Iterable[Item], *, size: int
) -> Iterator[Result]:
    """Do the work batch by batch and tell what became of each batch, in their order.

    Raises:
        BrokenProcessPool: a worker was killed.
    """
    batches = batches_of(items, size)
    first = list(islice(batches, 2))
    workers = min(MAX_WORKERS, len(os.sched_getaffinity(0)), len(first))
    if workers < 2:
        yield from map(work, chain(first, batches))
        return
    model.Session.remove()
    with ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("fork"), initializer=_start_worker
    ) as pool:
        running: deque[Future[Result]] = deque()
        try:
            for batch in chain(first, batches):
                running.append(pool.submit(work, batch))
                if len(running) > 2 * workers:  # enough to keep them busy: memory stays flat
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def batches_of(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of this size; the last one may be shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _start_worker() -> None:
    stand_alone()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)


def stand_alone() -> None:
    """Make a forked copy of this process fit to work beside it.

    Two processes on one connection would read each other's answers, so every pool of connections,
    the DataStore's too, is replaced. CKAN keeps no list of its engines; the interpreter does.
    """
    for engine in [one for one in gc.get_objects() if type(one) is Engine]:
        engine.dispose(close=False)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End at once when the work was killed; PostgreSQL takes back what was not committed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
