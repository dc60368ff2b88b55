"""When an open entry was made, what time and place it is of, and how long it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import DCAT, RDF, XSD, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.codes import FREQUENCIES
from ckanext.ppidbontang.rdf.nodes import Triple, part
from ckanext.ppidbontang.rdf.site import Site
from ckanext.ppidbontang.rdf.text import clean
from ckanext.ppidbontang.rdf.vocabulary import LANGUAGE

_DURATION = re.compile(r"([0-9]{1,3}) (tahun|bulan)", re.IGNORECASE)
_UNITS = {"tahun": "Y", "bulan": "M"}


def coverage(dataset: URIRef, item: InformationItem, site: Site) -> Iterator[Triple]:
    """Yield how often it is renewed, when it was made, its period, region and retention."""
    if item.update_frequency:
        yield dataset, DCTERMS.accrualPeriodicity, FREQUENCIES[item.update_frequency]
    if item.created_on:
        yield dataset, DCTERMS.created, date_literal(item.created_on)
    if item.period_start or item.period_end:
        period = part(dataset, "periode")
        yield dataset, DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        if item.period_start:
            yield period, DCAT.startDate, date_literal(item.period_start)
        if item.period_end:
            yield period, DCAT.endDate, date_literal(item.period_end)
    if item.region_code in site.regions:
        yield dataset, DCTERMS.spatial, site.vocabulary.location(item.region_code)
    if item.retention:
        yield dataset, site.vocabulary.retention_period, retention_literal(item.retention)


def date_literal(date: PartialDate) -> Literal:
    """Write a date as exactly as it is known."""
    if date.month is None:
        return Literal(str(date), datatype=XSD.gYear)
    return Literal(str(date), datatype=XSD.date if date.day else XSD.gYearMonth)


def retention_literal(text: str) -> Literal:
    """Write a plain number of years or months as a duration; anything else stays a text."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return Literal(clean(text), lang=LANGUAGE)
    number, unit = match.groups()
    return Literal(f"P{int(number)}{_UNITS[unit.lower()]}", datatype=XSD.duration)
