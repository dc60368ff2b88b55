"""The home page: search, the four categories, urgent announcements, news, and every body."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint

from ckanext.ppidbontang import bodies
from ckanext.ppidbontang.bodies import PUBLIC

log = logging.getLogger(__name__)

home = Blueprint("ppid_home", __name__)

# The same page for everybody: what is public, newest first.
_URGENT = f'{PUBLIC} +information_category:"serta-merta"'
_LATEST_SHOWN = 6
_URGENT_SHOWN = 3


@home.route("/")
def index() -> str:
    """Show the home page, without its figures where the search engine is away."""
    try:
        latest = _search(
            PUBLIC,
            _LATEST_SHOWN,
            "metadata_modified desc",
            facets=["information_category", "responsible_opd"],
        )
        # UU 14/2008 Pasal 10: what threatens life or public order is told at once.
        urgent = _search(_URGENT, _URGENT_SHOWN, "metadata_created desc")["results"]
    except SearchError:
        log.exception("The home page has no figures")
        latest, urgent = {"results": [], "count": 0, "facets": {}}, []
    return tk.render(
        "home/index.html",
        {
            "count": latest["count"],
            "latest": latest["results"],
            "urgent": urgent,
            "counts_by_category": latest["facets"].get("information_category", {}),
            "groups": bodies.directory(),
            "counts_by_body": latest["facets"].get("responsible_opd", {}),
        },
    )


def _search(fq: str, rows: int, sort: str, facets: list[str] | None = None) -> dict[str, Any]:
    query = {"fq": fq, "rows": rows, "sort": sort, "facet.field": facets or [], "facet.limit": -1}
    return tk.get_action("package_search")({}, query)
