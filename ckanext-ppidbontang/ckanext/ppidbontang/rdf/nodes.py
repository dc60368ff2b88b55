"""Addresses of the things that belong to one entry or file alone: its period, its restriction."""

from __future__ import annotations

from rdflib import URIRef


def part(owner: URIRef, name: str) -> URIRef:
    """Return the address of a part of an entry or a file.

    A blank node would do for its meaning. With an address the bytes of a feed are equal from one
    request to the next, texts of many entries can be put together, and rdflib's RDF/XML, which
    loses blank nodes that lie deep, is whole.
    """
    return URIRef(f"{owner}#{name}")
