"""How ready a body is for an assessment of its openness, from what its catalogue holds.

    score = 100 × Σ (weight × met / total) ÷ Σ weight

over the aspects that have something to look at (`total` above 0); the score of the city is the mean
of its bodies' scores. It is an estimate from the catalogue, and never the value of the e-Monev,
which the Komisi Informasi alone gives (PERKI 1/2022).
"""

from ckanext.ppidbontang.domain.compliance.aspects import Aspect, Band, Measure, band, score
from ckanext.ppidbontang.domain.compliance.assessment import Assessment, Figures, assess, city
from ckanext.ppidbontang.domain.compliance.findings import Finding, Place
from ckanext.ppidbontang.domain.compliance.holdings import File, Holdings, Recorded

__all__ = [
    "Aspect",
    "Assessment",
    "Band",
    "Figures",
    "File",
    "Finding",
    "Holdings",
    "Measure",
    "Place",
    "Recorded",
    "assess",
    "band",
    "city",
    "score",
]
