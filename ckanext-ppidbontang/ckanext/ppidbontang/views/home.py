"""The home page: search, the four categories, urgent announcements, news, and every body."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint

from ckanext.ppidbontang import announcements, bodies, search

log = logging.getLogger(__name__)

home = Blueprint("ppid_home", __name__)

_LATEST_SHOWN = 6


@home.route("/")
def index() -> str:
    """Show the home page, without its figures where the search engine is away."""
    facets = ("information_category", "exemption_status", "responsible_opd")
    try:
        latest = search.public("", _LATEST_SHOWN, "metadata_modified desc", facets)
    except SearchError:
        log.exception("The home page has no figures")
        latest = {"results": [], "count": 0, "facets": {}}
    return tk.render(
        "home/index.html",
        {
            "count": latest["count"],
            "latest": latest["results"],
            # UU 14/2008 Pasal 10: what threatens life or public order is told at once.
            "urgent": announcements.current(),
            "counts_by_category": latest["facets"].get("information_category"),
            "counts_by_status": latest["facets"].get("exemption_status"),
            "groups": bodies.directory(),
            "counts_by_body": latest["facets"].get("responsible_opd", {}),
        },
    )
