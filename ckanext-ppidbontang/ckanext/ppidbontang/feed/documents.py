"""Put documents of the feed together: what is theirs alone, the shared nodes, the fragments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox
from rdflib import DCAT, RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.dcat.profiles import ADMS
from ckanext.dcat.utils import dataset_uri
from ckanext.ppidbontang.feed.head import Head
from ckanext.ppidbontang.feed.pieces import Piece
from ckanext.ppidbontang.feed.reading import Change, State
from ckanext.ppidbontang.feed.serializing import triples_of
from ckanext.ppidbontang.feed.syntaxes import Syntax
from ckanext.ppidbontang.rdf import record
from ckanext.ppidbontang.rdf.catalog import standing
from ckanext.ppidbontang.rdf.codes import WITHDRAWN

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
# Older and newer names of hydra: harvesters know one or the other.
_LINKS = {
    "first": (HYDRA.firstPage, HYDRA.first),
    "previous": (HYDRA.previousPage, HYDRA.previous),
    "next": (HYDRA.nextPage, HYDRA.next),
    "last": (HYDRA.lastPage, HYDRA.last),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Paging:
    """Say where a document stands among others; `links` has addresses by names of `_LINKS`."""

    address: str
    links: Mapping[str, str]
    total: int | None
    size: int


def catalog(
    head: Head,
    state: State,
    syntax: Syntax,
    fragments: Iterable[Piece],
    paging: Paging | None = None,
) -> Iterator[Piece]:
    """Yield the catalogue with some or all of its entries."""
    moving = Graph()
    for triple in standing(URIRef(head.address), state.seq, state.changed):
        moving.add(triple)
    if paging:
        _add_paging(moving, paging)
    own = head.piece([*head.catalog, *triples_of(moving)], syntax)
    return _framed(head, syntax, chain((own, head.shared[syntax]), fragments))


def entry(head: Head, syntax: Syntax, fragment: Piece) -> Iterator[Piece]:
    """Yield an entry with the nodes that it leads to; its fragment is in N-Triples."""
    quads = ox.parse(fragment.text(), format=ox.RdfFormat.N_TRIPLES)
    triples = [quad.triple for quad in quads]
    return _framed(head, syntax, [head.piece([*triples, *_shared(head, triples)], syntax)])


def _shared(head: Head, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield the nodes that triples point to, and those that these point to in their turn."""
    seen: set[str] = set()
    ahead = _pointed_to(triples)
    while ahead:
        seen |= ahead
        reached = [triple for name in sorted(ahead) for triple in head.nodes.get(name, ())]
        yield from reached
        ahead = _pointed_to(reached) - seen


def _pointed_to(triples: Iterable[ox.Triple]) -> set[str]:
    return {triple.object.value for triple in triples if isinstance(triple.object, ox.NamedNode)}


def changes(head: Head, syntax: Syntax, found: Iterable[Change]) -> Iterator[Piece]:
    """Yield what changed entries say now, and a tombstone for each that is gone."""
    for change in found:
        yield change.piece or head.piece(triples_of(_tombstone(head, change)), syntax)


def _framed(head: Head, syntax: Syntax, pieces: Iterable[Piece]) -> Iterator[Piece]:
    frame = head.frames[syntax]
    yield frame.opening
    for place, piece in enumerate(pieces):
        if place and frame.between:
            yield frame.between
        yield piece
    yield frame.closing


def _add_paging(graph: Graph, paging: Paging) -> None:
    page = URIRef(paging.address)
    graph.add((page, RDF.type, HYDRA.PagedCollection))
    graph.add((page, RDF.type, HYDRA.PartialCollectionView))
    graph.add((page, HYDRA.itemsPerPage, Literal(paging.size)))
    if paging.total is not None:
        graph.add((page, HYDRA.totalItems, Literal(paging.total)))
    for name, address in paging.links.items():
        for predicate in _LINKS[name]:
            graph.add((page, predicate, URIRef(address)))


def _tombstone(head: Head, change: Change) -> Graph:
    """Say of an entry that it is gone: its id and when, and nothing of what it said."""
    graph, dataset = Graph(), URIRef(dataset_uri({"id": change.package_id}))
    entry_record = record.address(dataset)
    graph.add((URIRef(head.address), DCAT.record, entry_record))
    graph.add((dataset, RDF.type, DCAT.Resource))
    graph.add((entry_record, RDF.type, DCAT.CatalogRecord))
    graph.add((entry_record, FOAF.primaryTopic, dataset))
    graph.add((entry_record, DCTERMS.modified, Literal(change.changed, datatype=XSD.dateTime)))
    graph.add((entry_record, ADMS.status, WITHDRAWN))
    return graph
