"""Assess bodies today: one with its findings, or all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.ppidbontang import bodies, config, working_calendar
from ckanext.ppidbontang.domain.compliance import Assessment, Figures, Holdings, assess, city
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.readiness import reading


@dataclass(frozen=True, kw_only=True)
class CityAssessment:
    """Hold the assessment of every body by its name; bodies that hold nothing are among them."""

    bodies: Mapping[str, Assessment]
    knows_columns: bool

    @property
    def figures(self) -> Figures:
        """Return the figures of the city."""
        return city(assessment.figures for assessment in self.bodies.values())


@dataclass(frozen=True, kw_only=True)
class BodyAssessment:
    """Hold the assessment of one body."""

    assessment: Assessment
    knows_columns: bool


def of_body(name: str) -> BodyAssessment:
    """Assess a body, as it is in this moment."""
    read = reading.of_body(name)
    held = read.holdings.get(name, Holdings())
    return BodyAssessment(
        assessment=assess(held, cases.today(), working_calendar.current()),
        knows_columns=read.knows_columns,
    )


def of_city() -> CityAssessment:
    """Assess every body of the portal, as they are in this moment.

    The city itself is one only where it holds information of its own.
    """
    read = reading.everything()
    root = config.root_organization()
    names = (name for name in bodies.titles() if name != root or root in read.holdings)
    today, calendar = cases.today(), working_calendar.current()
    return CityAssessment(
        bodies={
            name: assess(read.holdings.get(name, Holdings()), today, calendar)
            for name in sorted(names)
        },
        knows_columns=read.knows_columns,
    )
