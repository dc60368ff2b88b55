"""What readiness is made of: aspects with their weights, shares, the score and its band."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.messages import _


class Aspect(LabelledCode):
    """Name one thing that is measured of a body, the most serious first."""

    DATA_PRIBADI = "data-pribadi", _("Tables without personal data")
    PENGECUALIAN = "pengecualian", _("Exemptions with their reasons")
    KEMUTAKHIRAN = "kemutakhiran", _("Renewed in time")
    TAUTAN = "tautan", _("Links that work")
    JENIS = "jenis", _("Mandatory kinds covered")
    DIP = "dip", _("Columns of the DIP filled in")
    FORMAT = "format", _("Data in open formats")

    @property
    def weight(self) -> int:
        """Return what the aspect counts for in the score."""
        return WEIGHTS[self]


# Our own weights (the law has none): what the law asks of every body counts most.
WEIGHTS: Mapping[Aspect, int] = {
    Aspect.JENIS: 30,
    Aspect.DIP: 20,
    Aspect.KEMUTAKHIRAN: 15,
    Aspect.PENGECUALIAN: 15,
    Aspect.FORMAT: 10,
    Aspect.TAUTAN: 5,
    Aspect.DATA_PRIBADI: 5,
}


class Band(LabelledCode):
    """Name a class of the Komisi Informasi's e-Monev, the best first."""

    INFORMATIF = "informatif", "Informatif"
    MENUJU_INFORMATIF = "menuju-informatif", "Menuju Informatif"
    CUKUP_INFORMATIF = "cukup-informatif", "Cukup Informatif"
    KURANG_INFORMATIF = "kurang-informatif", "Kurang Informatif"
    TIDAK_INFORMATIF = "tidak-informatif", "Tidak Informatif"

    @property
    def least(self) -> int:
        """Return the lowest score of the band."""
        return _LEAST[self]


# The classes of PERKI 1/2022; ours is an estimate, never the official result.
_LEAST: Mapping[Band, int] = {
    Band.INFORMATIF: 90,
    Band.MENUJU_INFORMATIF: 80,
    Band.CUKUP_INFORMATIF: 60,
    Band.KURANG_INFORMATIF: 40,
    Band.TIDAK_INFORMATIF: 0,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """Count how many of the things that an aspect looks at are as they should be."""

    aspect: Aspect
    met: int
    total: int

    @property
    def share(self) -> float | None:
        """Return the share that is met, or None where there is nothing to look at."""
        return self.met / self.total if self.total else None


def score(measures: Iterable[Measure]) -> float:
    """Return the weighted mean of the shares, from 0 to 100.

    An aspect without anything to look at drops out, and the weights of the others are rescaled.
    """
    found = {measure.aspect: measure.share for measure in measures}
    shares = [(WEIGHTS[aspect], found.get(aspect)) for aspect in Aspect]
    counted = [(weight, share) for weight, share in shares if share is not None]
    whole = sum(weight for weight, _share in counted)
    return (
        round(100 * sum(weight * share for weight, share in counted) / whole, 1) if whole else 0.0
    )


def band(points: float) -> Band:
    """Return the band of a score."""
    return next(band for band in Band if points >= band.least)


def total(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Add measures up, aspect by aspect, in the order of the aspects."""
    found = list(measures)
    return tuple(
        Measure(
            aspect=aspect,
            met=sum(measure.met for measure in found if measure.aspect is aspect),
            total=sum(measure.total for measure in found if measure.aspect is aspect),
        )
        for aspect in Aspect
    )
