"""The figures of each day, for the trend of a body and of the city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.ppidbontang.domain.compliance import Figures
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import Readiness
from ckanext.ppidbontang.readiness.assessing import CityAssessment
from ckanext.ppidbontang.readiness.figures import as_dict, from_dict

CITY = ""
DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Day:
    """Hold the figures of a day."""

    day: dt.date
    figures: Figures


def record(assessed: CityAssessment) -> None:
    """Write down the figures of today; a second time on a day they take the place of the first."""
    figures = {name: found.figures for name, found in assessed.bodies.items()}
    _store(cases.today(), {**figures, CITY: assessed.figures})
    model.Session.commit()


def of(body: str) -> list[Day]:
    """Return the figures of a body, or of the city, over the last year, the oldest first."""
    since = cases.today() - dt.timedelta(days=DAYS)
    rows = model.Session.execute(
        sa.select(Readiness.day, Readiness.figures)
        .where(Readiness.body == body, Readiness.day > since)
        .order_by(Readiness.day)
    )
    return [Day(day=row.day, figures=from_dict(row.figures)) for row in rows]


def _store(day: dt.date, figures: Mapping[str, Figures]) -> None:
    rows = [
        {"day": day, "body": body, "figures": as_dict(found)} for body, found in figures.items()
    ]
    statement = insert(Readiness).values(rows)
    model.Session.execute(
        statement.on_conflict_do_update(
            index_elements=[Readiness.day, Readiness.body],
            set_={"figures": statement.excluded.figures},
        )
    )
