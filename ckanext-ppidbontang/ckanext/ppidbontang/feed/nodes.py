"""Blank nodes that are the same in every serialization and belong to one entry alone."""

from __future__ import annotations

import re

from rdflib import BNode, URIRef

_NOT_OF_A_LABEL = re.compile("[^A-Za-z0-9]+")


def scoped_node(owner: URIRef, name: str) -> BNode:
    """Return the blank node that an entry or a file calls by this name.

    Labels made of the owner's address keep the bytes of a feed equal from one request to the next,
    and keep the nodes of two entries apart when their texts are put into one document.
    """
    path = str(owner).partition("/dataset/")[2]
    return BNode(f"d{_NOT_OF_A_LABEL.sub('', path)}-{name}")
