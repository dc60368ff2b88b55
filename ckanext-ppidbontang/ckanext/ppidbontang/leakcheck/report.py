"""Tell what a run found, by channel: for people, and as JSON for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ckanext.ppidbontang.leakcheck.run import Run
from ckanext.ppidbontang.leakcheck.verdict import Leak


def lines(run: Run) -> Iterator[str]:
    """Yield the report, line by line."""
    outcome = run.outcome
    for channel, leaks in _by_channel(run).items():
        yield f"LEAK  {channel}"
        for what, readers, example in _summed(leaks):
            yield f"      {what}"
            yield f"      to: {readers}; as in: {example}"
    for place in outcome.blind(run.garden.cage):
        yield f"BLIND {place}: no reader found it, so nothing is proven"
    asked = ", ".join(f"{reader} {count}" for reader, count in sorted(outcome.cells.items()))
    yield f"{outcome.cells.total()} cells on {len(outcome.channels)} channels ({asked})"
    yield f"{outcome.errors.total()} answers were server errors"
    yield f"{len(_by_channel(run))} leaking channels, {run.seconds:.0f} s"


def as_dict(run: Run) -> dict[str, Any]:
    """Return the report as data."""
    return {
        "leaks": [
            {
                "channel": leak.channel,
                "reader": leak.reader.value,
                "state": leak.state,
                "what": leak.what,
                "request": leak.request,
            }
            for leaks in _by_channel(run).values()
            for leak in leaks
        ],
        "blind": run.outcome.blind(run.garden.cage),
        "cells": run.outcome.cells.total(),
        "cells_by_reader": {
            reader.value: count for reader, count in sorted(run.outcome.cells.items())
        },
        "channels": len(run.outcome.channels),
        "server_errors": dict(sorted(run.outcome.errors.items())),
        "seconds": round(run.seconds, 1),
    }


def _by_channel(run: Run) -> dict[str, list[Leak]]:
    found: dict[str, list[Leak]] = defaultdict(list)
    for leak in sorted(run.outcome.leaks):
        found[leak.channel].append(leak)
    return found


def _summed(leaks: list[Leak]) -> Iterator[tuple[str, str, str]]:
    """Yield what a channel gives away, to whom, and one request that shows it."""
    alike: dict[str, list[Leak]] = defaultdict(list)
    for leak in leaks:
        alike[f"{leak.state}: {leak.what}"].append(leak)
    for what, same in alike.items():
        yield what, ", ".join(sorted({leak.reader.value for leak in same})), same[0].request
