"""Load records in batches, two at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ckanext.ppidbontang import processes
from ckanext.ppidbontang.intake.loader import Outcome, load_batch
from ckanext.ppidbontang.intake.records import Record

BATCH_SIZE = 50


def load_all(records: Iterable[Record]) -> Iterator[Outcome]:
    """Load records batch by batch and tell what became of each batch.

    Raises:
        BrokenProcessPool: a worker was killed.
    """
    yield from processes.in_batches(load_batch, records, size=BATCH_SIZE)
