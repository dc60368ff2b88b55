"""Read the feed over HTTP with two parsers, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pyoxigraph as ox
import rdflib
import requests
from rdflib import DCAT, RDF, Namespace
from rdflib.namespace import DCTERMS

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
FORMATS = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "xml": ("xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
}


def documents(address: str) -> Iterator[str]:
    """Yield the document at an address and all that follow, by the links of hydra."""
    following: str | None = address
    while following:
        answer = requests.get(following, timeout=60)
        answer.raise_for_status()
        # Read as many a client does: by the charset of the answer, whatever the format says.
        yield answer.text
        page = graph(answer.text, suffix_of(address))
        links = {
            str(node) for link in (HYDRA.next, HYDRA.nextPage) for node in page.objects(None, link)
        }
        assert len(links) <= 1, links
        following = next(iter(links), None)


def suffix_of(address: str) -> str:
    """Return the suffix of an address, which names the format."""
    return urlsplit(address).path.rpartition(".")[2]


def graph(text: str, suffix: str) -> rdflib.Graph:
    """Return what a document says."""
    return rdflib.Graph().parse(data=text, format=FORMATS[suffix][0])


def identifiers(text: str, suffix: str) -> list[str]:
    """Return the identifiers of the entries that a document describes."""
    page = graph(text, suffix)
    return [
        str(page.value(node, DCTERMS.identifier)) for node in page.subjects(RDF.type, DCAT.Dataset)
    ]


def triples(text: str, suffix: str) -> dict[str, set[str]]:
    """Return the triples of a document, as each parser reads them.

    What is said of pages is left out: it differs from format to format.
    """
    again = graph(text, suffix).serialize(format="nt")
    return {
        "pyoxigraph": _said(text, FORMATS[suffix][1]),
        "rdflib": _said(again, ox.RdfFormat.N_TRIPLES),
    }


def _said(text: str, ox_format: ox.RdfFormat) -> set[str]:
    return {
        str(quad)
        for quad in ox.parse(text, format=ox_format)
        if "/catalog." not in quad.subject.value
    }
