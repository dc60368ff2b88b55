"""What an entry says of itself; nodes that it shares with others are only pointed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import DCAT, RDF, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf import record
from ckanext.ppidbontang.rdf.codes import INDONESIAN
from ckanext.ppidbontang.rdf.coverage import coverage
from ckanext.ppidbontang.rdf.distributions import distribution, distributions_of, reuse_terms
from ckanext.ppidbontang.rdf.makers import makers
from ckanext.ppidbontang.rdf.nodes import Triple
from ckanext.ppidbontang.rdf.restrictions import legal_state
from ckanext.ppidbontang.rdf.site import Site
from ckanext.ppidbontang.rdf.text import clean
from ckanext.ppidbontang.rdf.variables import variable


def describe(
    dataset: URIRef, package: Mapping[str, Any], item: InformationItem, site: Site
) -> Iterator[Triple]:
    """Yield an entry: what every one says, and of one that is not wholly exempt the rest."""
    yield from record.describe(dataset, package)
    yield from _identity(dataset, package, item, site)
    yield from legal_state(dataset, item, site.vocabulary)
    if item.effective_status is not ExemptionStatus.SELURUHNYA:
        yield from _content(dataset, package, item, site)


def _identity(
    dataset: URIRef, package: Mapping[str, Any], item: InformationItem, site: Site
) -> Iterator[Triple]:
    title = clean(item.title) or item.name
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, RDF.type, DCAT.Resource
    yield dataset, DCTERMS.identifier, Literal(package["id"])
    yield dataset, DCTERMS.title, Literal(title)
    yield dataset, DCTERMS.description, Literal(clean(item.notes) or title)
    yield dataset, DCTERMS.language, INDONESIAN
    page = site.dataset_page(item.name)
    yield dataset, DCAT.landingPage, page
    yield page, RDF.type, FOAF.Document
    for predicate, time in record.dates(package):
        yield dataset, predicate, time
    if item.information_category:
        yield dataset, DCTERMS.type, site.vocabulary.concept(item.information_category)
    body = site.publisher_of(item)
    if body:
        yield dataset, DCTERMS.publisher, body.address
        yield dataset, DCAT.contactPoint, body.contact


def _content(
    dataset: URIRef, package: Mapping[str, Any], item: InformationItem, site: Site
) -> Iterator[Triple]:
    """Yield what an entry is about, who made it and its files."""
    if item.information_kind:
        yield dataset, DCTERMS.subject, site.vocabulary.concept(item.information_kind)
    for tag in item.tags:
        yield dataset, DCAT.keyword, Literal(clean(tag))
    yield from coverage(dataset, item, site)
    yield from variable(dataset, item)
    yield from makers(dataset, item, site)
    for file in distributions_of(dataset, package, item):
        yield from distribution(dataset, file)
        yield from reuse_terms(file, item, site.licences.get(item.license_id))
