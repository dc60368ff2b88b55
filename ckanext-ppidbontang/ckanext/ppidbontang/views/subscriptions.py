"""Atom feeds of a category, a body, a tag and a search, at CKAN's own addresses where it has any.

CKAN's feeds are in English, give programs' addresses instead of pages, put any parameter into the
query of the search, and show who is logged in what nobody else may see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang import bodies, subscriptions
from ckanext.ppidbontang.documents import atom
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.subscriptions import News
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_subscriptions"]

ppid_subscriptions = Blueprint("ppid_subscriptions", __name__)

# The addresses of a feed never change with the language of the reader.
_ADDRESS = {"locale": "default", "_external": True}


@ppid_subscriptions.get("/feeds/dataset.atom")
def everything() -> ResponseReturnValue:
    """Give what was published or changed last."""
    page = tk.url_for("dataset.search", **_ADDRESS)
    return _feed("", tk.url_for(".everything", **_ADDRESS), page, subscriptions.everything())


@ppid_subscriptions.get('/informasi/<any("berkala", "setiap-saat", "dikecualikan"):category>.atom')
def of_category(category: str) -> ResponseReturnValue:
    """Give the newest of a category."""
    asked = Category(category)
    return _feed(
        asked.official_name,
        tk.url_for(".of_category", category=category, **_ADDRESS),
        tk.url_for("ppid_category.show", category=category, **_ADDRESS),
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
        tk.url_for(".of_body", id=id, **_ADDRESS),
        tk.url_for("organization.read", id=id, **_ADDRESS),
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
    given = tk.request.args
    words = given.get("q", "")
    asked = [
        (name, value)
        for name in subscriptions.NARROWED_BY
        for value in given.getlist(name)
        if value
    ]
    address = {name: given.getlist(name) for name, _ in asked} | ({"q": words} if words else {})
    said = ", ".join(filter(None, (words, *(value for _, value in asked))))
    found = _found(words, asked)
    if found is None:
        return tk._("The search does not answer now. Try again in a minute."), 503
    return _feed(
        said[:200],
        tk.url_for(".of_search", **address, **_ADDRESS),
        tk.url_for("dataset.search", **address, **_ADDRESS),
        found,
    )


def _narrowed(endpoint: str, field: str, value: str) -> ResponseReturnValue:
    found = _found("", [(field, value)])
    if not found:
        return tk.abort(404)
    page = tk.url_for("dataset.search", **{field: value}, **_ADDRESS)
    return _feed(value, tk.url_for(f".{endpoint}", id=value, **_ADDRESS), page, found)


def _found(words: str, conditions: Sequence[tuple[str, str]]) -> list[News] | None:
    """Return what a search finds; None where it does not answer."""
    try:
        return subscriptions.of_search(words, conditions)
    except SearchError:
        return None


def _feed(about: str, url: str, page: str, news: Sequence[News]) -> ResponseReturnValue:
    title = " - ".join(filter(None, (about, tk.config["ckan.site_title"])))
    entries = tuple(map(_entry, news))
    return answers.feed(atom.Feed(title=title, url=url, page=page, language="id", entries=entries))


def _entry(news: News) -> atom.Entry:
    return atom.Entry(
        # By its id, which no officer changes, as in the DCAT feed.
        id=tk.url_for("dataset.read", id=news.id, **_ADDRESS),
        title=news.title,
        link=tk.url_for("dataset.read", id=news.name, **_ADDRESS),
        author=news.body or tk.config["ckan.site_title"],
        published=news.published.replace(tzinfo=dt.UTC),
        updated=news.updated.replace(tzinfo=dt.UTC),
        summary=news.summary,
    )
