"""Addresses of the documents of the feed, and of the pages around one."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.feed.documents import Paging

Query = Mapping[str, str | int]


def address(path: str, query: Query) -> str:
    """Return an address as an IRI of its own, whatever stands in the query."""
    root = (tk.config["ckan.root_path"] or "").replace("/{{LANG}}", "").rstrip("/")
    site = tk.config["ckan.site_url"].rstrip("/")
    asked = urlencode(query, quote_via=quote)
    return f"{site}{root}{path}" + (f"?{asked}" if asked else "")


def around(
    path: str,
    query: Query,
    *,
    page: int | None,
    after: str | int | None,
    following: str | int | None,
    total: int | None,
    size: int,
) -> Paging:
    """Return where a page stands: asked for by its number, or `after` an entry.

    `following` is the last entry of a page that others follow. The way on is always by it: numbers
    of pages move when entries come and go, an entry does not.
    """
    here: Query = {}
    if after is not None:
        here = {"after": after}
    elif page is not None and page > 1:
        here = {"page": page}
    links = {"first": address(path, query)}
    if page is not None and page > 1:
        links["previous"] = address(path, {**query, "page": page - 1})
    if following is not None:
        links["next"] = address(path, {**query, "after": following})
    if total is not None:
        links["last"] = address(path, {**query, "page": max(1, -(-total // size))})
    return Paging(address=address(path, {**query, **here}), links=links, total=total, size=size)
