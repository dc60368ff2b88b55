"""What an entry measures: concept, definition, measure and unit, which Satu Data Indonesia asks.

Perpres 39/2019 asks them of every statistic; schema.org has a word for each, DCAT-AP has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Literal, URIRef

from ckanext.dcat.profiles import SCHEMA
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.nodes import Triple, part
from ckanext.ppidbontang.rdf.text import clean


def variable(dataset: URIRef, item: InformationItem) -> Iterator[Triple]:
    """Yield the variable of an entry, as far as the record describes one."""
    said = [
        (predicate, clean(text))
        for predicate, text in (
            (SCHEMA.name, item.concept),
            (SCHEMA.description, item.definition),
            (SCHEMA.propertyID, item.indicator_code),
            (SCHEMA.statType, item.measure),
            (SCHEMA.unitText, item.unit),
        )
        if text
    ]
    if not said:
        return
    node = part(dataset, "variabel")
    yield dataset, SCHEMA.variableMeasured, node
    yield node, RDF.type, SCHEMA.PropertyValue
    yield node, RDF.type, SCHEMA.StatisticalVariable
    for predicate, text in said:
        yield node, predicate, Literal(text)
