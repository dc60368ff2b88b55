"""The figures of the city, kept for a few minutes: numbers alone, no title of anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.redis import connect_to_redis
from redis import RedisError

from ckanext.ppidbontang.domain.compliance import Aspect, Figures, Measure, city
from ckanext.ppidbontang.readiness import assessing
from ckanext.ppidbontang.readiness.assessing import CityAssessment

SECONDS = 600


@dataclass(frozen=True, kw_only=True)
class CityFigures:
    """Hold the figures of every body, by its name."""

    bodies: Mapping[str, Figures]
    knows_columns: bool

    @property
    def city(self) -> Figures:
        """Return the figures of the city."""
        return city(self.bodies.values())


def of_city() -> CityFigures:
    """Return the figures of the city, at most ten minutes old; without Redis they are new."""
    with suppress(RedisError):
        kept = connect_to_redis().get(_key())
        if isinstance(kept, bytes):
            return _parsed(json.loads(kept))
    return keep(assessing.of_city())


def keep(assessed: CityAssessment) -> CityFigures:
    """Keep the figures of an assessment and return them."""
    figures = CityFigures(
        bodies={name: found.figures for name, found in assessed.bodies.items()},
        knows_columns=assessed.knows_columns,
    )
    with suppress(RedisError):
        connect_to_redis().setex(_key(), SECONDS, json.dumps(_plain(figures)))
    return figures


def as_dict(figures: Figures) -> dict[str, Any]:
    """Return figures as JSON keeps them."""
    return {
        "score": figures.score,
        "entries": figures.entries,
        "findings": figures.findings,
        "measures": {one.aspect.value: [one.met, one.total] for one in figures.measures},
    }


def from_dict(kept: Mapping[str, Any]) -> Figures:
    """Read figures that JSON kept."""
    counts = kept["measures"]
    return Figures(
        score=kept["score"],
        entries=kept["entries"],
        findings=kept["findings"],
        measures=tuple(
            Measure(aspect=aspect, met=counts[aspect][0], total=counts[aspect][1])
            for aspect in Aspect
            if aspect in counts
        ),
    )


def _plain(figures: CityFigures) -> dict[str, Any]:
    return {
        "knows_columns": figures.knows_columns,
        "bodies": {name: as_dict(body) for name, body in figures.bodies.items()},
    }


def _parsed(kept: Mapping[str, Any]) -> CityFigures:
    return CityFigures(
        bodies={name: from_dict(body) for name, body in kept["bodies"].items()},
        knows_columns=kept["knows_columns"],
    )


def _key() -> str:
    return f"ckan:{tk.config['ckan.site_id']}:ppid:readiness"
