"""What the Atom feeds have in common: how an entry stands in one, and how one is answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol

import ckan.plugins.toolkit as tk
from flask import Response

from ckanext.ppidbontang.documents import atom

# The addresses of a feed never change with the language of the reader.
ADDRESS = {"locale": "default", "_external": True}


class Told(Protocol):
    """An entry that is told of; moments are those of CKAN, in UTC."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def published(self) -> dt.datetime: ...
    @property
    def updated(self) -> dt.datetime: ...


def entry(told: Told, summary: str) -> atom.Entry:
    """Return an entry as it stands in a feed."""
    return atom.Entry(
        # By its id, which no officer changes, as in the DCAT feed.
        id=tk.url_for("dataset.read", id=told.id, **ADDRESS),
        title=told.title,
        link=tk.url_for("dataset.read", id=told.name, **ADDRESS),
        author=told.body or tk.config["ckan.site_title"],
        published=told.published.replace(tzinfo=dt.UTC),
        updated=told.updated.replace(tzinfo=dt.UTC),
        summary=summary,
    )


def answer(about: str, *, url: str, page: str, entries: Iterable[atom.Entry]) -> Response:
    """Answer with a feed, or say that nothing has changed since the last look.

    Args:
        about: what it tells of; nothing for all of the portal
        url: its own address
        page: the page that shows the same
        entries: the newest first
    """
    title = " - ".join(filter(None, (about, tk.config["ckan.site_title"])))
    found = atom.Feed(title=title, url=url, page=page, language="id", entries=tuple(entries))
    response = Response(atom.write(found), content_type=f"{atom.MEDIA_TYPE}; charset=utf-8")
    response.last_modified = found.updated
    # A tag is of one address, so the entries alone make it: with the words of a search in it, two
    # searches that find nothing would differ.
    response.set_etag(sha256(repr(found.entries).encode()).hexdigest())
    # Whoever keeps it asks each time whether an entry has been closed meanwhile.
    response.cache_control.no_cache = True
    # By the tag alone, never by If-Modified-Since: a closing takes an entry away and leaves the
    # time of the last change where it was, or earlier.
    if tk.request.if_none_match.contains_weak(response.get_etag()[0] or ""):
        response.status_code = 304
        response.set_data(b"")
    return response
