"""The syntaxes of the feed, and how a document is made of texts that were written apart.

All texts of a portal share one list of prefixes, which stands in the opening of a document alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from html import escape
from io import BytesIO

import pyoxigraph as ox

from ckanext.ppidbontang.feed.pieces import Piece


class Syntax(Enum):
    """A syntax of RDF; its value is the name under which its fragments are kept."""

    TURTLE = "ttl"
    XML = "xml"
    JSON_LD = "jsonld"
    N_TRIPLES = "nt"

    @property
    def media_type(self) -> str:
        """Return the media type as IANA lists it."""
        return _MEDIA_TYPES[self]

    @property
    def between(self) -> bytes:
        """Return what stands between two texts of a document."""
        return b"," if self is Syntax.JSON_LD else b""


_MEDIA_TYPES = {
    Syntax.TURTLE: "text/turtle",
    Syntax.XML: "application/rdf+xml",
    Syntax.JSON_LD: "application/ld+json",
    Syntax.N_TRIPLES: "application/n-triples",
}
_FORMATS = {
    Syntax.TURTLE: ox.RdfFormat.TURTLE,
    Syntax.XML: ox.RdfFormat.RDF_XML,
    Syntax.JSON_LD: ox.RdfFormat.JSON_LD,
    Syntax.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
}
_XML_END = b"</rdf:RDF>"


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what stands before and after the texts of a document."""

    opening: Piece
    closing: Piece
    between: Piece | None


def frame(syntax: Syntax, prefixes: Mapping[str, str]) -> Frame:
    """Return the frame of the documents of a portal."""
    opening, closing = _frame(syntax, prefixes)
    between = Piece.of(syntax.between) if syntax.between else None
    return Frame(Piece.of(opening), Piece.of(closing), between)


def document(text: bytes, syntax: Syntax, prefixes: Mapping[str, str]) -> bytes:
    """Return a document of one text."""
    opening, closing = _frame(syntax, prefixes)
    return opening + text + closing


def write(triples: Iterable[ox.Triple], syntax: Syntax, prefixes: Mapping[str, str]) -> bytes:
    """Write triples in their order, without the frame of a document.

    The library writes prefixes in an order of its own, another one in each process; what follows
    them is the same everywhere.
    """
    knows_prefixes = syntax in (Syntax.TURTLE, Syntax.XML)
    file = BytesIO()
    ox.serialize(
        triples, file, _FORMATS[syntax], prefixes=dict(prefixes) if knows_prefixes else None
    )
    text = file.getvalue()
    match syntax:
        case Syntax.TURTLE:
            return text.split(b"\n", len(prefixes))[-1]
        case Syntax.XML:
            body = text[text.index(b"<rdf:RDF") :].split(b">\n", 1)[-1]
            return body.removesuffix(_XML_END)
        case Syntax.JSON_LD:
            return text.removeprefix(b"[").removesuffix(b"]")
        case Syntax.N_TRIPLES:
            return text


def _frame(syntax: Syntax, prefixes: Mapping[str, str]) -> tuple[bytes, bytes]:
    match syntax:
        case Syntax.TURTLE:
            lines = (f"@prefix {prefix}: <{name}> .\n" for prefix, name in prefixes.items())
            return "".join(lines).encode(), b""
        case Syntax.XML:
            names = "".join(
                f' xmlns:{prefix}="{escape(name)}"' for prefix, name in prefixes.items()
            )
            return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'.encode(), _XML_END
        case Syntax.JSON_LD:
            return b"[", b"]"
        case Syntax.N_TRIPLES:
            return b"", b""
