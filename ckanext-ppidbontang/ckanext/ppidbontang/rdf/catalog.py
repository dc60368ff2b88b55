"""What the catalogue says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import ckan.plugins.toolkit as tk
from rdflib import DCAT, RDF, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.dcat.profiles import DCATAP
from ckanext.ppidbontang.domain.citations import UU_14_2008
from ckanext.ppidbontang.model import FeedState
from ckanext.ppidbontang.rdf.codes import DCAT_AP, INDONESIAN
from ckanext.ppidbontang.rdf.nodes import Triple
from ckanext.ppidbontang.rdf.site import Site
from ckanext.ppidbontang.rdf.text import clean

VERSION = URIRef(f"{DCAT}version")  # of DCAT 3, which rdflib 7 does not know


def describe(catalog: URIRef, site: Site) -> Iterator[Triple]:
    """Yield the catalogue, with the city as its publisher, whose PPID is the PPID Utama."""
    title = clean(tk.config["ckan.site_title"])
    page = URIRef(tk.config["ckan.site_url"])
    yield catalog, RDF.type, DCAT.Catalog
    yield catalog, DCTERMS.title, Literal(title)
    description = clean(tk.config["ckan.site_description"]) or title
    yield catalog, DCTERMS.description, Literal(description)
    yield catalog, DCTERMS.language, INDONESIAN
    yield catalog, DCTERMS.conformsTo, DCAT_AP
    yield catalog, DCATAP.applicableLegislation, URIRef(UU_14_2008.uri)
    yield catalog, FOAF.homepage, page
    yield page, RDF.type, FOAF.Document
    for scheme in site.vocabulary.schemes:
        yield catalog, DCAT.themeTaxonomy, scheme
    state = FeedState.current()
    yield from standing(catalog, state.seq, state.changed)
    yield from _city(catalog, site)


def standing(catalog: URIRef, seq: int, changed: dt.datetime) -> Iterator[Triple]:
    """Yield how far the catalogue has come: when a reader could last see a change, and its number.

    The number is what `/catalog/changes` is asked with.
    """
    yield catalog, DCTERMS.modified, Literal(changed)
    yield catalog, VERSION, Literal(str(seq))


def _city(catalog: URIRef, site: Site) -> Iterator[Triple]:
    root = site.root()
    if root is None:
        return
    yield catalog, DCTERMS.publisher, root.address
    yield catalog, DCAT.contactPoint, root.contact
    yield catalog, DCTERMS.issued, Literal(root.since)
    if root.region_code in site.regions:
        yield catalog, DCTERMS.spatial, site.vocabulary.location(root.region_code)
