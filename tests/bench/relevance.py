"""How well a list of answers fits what was judged: nDCG@10, with gains of 2^grade - 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

SHOWN = 10
GRADES = (3, 2, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """Hold a query with the grade of each entry that answers it."""

    query: str
    kind: str
    grades: dict[str, int]


def judged(path: Path) -> list[Judged]:
    """Read the judged queries."""
    return [
        Judged(
            query=row["q"],
            kind=row["kind"],
            grades={name: grade for grade in GRADES for name in row.get(grade, ())},
        )
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def ndcg(names: Sequence[str], one: Judged) -> float:
    """Return nDCG@10 of the names in their order."""
    best = _gain(sorted(one.grades.values(), reverse=True))
    return _gain(one.grades.get(name, 0) for name in names) / best


def _gain(grades: Iterable[int]) -> float:
    shown = list(grades)[:SHOWN]
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(shown))
