"""How ready the city and its bodies are, by the API: an estimate, not the e-Monev."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ckanext.ppidbontang import bodies, errors
from ckanext.ppidbontang.domain.compliance import Aspect, Figures, Finding, Measure, band
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.readiness import assessing, figures, places, trend, wording
from ckanext.ppidbontang.readiness.trend import Day

__all__ = ["ppid_readiness_list", "ppid_readiness_show", "ppid_readiness_totals"]

# How many tables look as if they held personal data would tell strangers that there is something
# to look for: that is for those who mend it.
_FOR_OFFICERS = frozenset({Aspect.DATA_PRIBADI})


@tk.side_effect_free
def ppid_readiness_totals(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return how ready the city is: totals over all bodies, no body and no entry by name.

    The figures are at most ten minutes old.

    Args:
        context: anybody
        data_dict: nothing

    Returns:
        `score`, `band`, `entries`, `bodies` (how many there are), `by_band` (how many bodies are in
        each), `aspects` without personal data, `trend` (the score of each day), `as_of` and `note`.
    """
    tk.check_access("ppid_readiness_totals", context, data_dict)
    found = figures.of_city()
    public = [aspect for aspect in Aspect if aspect not in _FOR_OFFICERS]
    return {
        **_summary(found.city, public),
        "bodies": len(found.bodies),
        "by_band": Counter(body.band.value for body in found.bodies.values()),
        "trend": [_scored(day) for day in trend.of(trend.CITY)],
    }


@tk.side_effect_free
def ppid_readiness_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return how ready every body is.

    The figures are at most ten minutes old.

    Args:
        context: the PPID Utama
        data_dict: nothing

    Returns:
        what `ppid_readiness_totals` returns, with all aspects, the number of `findings`, and
        `results`: the same figures of each body, in the order of their titles. `left_out` names the
        aspects that could not be looked at.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
    """
    tk.check_access("ppid_readiness_list", context, data_dict)
    found = figures.of_city()
    titles = bodies.titles()
    rows = (
        {
            "name": name,
            "title": titles.get(name) or name,
            **_summary(body),
            "findings": body.findings,
        }
        for name, body in found.bodies.items()
    )
    return {
        **_summary(found.city),
        "findings": found.city.findings,
        "bodies": len(found.bodies),
        "by_band": Counter(body.band.value for body in found.bodies.values()),
        "left_out": _left_out(found.knows_columns),
        "trend": [_detailed(day) for day in trend.of(trend.CITY)],
        "results": sorted(rows, key=lambda row: (row["title"], row["name"])),
    }


@tk.side_effect_free
def ppid_readiness_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return how ready a body is in this moment, and what it has to mend, the most serious first.

    Args:
        context: a member of the body, or the PPID Utama
        data_dict: `id`: the name or the id of the body; optional `aspect`: its findings alone

    Returns:
        `name`, `title`, `score`, `band`, `entries`, `aspects`, `left_out`, `trend`, `as_of`,
        `note`, and `findings`: each with its `aspect`, `rule`, `message`, `citation`, `verified`
        (whether its article was confirmed in the official text), `field`, `url` (the form that
        mends it), and `entry`, `file` and `kind` where there is one.

    Raises:
        ObjectNotFound: there is no such body, or it is not the caller's.
        ValidationError: there is no such aspect.
    """
    tk.check_access("ppid_readiness_show", context, data_dict)
    aspect = _aspect(data_dict.get("aspect"))
    body = model.Group.get(data_dict["id"])
    if body is None:  # the authorization has seen it a moment ago
        raise tk.ObjectNotFound
    found = assessing.of_body(body.name)
    findings = found.assessment.findings
    return {
        "name": body.name,
        "title": body.title or body.name,
        **_summary(found.assessment.figures),
        "left_out": _left_out(found.knows_columns),
        "trend": [_detailed(day) for day in trend.of(body.name)],
        "findings": [_finding(one, body.name) for one in findings if aspect in (None, one.aspect)],
    }


def _finding(finding: Finding, body: str) -> dict[str, Any]:
    entry, file, kind = finding.entry, finding.file, finding.kind
    violation = finding.violation
    return {
        "aspect": finding.aspect.value,
        "rule": violation.code,
        "message": errors.message(violation),
        "citation": str(violation.citation or ""),
        "verified": violation.citation is None or violation.citation.verified,
        "field": violation.field,
        "url": places.address(finding, body),
        "entry": entry and {"id": entry.id, "name": entry.item.name, "title": entry.item.title},
        "file": file and {"id": file.id, "name": file.name},
        "kind": kind and {"code": kind.code, "label": kind.label, "category": kind.category.label},
    }


def _summary(found: Figures, aspects: Iterable[Aspect] = Aspect) -> dict[str, Any]:
    shown = frozenset(aspects)
    return {
        "score": found.score,
        "band": found.band.value,
        "entries": found.entries,
        "aspects": [_measured(one) for one in found.measures if one.aspect in shown],
        "as_of": cases.today().isoformat(),
        "note": wording.note(),
    }


def _measured(measure: Measure) -> dict[str, Any]:
    share = measure.share
    return {
        "aspect": measure.aspect.value,
        "label": tk._(measure.aspect.label),
        "weight": measure.aspect.weight,
        "met": measure.met,
        "total": measure.total,
        "percent": None if share is None else round(100 * share, 1),
    }


def _scored(day: Day) -> dict[str, Any]:
    score = day.figures.score
    return {"day": day.day.isoformat(), "score": score, "band": band(score).value}


def _detailed(day: Day) -> dict[str, Any]:
    counted = {"entries": day.figures.entries, "findings": day.figures.findings}
    return {**_scored(day), **counted}


def _left_out(knows_columns: bool) -> list[str]:
    return [] if knows_columns else [Aspect.DATA_PRIBADI.value]


def _aspect(code: Any) -> Aspect | None:
    if not code:
        return None
    if code not in list(Aspect):
        message = tk._('"{field}": {value} is none of {allowed}.')
        raise tk.ValidationError(
            {"aspect": [message.format(field="aspect", value=code, allowed=", ".join(Aspect))]}
        )
    return Aspect(code)
