"""Atom feeds of a category, a body, a tag and a search, at CKAN's own addresses where it has any.

CKAN's feeds are in English, give programs' addresses instead of pages, put any parameter into the
query of the search, and show who is logged in what nobody else may see.
"""

from __future__ import annotations

from collections.abc import Sequence

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError, SearchQueryError
from flask import Blueprint
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang import bodies, subscriptions
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.finding import asked
from ckanext.ppidbontang.subscriptions import News
from ckanext.ppidbontang.views import feeds

__all__ = ["ppid_subscriptions"]

ppid_subscriptions = Blueprint("ppid_subscriptions", __name__)


@ppid_subscriptions.get("/feeds/dataset.atom")
def everything() -> ResponseReturnValue:
    """Give what was published or changed last."""
    page = tk.url_for("dataset.search", **feeds.ADDRESS)
    return _feed("", tk.url_for(".everything", **feeds.ADDRESS), page, subscriptions.everything())


@ppid_subscriptions.get('/informasi/<any("berkala", "setiap-saat", "dikecualikan"):category>.atom')
def of_category(category: str) -> ResponseReturnValue:
    """Give the newest of a category."""
    asked = Category(category)
    return _feed(
        asked.official_name,
        tk.url_for(".of_category", category=category, **feeds.ADDRESS),
        tk.url_for("ppid_category.show", category=category, **feeds.ADDRESS),
        subscriptions.of_category(asked),
    )


@ppid_subscriptions.get("/feeds/organization/<id>.atom")
def of_body(id: str) -> ResponseReturnValue:
    """Give the newest that a body answers for."""
    body = bodies.find(id)
    if body is None:
        return tk.abort(404)
    return _feed(
        body.title,
        tk.url_for(".of_body", id=id, **feeds.ADDRESS),
        tk.url_for("organization.read", id=id, **feeds.ADDRESS),
        subscriptions.of_body(id),
    )


@ppid_subscriptions.get("/feeds/tag/<id>.atom")
def of_tag(id: str) -> ResponseReturnValue:
    """Give the newest with a tag; a tag that nothing public has is none."""
    return _narrowed("of_tag", "tags", id)


@ppid_subscriptions.get("/feeds/group/<id>.atom")
def of_group(id: str) -> ResponseReturnValue:
    """Give the newest of a group, for who uses CKAN's groups."""
    return _narrowed("of_group", "groups", id)


@ppid_subscriptions.get("/feeds/custom.atom")
def of_search() -> ResponseReturnValue:
    """Give the newest that a search finds, by the parameters of its page."""
    typed = tk.request.args.get("q", "")
    filters = asked.filters(tk.request.args.items(multi=True))
    address = asked.address(typed, filters)
    said = ", ".join(filter(None, (typed, *(value for _, value in filters))))
    url = tk.url_for(".of_search", **address, **feeds.ADDRESS)
    page = tk.url_for("dataset.search", **address, **feeds.ADDRESS)
    try:
        found = subscriptions.of_search(typed, filters)
    except SearchQueryError as err:
        return str(err), 400
    except SearchError:
        return tk._("The search does not answer now. Try again in a minute."), 503
    return _feed(said[:200], url, page, found)


def _narrowed(endpoint: str, field: str, value: str) -> ResponseReturnValue:
    try:
        found = subscriptions.of_search("", [(field, value)])
    except SearchError:
        found = []
    if not found:
        return tk.abort(404)
    page = tk.url_for("dataset.search", **{field: value}, **feeds.ADDRESS)
    return _feed(value, tk.url_for(f".{endpoint}", id=value, **feeds.ADDRESS), page, found)


def _feed(about: str, url: str, page: str, news: Sequence[News]) -> ResponseReturnValue:
    entries = (feeds.entry(one, one.summary) for one in news)
    return feeds.answer(about, url=url, page=page, entries=entries)
