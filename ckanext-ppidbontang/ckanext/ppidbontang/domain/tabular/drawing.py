"""The places of bars and lines on a drawing that is a hundred wide and a hundred high."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ckanext.ppidbontang.domain.tabular.charts import Point

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MARKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold a point and its bar: where it begins and how long it is, in hundredths."""

    point: Point
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a number at the side of a chart and its height, in hundredths from the top."""

    value: float
    at: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Hold the corners of a line, left to right, and the marks at its side."""

    corners: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]


def bars(points: Sequence[Point]) -> tuple[Bar, ...]:
    """Draw figures from a common zero, so that lengths compare as the figures do."""
    values = [float(point.value) for point in points]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = 100 / ((high - low) or 1.0)
    return tuple(
        Bar(point, round((min(0.0, value) - low) * scale, 2), round(abs(value) * scale, 2))
        for point, value in zip(points, values, strict=True)
    )


def line(points: Sequence[Point]) -> Line:
    """Draw figures over time; the marks are round numbers, and zero is one if it is near."""
    values = [float(point.value) for point in points]
    marks = _marks(min(values), max(values))
    low, high = marks[0], marks[-1]
    step = 100 / max(len(values) - 1, 1)

    def at(value: float) -> float:
        return round(100 * (high - value) / (high - low), 2)

    return Line(
        corners=tuple((round(step * n, 2), at(value)) for n, value in enumerate(values)),
        marks=tuple(Mark(value, at(value)) for value in marks),
    )


def _marks(low: float, high: float) -> list[float]:
    """Return round numbers at even distances that hold all figures between them."""
    # A scale from zero is fair; only a line that varies little would say nothing on it.
    if low > 0 and low < high * 0.7:
        low = 0.0
    if low == high:
        low, high = low - (abs(low) or 1.0), high + (abs(high) or 1.0)
    rough = (high - low) / _MARKS
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(magnitude * step for step in _STEPS if magnitude * step >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [n * step for n in range(first, last + 1)]
