"""The routes of the feed as CKAN knows them, for what the gate lets through."""

from __future__ import annotations

from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, request
from werkzeug import Response as AnyResponse

from ckanext.ppidbontang.feed import definitions, filtered, questions
from ckanext.ppidbontang.feed.problems import ProblemError
from ckanext.ppidbontang.feed.routes import ROUTES, Route
from ckanext.ppidbontang.rdf.vocabulary import PATH

__all__ = ["ppid_feed"]

ppid_feed = Blueprint("ppid_feed", __name__)


def _view(route: Route) -> Route:
    """Return a route as a view of Flask, whose problems are told in the reader's language."""

    @wraps(route)
    def view(**values: Any) -> AnyResponse:
        try:
            return route(request, **values)
        except ProblemError as problem:
            return Response(
                problem.told() + "\n",
                status=problem.status,
                headers=dict(problem.headers()),
                content_type="text/plain; charset=utf-8",
            )

    return view


def _catalog_or_search(asked: Any, suffix: str) -> AnyResponse:
    """Give a page of the catalogue, or of what a search finds in it."""
    if questions.is_searched(asked):
        return filtered.page(asked, questions.form(asked, suffix))
    return ROUTES["/catalog.<suffix>"](asked, suffix)


for rule, route in ROUTES.items():
    chosen = _catalog_or_search if rule == "/catalog.<suffix>" else route
    ppid_feed.add_url_rule(rule, endpoint=route.__name__, view_func=_view(chosen))


@ppid_feed.route("/catalog")
def for_people() -> AnyResponse:
    """Send people to the page where they search."""
    return tk.redirect_to("dataset.search")


@ppid_feed.after_app_request
def tell_caches(response: Response) -> Response:
    """Tell caches that the address of an entry's page answers readers of RDF otherwise."""
    if request.endpoint in ("dataset.read", "ppid_feed.for_people"):
        response.vary.add("Accept")
    return response


@ppid_feed.route(PATH)
def vocabulary_for_people() -> AnyResponse:
    """Give the portal's terms in Turtle to who would rather have a page: there is none."""
    return definitions.vocabulary(request, questions.Form("ttl", negotiated=True))
