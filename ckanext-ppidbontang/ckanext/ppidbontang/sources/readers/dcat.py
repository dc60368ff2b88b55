"""A DCAT feed, page by page: Turtle, RDF/XML, JSON-LD or N-Triples.

Oxigraph parses: it fetches nothing that a document names, neither entities nor contexts. What the
triples mean ckanext-dcat knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from ckanext.dcat.processors import RDFParser
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.sources.fetch import Document, Fetcher
from ckanext.ppidbontang.sources.problems import PullError
from ckanext.ppidbontang.sources.readers.reading import Marks, Raw, Reading, bounded, malformed

_PROFILES = ["euro_dcat_ap_3"]
_ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8"
_SUFFIXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}


def read(source: Source, fetcher: Fetcher, marks: Marks) -> Reading | None:
    """Read every dataset of a feed.

    Raises:
        PullError: it cannot be had, is no RDF, or its pages go round in a circle.
    """
    found: dict[str, Raw] = {}
    seen: set[str] = set()
    url: str | None = source.url
    document: Document | None = None
    while url:
        if url in seen:
            raise PullError(_("{url}: its pages lead round in a circle."), url=url)
        seen.add(url)
        document = fetcher.get(url, accept=_ACCEPT, marks=marks if len(seen) == 1 else None)
        if document is None:
            return None
        page = _parsed(source, document)
        for dataset in page.datasets():
            record = _record(dataset)
            found[str(record.get("identifier") or record.get("uri"))] = record
        bounded(source, len(found))
        url = page.next_page()
    # Marks of a first page say nothing of those after it.
    kept = document.marks if document and len(seen) == 1 else {}
    return Reading(records=enumerate(found.values(), start=1), marks=kept)


def _parsed(source: Source, document: Document) -> RDFParser:
    parser = RDFParser(profiles=_PROFILES)
    try:
        triples = ox.parse(path=str(document.path), format=_format(document), base_iri=document.url)
        text = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.N_TRIPLES)
    except (ValueError, SyntaxError, OSError) as err:
        raise malformed(source, "RDF") from err
    parser.g.parse(data=text or b"", format="nt")
    return parser


def _format(document: Document) -> ox.RdfFormat:
    known = ox.RdfFormat.from_media_type(document.media_type) if document.media_type else None
    suffix = document.url.partition("?")[0].rpartition(".")[2].lower()
    return known or _SUFFIXES.get(suffix, ox.RdfFormat.TURTLE)


def _record(dataset: dict[str, Any]) -> Raw:
    """Return a dataset with its further fields beside the others, as paths name them."""
    extras = dict(_extras(dataset))
    return {**extras, **dataset}


def _extras(dataset: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for extra in dataset.get("extras") or ():
        yield extra["key"], extra["value"]
