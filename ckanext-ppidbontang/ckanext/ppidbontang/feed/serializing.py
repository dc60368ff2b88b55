"""What an entry and the catalogue say, from ckanext-dcat's serializer with the portal's profile."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast
from xml.parsers import expat

import ckan.plugins.toolkit as tk
import pyoxigraph as ox
from rdflib import DCAT, BNode, ConjunctiveGraph, Graph, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from ckanext.dcat.processors import RDFSerializer
from ckanext.dcat.utils import catalog_uri
from ckanext.ppidbontang import domain, mapping, rdf
from ckanext.ppidbontang.feed.pieces import Piece
from ckanext.ppidbontang.feed.syntaxes import Syntax, document, write
from ckanext.ppidbontang.rdf.prefixes import prefixes_of
from ckanext.ppidbontang.rdf.site import Site, prepare, read_site

# What decides what an entry says: a release that changes any of it has fragments made anew.
_PACKAGES = (rdf, domain)
_PROFILES = "ckanext.dcat.rdf.profiles"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Hold what an entry says, without what it shares with others, in every syntax."""

    digest: str
    publisher: str | None
    pieces: Mapping[Syntax, Piece]


def version() -> str:
    """Return a digest of what fragments depend on besides their records."""
    parts = (_release(), catalog_uri(), tk.config["ckan.site_url"], tk.config[_PROFILES])
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@cache
def _release() -> str:
    files = [Path(mapping.__file__)]
    for package in _PACKAGES:
        files += sorted(Path(package.__path__[0]).rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def prefixes() -> Mapping[str, str]:
    """Return the one list of prefixes of this portal."""
    return prefixes_of(catalog_uri().rstrip("/"))


def fragment_of(package: dict[str, Any], site: Site) -> Fragment:
    """Serialize an entry, and the catalogue's link to it.

    Raises:
        Exception: whatever a profile or a syntax cannot make of the record.
    """
    serializer = _serializer(site)
    entry = serializer.graph_from_dataset(package)
    graph: Graph = serializer.g
    graph.add((URIRef(catalog_uri()), DCAT.dataset, entry))
    publisher = graph.value(entry, DCTERMS.publisher)
    triples = list(triples_of(_scoped(graph, package["id"])))
    names = prefixes()
    texts = {syntax: write(triples, syntax, names) for syntax in Syntax}
    _check_xml(texts[Syntax.XML], names)
    return Fragment(
        digest=digest_of(triples),
        publisher=str(publisher).rsplit("/", 1)[-1] if publisher else None,
        pieces={syntax: Piece.of(text) for syntax, text in texts.items()},
    )


def graph_of_catalog() -> Graph:
    """Return what the catalogue says of itself, and every node that entries share."""
    serializer = _serializer(read_site())
    serializer.graph_from_catalog()
    return _scoped(serializer.g, "catalog")


def triples_of(graph: Graph) -> Iterable[ox.Triple]:
    """Return the triples of a graph in the one order in which they are written."""
    lines = sorted(graph.serialize(format="nt", encoding="utf-8").splitlines(keepends=True))
    for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def digest_of(triples: Iterable[ox.Triple]) -> str:
    """Return the SHA-256 of triples in their order."""
    return hashlib.sha256("\n".join(map(str, triples)).encode()).hexdigest()


def _check_xml(text: bytes, names: Mapping[str, str]) -> None:
    """Refuse what would break a whole document for the parsers of XML that harvesters have.

    RDF knows characters and names of properties that XML does not, and the library writes them as
    they are. The portal's profile has none; one that is put beside it may.

    Raises:
        ExpatError: there is one.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.Parse(document(text, Syntax.XML, names), True)


def _serializer(site: Site) -> RDFSerializer:
    """Return a serializer with a graph of its own."""
    serializer = copy.copy(_loaded(tk.config[_PROFILES]))
    graph = Graph()
    # ckanext-dcat makes a ConjunctiveGraph, which rdflib is about to drop; nothing needs it.
    serializer.g = cast("ConjunctiveGraph", graph)
    prepare(graph, site)
    return serializer


@lru_cache(maxsize=1)
def _loaded(profiles: str) -> RDFSerializer:
    """Look up the profiles once: ckanext-dcat reads all installed packages for it."""
    return RDFSerializer(profiles=profiles.split())


def _scoped(graph: Graph, owner: str) -> Graph:
    """Give nodes without an address names of their own entry, the same each time.

    The portal's profile makes none; one that is put beside it may.
    """
    if not any(isinstance(term, BNode) for term in graph.all_nodes()):
        return graph
    canonical = to_canonical_graph(graph)
    blank = sorted({term for term in canonical.all_nodes() if isinstance(term, BNode)})
    scope = owner.replace("-", "")
    names: dict[Node, Node] = {node: BNode(f"d{scope}n{place}") for place, node in enumerate(blank)}
    scoped = Graph()
    for subject, predicate, value in canonical:
        scoped.add((names.get(subject, subject), predicate, names.get(value, value)))
    return scoped
