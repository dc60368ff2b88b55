"""What an entry is made of: triples, and addresses for the things that belong to it alone."""

from __future__ import annotations

from rdflib import Literal, URIRef

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def part(owner: URIRef, name: str) -> URIRef:
    """Return the address of a part of an entry or a file: its period, its restriction.

    A blank node would do for its meaning. With an address the bytes of a feed are equal from one
    request to the next, texts of many entries can be put together, and rdflib's RDF/XML, which
    loses blank nodes that lie deep, is whole.
    """
    return URIRef(f"{owner}#{name}")
