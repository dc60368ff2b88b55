"""Where to follow what a page shows."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.finding import asked


def ppid_search_feed() -> str:
    """Return the address of the feed of the search that the page shows."""
    given = tk.request.args
    address = asked.address(given.get("q", ""), asked.filters(given.items(multi=True)))
    endpoint = "of_search" if address else "everything"
    return tk.url_for(f"ppid_subscriptions.{endpoint}", locale="default", **address)
