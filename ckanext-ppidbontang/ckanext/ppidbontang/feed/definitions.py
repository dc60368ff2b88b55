"""Give the portal's own terms, which every document of the feed points to (`/def/ppid`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from werkzeug import Request, Response

from ckanext.dcat.utils import catalog_uri
from ckanext.ppidbontang import registry
from ckanext.ppidbontang.domain.agencies import Registry
from ckanext.ppidbontang.feed.pieces import Piece
from ckanext.ppidbontang.feed.questions import Form
from ckanext.ppidbontang.feed.responses import Answer
from ckanext.ppidbontang.feed.serializing import digest_of, prefixes, triples_of
from ckanext.ppidbontang.feed.syntaxes import frame, write
from ckanext.ppidbontang.rdf.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _Document:
    triples: tuple[ox.Triple, ...]
    digest: str


def vocabulary(request: Request, form: Form) -> Response:
    """Give the terms of the law and the regions of the registry."""
    document = _document(catalog_uri().rstrip("/"), registry.current())
    answer = Answer(request, form, None, document.digest)
    if answer.is_known:
        return answer.known()
    names = prefixes()
    framing = frame(form.syntax, names)
    body = Piece.of(write(document.triples, form.syntax, names))
    return answer.whole([framing.opening, body, framing.closing])


@lru_cache(maxsize=1)
def _document(portal: str, bodies: Registry) -> _Document:
    """Make the document once for each version of the registry."""
    triples = tuple(triples_of(Vocabulary(portal).document(bodies.regions)))
    return _Document(triples, digest_of(triples))
