"""What the entries of the feed share, and what the catalogue says of itself.

It is made once for each state of the bodies and the titles of the portal (`head` of the feed's
state) and kept in the process: the catalogue's node, and all the nodes that entries point to.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from ckan.lib.app_globals import reset as read_settings_anew
from rdflib.namespace import DCTERMS

from ckanext.dcat.utils import catalog_uri
from ckanext.ppidbontang.feed.pieces import Piece
from ckanext.ppidbontang.feed.serializing import (
    digest_of,
    graph_of_catalog,
    prefixes,
    triples_of,
    version,
)
from ckanext.ppidbontang.feed.syntaxes import Frame, Syntax, frame, write
from ckanext.ppidbontang.model import FeedState
from ckanext.ppidbontang.rdf.catalog import VERSION
from ckanext.ppidbontang.rdf.site import Site, read_site

# What the catalogue says of the feed's state: each document adds it as it is then.
_MOVING = frozenset({ox.NamedNode(str(DCTERMS.modified)), ox.NamedNode(str(VERSION))})


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what documents begin with; equal heads have equal digests in every process."""

    number: int
    version: str
    digest: str
    address: str
    prefixes: Mapping[str, str]
    catalog: tuple[ox.Triple, ...]
    nodes: Mapping[str, tuple[ox.Triple, ...]]
    frames: Mapping[Syntax, Frame]
    shared: Mapping[Syntax, Piece]

    def piece(self, triples: Iterable[ox.Triple], syntax: Syntax) -> Piece:
        """Write triples as a piece of a document."""
        return Piece.of(write(triples, syntax, self.prefixes))


_lock = threading.Lock()
_kept: list[Head] = []


def head_of(number: int) -> Head:
    """Return the head of a state of the feed, made anew when it is another one than before."""
    with _lock:
        if not _kept or (_kept[0].number, _kept[0].version) != (number, version()):
            # Titles that were changed in the portal reach a process with its next page for people,
            # and there may have been none.
            read_settings_anew()
            _kept[:] = [_made(number)]
        return _kept[0]


def site_of_entries() -> Site:
    """Return what entries look up in the portal: ids of bodies, regions and licences.

    Those change with the head of the feed alone, and are read as seldom.
    """
    return _site(FeedState.current().head, version())


@lru_cache(maxsize=1)
def _site(_head: int, _version: str) -> Site:
    return read_site(shared_apart=True)


def _made(number: int) -> Head:
    names, address = prefixes(), catalog_uri()
    triples = tuple(triples_of(graph_of_catalog()))
    of_catalog = ox.NamedNode(address)
    shared = [triple for triple in triples if triple.subject != of_catalog]
    nodes: dict[str, list[ox.Triple]] = {}
    for triple in shared:
        nodes.setdefault(_name(triple.subject), []).append(triple)
    catalog = tuple(
        triple
        for triple in triples
        if triple.subject == of_catalog and triple.predicate not in _MOVING
    )
    return Head(
        number=number,
        version=version(),
        digest=digest_of([*catalog, *shared]),
        address=address,
        prefixes=names,
        catalog=catalog,
        nodes={name: tuple(found) for name, found in nodes.items()},
        frames={syntax: frame(syntax, names) for syntax in Syntax},
        shared={syntax: Piece.of(write(shared, syntax, names)) for syntax in Syntax},
    )


def _name(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)
