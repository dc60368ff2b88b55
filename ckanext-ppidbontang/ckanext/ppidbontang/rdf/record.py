"""The record that the catalogue keeps of an entry: when it came, when it changed, that it stands.

Its dates and status are about the description; those of the data are with the entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import DCAT, RDF, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.dcat.profiles import ADMS
from ckanext.dcat.utils import catalog_uri
from ckanext.ppidbontang.rdf.codes import COMPLETED, DCAT_AP, INDONESIAN
from ckanext.ppidbontang.rdf.nodes import Triple, part
from ckanext.ppidbontang.rdf.text import moment

_DATES = ((DCTERMS.issued, "metadata_created"), (DCTERMS.modified, "metadata_modified"))


def address(dataset: URIRef) -> URIRef:
    """Return the address of the record of an entry."""
    return part(dataset, "katalog")


def dates(package: Mapping[str, Any]) -> Iterator[tuple[URIRef, Literal]]:
    """Yield when an entry came into the catalogue and when it last changed."""
    for predicate, field in _DATES:
        time = moment(package.get(field))
        if time:
            yield predicate, Literal(time)


def describe(dataset: URIRef, package: Mapping[str, Any]) -> Iterator[Triple]:
    """Yield the record of an entry that stands in the catalogue."""
    record = address(dataset)
    yield URIRef(catalog_uri()), DCAT.record, record
    yield record, RDF.type, DCAT.CatalogRecord
    yield record, FOAF.primaryTopic, dataset
    yield record, DCTERMS.conformsTo, DCAT_AP
    yield record, DCTERMS.language, INDONESIAN
    yield record, ADMS.status, COMPLETED
    for predicate, time in dates(package):
        yield record, predicate, time
