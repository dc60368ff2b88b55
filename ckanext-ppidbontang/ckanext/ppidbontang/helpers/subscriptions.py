"""Where to follow what a page shows."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.subscriptions import NARROWED_BY


def ppid_search_feed() -> str:
    """Return the address of the feed of the search that the page shows."""
    given = tk.request.args
    asked = {name: given.getlist(name) for name in ("q", *NARROWED_BY) if any(given.getlist(name))}
    endpoint = "of_search" if asked else "everything"
    return tk.url_for(f"ppid_subscriptions.{endpoint}", locale="default", **asked)
