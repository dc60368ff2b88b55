"""The search page: in which order, and what to offer where nothing was found."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib.pagination import Page

from ckanext.ppidbontang import paging
from ckanext.ppidbontang.finding import asked, words
from ckanext.ppidbontang.finding.rescue import Help, help_with


def ppid_sorting(typed: str | None) -> list[tuple[str, str]]:
    """Return the orders of a list of entries, in words, and as the search takes them.

    Without words nothing matches better than anything else.
    """
    by_match = [(tk._("Best match first"), "score desc, metadata_modified desc")] if typed else []
    return [
        *by_match,
        (tk._("Latest change first"), "metadata_modified desc"),
        (tk._("Title, A to Z"), "title_string asc"),
        (tk._("Title, Z to A"), "title_string desc"),
    ]


def ppid_search_help(typed: str | None) -> Help:
    """Return what to offer for the words and filters of this page, which found nothing."""
    filters = asked.filters(tk.request.args.items(multi=True))
    body = (tk.request.view_args or {}).get("id")
    if tk.request.endpoint == "organization.read" and body:
        filters = [("organization", body), *filters]
    address = tk.h.url_for("dataset.search")
    return help_with(typed or "", filters[: asked.MOST_FILTERS], address)


def ppid_is_cut(typed: str | None) -> bool:
    """Say whether more was typed than is looked for."""
    return words.is_cut(typed or "")


def ppid_check_page(page: Page) -> str:
    """Write nothing, on a page that one of CKAN's own lists has.

    Raises:
        PageError: the list has not so many.
    """
    paging.asked(page.items_per_page).of(page.item_count)
    return ""


def ppid_is_filter(name: str) -> bool:
    """Say whether a parameter of the address filters entries."""
    return name in asked.FILTERS
