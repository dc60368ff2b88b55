"""Assess a body, and the city: measures, score, band, and what is to be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ckanext.ppidbontang.domain.compliance import files, upkeep
from ckanext.ppidbontang.domain.compliance.aspects import Aspect, Band, Measure, band, score, total
from ckanext.ppidbontang.domain.compliance.findings import Finding, gathered
from ckanext.ppidbontang.domain.compliance.holdings import Holdings
from ckanext.ppidbontang.domain.workdays import WorkingCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Hold what is counted of a body or of the city: numbers alone, no title of an entry."""

    score: float
    entries: int
    findings: int
    measures: tuple[Measure, ...]

    @property
    def band(self) -> Band:
        """Return the class that the score would be in."""
        return band(self.score)


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """Hold the figures of a body and its findings, the most serious first."""

    figures: Figures
    findings: tuple[Finding, ...]


def assess(holdings: Holdings, today: date, calendar: WorkingCalendar) -> Assessment:
    """Assess what a body holds on a day; the order in which it comes changes nothing.

    Args:
        holdings: the published entries of the body, with their files and cases
        today: the day on which somebody asks
        calendar: the days on which offices work
    """
    looks = {
        Aspect.DATA_PRIBADI: files.tables(holdings),
        Aspect.PENGECUALIAN: upkeep.exemptions(holdings, today, calendar),
        Aspect.KEMUTAKHIRAN: upkeep.renewals(holdings, today),
        Aspect.TAUTAN: files.links(holdings),
        Aspect.JENIS: upkeep.kinds(holdings),
        Aspect.DIP: upkeep.columns(holdings),
        Aspect.FORMAT: files.formats(holdings),
    }
    results = [gathered(aspect, looks[aspect]) for aspect in Aspect]
    measures = tuple(measure for measure, _found in results)
    found = sorted((one for _measure, many in results for one in many), key=lambda one: one.order)
    figures = Figures(
        score=score(measures),
        entries=len(holdings.entries),
        findings=len(found),
        measures=measures,
    )
    return Assessment(figures=figures, findings=tuple(found))


def city(bodies: Iterable[Figures]) -> Figures:
    """Put the bodies of the city together: each counts alike for the score, however much it holds.

    Counts are those of the whole city.
    """
    listed = list(bodies)
    mean = sum(sorted(body.score for body in listed)) / len(listed) if listed else 0.0
    return Figures(
        score=round(mean, 1),
        entries=sum(body.entries for body in listed),
        findings=sum(body.findings for body in listed),
        measures=total(measure for body in listed for measure in body.measures),
    )
