"""What an open entry is about: time, place, the unit that made it, how long it is kept."""

from __future__ import annotations

import re

from rdflib import DCAT, PROV, RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.codes import CUSTODIAN, ORIGINATOR
from ckanext.ppidbontang.rdf.nodes import part
from ckanext.ppidbontang.rdf.text import clean
from ckanext.ppidbontang.rdf.vocabulary import LANGUAGE, Vocabulary

_DURATION = re.compile(r"([0-9]{1,3}) (tahun|bulan)", re.IGNORECASE)
_UNITS = {"tahun": "Y", "bulan": "M"}


def add_coverage(
    graph: Graph, dataset: URIRef, item: InformationItem, vocabulary: Vocabulary
) -> None:
    """Add the day it was made, the period and the region of the data, and the retention period."""
    if item.created_on:
        graph.add((dataset, DCTERMS.created, date_literal(item.created_on)))
    if item.period_start or item.period_end:
        period = part(dataset, "periode")
        graph.add((dataset, DCTERMS.temporal, period))
        graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        if item.period_start:
            graph.add((period, DCAT.startDate, date_literal(item.period_start)))
        if item.period_end:
            graph.add((period, DCAT.endDate, date_literal(item.period_end)))
    if item.region_code:
        graph.add((dataset, DCTERMS.spatial, vocabulary.location(item.region_code)))
    if item.retention:
        graph.add((dataset, vocabulary.retention_period, retention_literal(item.retention)))


def add_makers(graph: Graph, dataset: URIRef, item: InformationItem) -> None:
    """Add the unit that holds the information and the office that made it (DIP columns 3 and 4)."""
    if item.controlling_unit:
        unit = _add_maker(graph, dataset, "unit", item.controlling_unit, CUSTODIAN)
        graph.add((dataset, DCTERMS.creator, unit))
    if item.issuing_official:
        _add_maker(graph, dataset, "pejabat", item.issuing_official, ORIGINATOR)


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


def _add_maker(graph: Graph, dataset: URIRef, name: str, title: str, role: URIRef) -> URIRef:
    agent, attribution = part(dataset, name), part(dataset, f"{name}-peran")
    graph.add((agent, RDF.type, FOAF.Agent))
    graph.add((agent, FOAF.name, Literal(clean(title))))
    # ckanext-dcat 2.4 writes these in the namespace of DCAT, where no parser looks for them.
    graph.add((dataset, PROV.qualifiedAttribution, attribution))
    graph.add((attribution, RDF.type, PROV.Attribution))
    graph.add((attribution, PROV.agent, agent))
    graph.add((attribution, DCAT.hadRole, role))
    graph.add((role, RDF.type, DCAT.Role))
    return agent
