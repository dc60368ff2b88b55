"""All that a page shows of a table: at first sight its first rows, and the chart and map of all.

Whoever turns pages, searches or sorts has seen the chart: it is not reckoned anew at every turn.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckanext.ppidbontang.domain.tabular import charts, drawing, places
from ckanext.ppidbontang.domain.tabular.charts import Plan, Point, Refusal, Shape
from ckanext.ppidbontang.domain.tabular.columns import Column
from ckanext.ppidbontang.domain.tabular.drawing import Bar, Line
from ckanext.ppidbontang.domain.tabular.places import Plot
from ckanext.ppidbontang.tables import question, reading
from ckanext.ppidbontang.tables.question import Question
from ckanext.ppidbontang.tables.reading import Page, TableError

log = logging.getLogger(__name__)

# What is beyond these columns of a wide table is neither drawn nor looked at for it.
MOST_LOOKED_AT = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Hold a chart: its points, and their bars or the line through them."""

    plan: Plan
    points: tuple[Point, ...]
    bars: tuple[Bar, ...] = ()
    line: Line | None = None

    @property
    def highest(self) -> Point:
        """Return the point with the largest figure, the first of several."""
        return max(self.points, key=lambda point: point.value)

    @property
    def lowest(self) -> Point:
        """Return the point with the smallest figure, the first of several."""
        return min(self.points, key=lambda point: point.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """Hold what a page shows; `page` is None where the table took too long to read."""

    asked: Question
    page: Page | None
    total: int
    chart: Chart | Refusal | None
    plot: Plot | None
    more_places: bool


def show(resource_id: str, given: Mapping[str, str], about: str) -> Shown | None:
    """Return what a page shows of a file's table; None where the reader is to see none.

    Args:
        resource_id: the file
        given: the parameters of the page's address
        about: what the file and its entry are called
    """
    columns = reading.columns(resource_id)
    if not columns:
        return None
    asked = question.read(columns, given)
    page = _page(resource_id, asked)
    if not asked.is_first_look:
        return _rows_alone(resource_id, asked, page)
    try:
        sample = reading.sample(resource_id, columns[:MOST_LOOKED_AT])
        total = page.total if page else reading.count(resource_id)
        chart = _chart(resource_id, columns[:MOST_LOOKED_AT], sample, total, about)
    except TableError:
        log.warning("The table of file %s took too long for a chart", resource_id)
        return Shown(asked=asked, page=page, total=0, chart=None, plot=None, more_places=False)
    found = places.coordinates(columns[:MOST_LOOKED_AT])
    return Shown(
        asked=asked,
        page=page,
        total=total,
        chart=chart,
        plot=places.plot(found, sample[: places.MOST_PLACES]) if found else None,
        more_places=total > places.MOST_PLACES,
    )


def _rows_alone(resource_id: str, asked: Question, page: Page | None) -> Shown:
    total = page.total if page and not asked.narrows else _total(resource_id)
    return Shown(asked=asked, page=page, total=total, chart=None, plot=None, more_places=False)


def _total(resource_id: str) -> int:
    try:
        return reading.count(resource_id)
    except TableError:
        return 0


def _page(resource_id: str, asked: Question) -> Page | None:
    try:
        return reading.page(resource_id, asked)
    except TableError:
        log.warning("The table of file %s took too long for %s", resource_id, asked.address())
        return None


def _chart(
    resource_id: str,
    columns: Sequence[Column],
    sample: Sequence[reading.Row],
    total: int,
    about: str,
) -> Chart | Refusal:
    plan = charts.choose(columns, sample, is_whole=total <= len(sample), about=about)
    if isinstance(plan, Refusal):
        return plan
    points = charts.points(plan, reading.groups(resource_id, plan))
    if isinstance(points, Refusal):
        return points
    if plan.shape is Shape.LINE:
        return Chart(plan=plan, points=points, line=drawing.line(points))
    return Chart(plan=plan, points=points, bars=drawing.bars(points))
