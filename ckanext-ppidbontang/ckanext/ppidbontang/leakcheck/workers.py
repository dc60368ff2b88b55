"""Put the questions in two processes at a time: asking is bound by what one processor can do."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from ckan import model

from ckanext.ppidbontang import processes
from ckanext.ppidbontang.leakcheck.matrix import Matrix, Outcome
from ckanext.ppidbontang.leakcheck.questions import Question

# Small enough that an interrupted run soon ends, large enough to use the kept answers.
BATCH_SIZE = 50

_matrix: list[Matrix] = []


def judge_all(matrix: Matrix, questions: list[Question]) -> Iterator[tuple[int, Outcome]]:
    """Judge the questions batch by batch; those that only read come first.

    Each outcome comes with the number of questions in its batch.

    Raises:
        KeyboardInterrupt: the run was asked to end.
    """
    reading = [question for question in questions if not question.changes]
    changing = [question for question in questions if question.changes]
    workers = min(processes.MAX_WORKERS, len(os.sched_getaffinity(0)))
    for part in (reading, changing):
        batches = [part[n : n + BATCH_SIZE] for n in range(0, len(part), BATCH_SIZE)]
        if workers < 2 or len(batches) < 2:
            outcomes = map(matrix.judge, batches)
        else:
            outcomes = _in_parallel(matrix, batches, workers)
        yield from zip(map(len, batches), outcomes, strict=True)


def _in_parallel(matrix: Matrix, batches: list[list[Question]], workers: int) -> Iterator[Outcome]:
    model.Session.remove()
    with ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("fork"),
        initializer=_start_worker,
        initargs=(matrix,),
    ) as pool:
        try:
            yield from pool.map(_judge, batches)
        finally:
            pool.shutdown(cancel_futures=True)


def _judge(batch: list[Question]) -> Outcome:
    return _matrix[0].judge(batch)


def _start_worker(matrix: Matrix) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent notes it, and ends the pool
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    processes.stand_alone()
    _matrix.append(matrix)
