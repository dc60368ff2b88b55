"""The addresses of the feed and what answers there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from werkzeug import Request, Response

from ckanext.ppidbontang.feed import answers, definitions, questions
from ckanext.ppidbontang.rdf.vocabulary import PATH

Route = Callable[..., Response]


def catalog(request: Request, suffix: str) -> Response:
    """Give a page of the catalogue."""
    return answers.page(request, questions.form(request, suffix))


def full(request: Request, suffix: str) -> Response:
    """Give the whole catalogue."""
    return answers.full(request, questions.form(request, suffix))


def changes(request: Request, suffix: str) -> Response:
    """Give what changed after a number."""
    return answers.changes(request, questions.form(request, suffix))


def dataset(request: Request, name: str, suffix: str) -> Response:
    """Give an entry."""
    return answers.entry(request, questions.form(request, suffix), name)


def vocabulary(request: Request, suffix: str) -> Response:
    """Give the portal's own terms."""
    return definitions.vocabulary(request, questions.form(request, suffix))


# The addresses of ckanext-dcat, which harvesters know, and those that only we have.
ROUTES: Mapping[str, Route] = {
    "/catalog.<suffix>": catalog,
    "/catalog/full.<suffix>": full,
    "/catalog/changes.<suffix>": changes,
    "/dataset/<name>.<suffix>": dataset,
    f"{PATH}.<suffix>": vocabulary,
}

# Addresses without an ending, where a reader of RDF gets it by its `Accept`; whether those who take
# anything get a page instead.
NEGOTIATED: Mapping[str, bool] = {"/catalog": False, "/dataset/<name>": True, PATH: False}
