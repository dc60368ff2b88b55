"""Who had which part in an entry, and where it was made (columns 3 to 5 of the DIP)."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import DCAT, PROV, RDF, RDFS, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.codes import CUSTODIAN, DISTRIBUTOR, LOCAL_AUTHORITY, ORIGINATOR
from ckanext.ppidbontang.rdf.nodes import Triple, part
from ckanext.ppidbontang.rdf.site import Site
from ckanext.ppidbontang.rdf.text import clean
from ckanext.ppidbontang.rdf.vocabulary import LANGUAGE


def makers(dataset: URIRef, item: InformationItem, site: Site) -> Iterator[Triple]:
    """Yield the unit that holds it, the office that made it, and a body that only publishes it."""
    if item.controlling_unit:
        unit = part(dataset, "unit")
        yield from _office(unit, item.controlling_unit)
        yield dataset, DCTERMS.creator, unit
        yield from _attribution(dataset, "unit-peran", unit, CUSTODIAN)
    if item.issuing_official:
        official = part(dataset, "pejabat")
        yield from _office(official, item.issuing_official)
        yield from _attribution(dataset, "pejabat-peran", official, ORIGINATOR)
    owner = site.bodies.find(item.owner_org)
    if owner and owner != site.publisher_of(item):
        yield from _attribution(dataset, "penerbit-peran", owner.address, DISTRIBUTOR)
    if item.created_place:
        yield from _making(dataset, item.created_place)


def _office(agent: URIRef, name: str) -> Iterator[Triple]:
    yield agent, RDF.type, FOAF.Agent
    yield agent, FOAF.name, Literal(clean(name))
    yield agent, DCTERMS.type, LOCAL_AUTHORITY


def _attribution(dataset: URIRef, name: str, agent: URIRef, role: URIRef) -> Iterator[Triple]:
    # ckanext-dcat 2.4 writes these in the namespace of DCAT, where no parser looks for them.
    node = part(dataset, name)
    yield dataset, PROV.qualifiedAttribution, node
    yield node, RDF.type, PROV.Attribution
    yield node, PROV.agent, agent
    yield node, DCAT.hadRole, role


def _making(dataset: URIRef, place: str) -> Iterator[Triple]:
    making, where = part(dataset, "pembuatan"), part(dataset, "tempat")
    yield dataset, PROV.wasGeneratedBy, making
    yield making, RDF.type, PROV.Activity
    yield making, RDFS.label, Literal("Pembuatan informasi", lang=LANGUAGE)
    yield making, PROV.atLocation, where
    yield where, RDF.type, PROV.Location
    yield where, RDFS.label, Literal(clean(place), lang=LANGUAGE)
