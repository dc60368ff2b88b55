"""Readiness as tables to download: the bodies, and what is to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang import bodies, errors
from ckanext.ppidbontang.documents.tables import Cell, Column, Table
from ckanext.ppidbontang.domain.compliance import Aspect, Figures, Finding, Measure
from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.readiness import places, wording

Findings = Mapping[str, Iterable[Finding]]


def of_bodies(figures: Mapping[str, Figures]) -> Table:
    """Return the figures of bodies, by their names, as a table."""
    return Table(
        name="kesiapan-instansi",
        title=tk._("Readiness of each body"),
        lines=(wording.note(),),
        columns=(
            Column(key="body", title=tk._("Body"), width=50),
            Column(key="score", title=tk._("Score"), width=10),
            Column(key="band", title=tk._("Class"), width=22),
            Column(key="entries", title=tk._("Entries"), width=12),
            Column(key="findings", title=tk._("Findings"), width=12),
            *(
                Column(key=aspect.value, title=f"{tk._(aspect.label)} (%)", width=16)
                for aspect in Aspect
            ),
        ),
        rows=_body_rows(figures),
        on=cases.today(),
    )


def of_findings(name: str, findings: Findings) -> Table:
    """Return what bodies, by their names, have to mend, as a table with this name."""
    return Table(
        name=name,
        title=tk._("What is to be mended"),
        lines=(wording.note(),),
        columns=(
            Column(key="body", title=tk._("Body"), width=40),
            Column(key="aspect", title=tk._("Aspect"), width=26),
            Column(key="entry", title=tk._("Entry"), width=50),
            Column(key="file", title=tk._("File"), width=24),
            Column(key="message", title=tk._("Finding"), width=80),
            Column(key="citation", title=tk._("Law"), width=30),
            Column(key="rule", title=tk._("Rule"), width=26),
            Column(key="field", title=tk._("Field"), width=26),
            Column(key="url", title=tk._("To be mended here"), width=40, is_link=True),
        ),
        rows=_finding_rows(findings),
        on=cases.today(),
    )


def _body_rows(figures: Mapping[str, Figures]) -> Iterator[tuple[Cell, ...]]:
    for title, name in _titled(figures):
        found = figures[name]
        yield (
            title,
            found.score,
            found.band.label,
            found.entries,
            found.findings,
            *(_percent(measure) for measure in found.measures),
        )


def _finding_rows(findings: Findings) -> Iterator[tuple[Cell, ...]]:
    for title, name in _titled(findings):
        for finding in findings[name]:
            violation = finding.violation
            yield (
                title,
                tk._(finding.aspect.label),
                finding.entry.item.title if finding.entry else None,
                finding.file.name if finding.file else None,
                errors.message(violation),
                str(violation.citation or ""),
                violation.code,
                tk._(LABELS.get(violation.field, violation.field)),
                places.address(finding, name, qualified=True),
            )


def _titled(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return names with the titles of their bodies, in the order of the titles."""
    titles = bodies.titles()
    return sorted((titles.get(name) or name, name) for name in names)


def _percent(measure: Measure) -> float | None:
    share = measure.share
    return None if share is None else round(100 * share, 1)
