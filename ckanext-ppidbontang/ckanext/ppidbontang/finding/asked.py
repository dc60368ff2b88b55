"""What the address of a search page asks for, made harmless and bounded.

CKAN puts every parameter of the address into the filter query as it is: with a quote or a field
that is none the engine refuses the whole search, and a `fbclid` that somebody's link got on its way
finds nothing. A search of the API keeps all that the engine can do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchQueryError

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.finding import words
from ckanext.ppidbontang.paging import Page, PageError

Params = list[tuple[str, str]]

MOST_FILTERS = 30
LONGEST_VALUE = 200
FURTHEST = 100_000
# What a search page offers to filter by, in the order people ask; exemption is a matter for few.
FACETS = {
    "responsible_opd": _("Responsible body"),
    "vocab_year": _("Year"),
    "res_format": _("Format"),
    "information_category": _("Information category"),
    "information_kind": _("Kind of information"),
    "tags": _("Tags"),
    "exemption_status": _("Exemption status"),
    "vocab_exemption_grounds": _("Grounds of exemption"),
}
# What an address may filter by, on a page and in a feed; any other parameter is no filter.
FILTERS = {
    **FACETS,
    "organization": _("Body"),
    "groups": _("Group"),
    "license_id": _("Licence"),
    "update_frequency": _("Update frequency"),
    "vocab_available_forms": _("Available forms"),
    "exemption_period_type": _("Type of exemption period"),
}
# Asked for where there are signs alone: no index has it.
NOTHING = "∅"
_EVERYTHING = ("", "*", "*:*")
_ORDER = re.compile(
    r"(score|title_string|name|metadata_modified|metadata_created|views_recent) (asc|desc)"
)
# What CKAN refuses wherever it stands.
_FORBIDDEN = re.compile(r"[{}]|_(?:query|val)_")


def harmless(data_dict: dict[str, Any], args: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the search of a page with words for words and with filters that are filters.

    Raises:
        SearchQueryError: nobody can mean so many filters.
        PageError: nobody turns over so far.
    """
    if int(data_dict.get("start") or 0) > FURTHEST:
        raise PageError(FURTHEST // _page(data_dict).size)
    typed = str(data_dict.get("q") or "")
    return {
        **data_dict,
        "q": question(typed),
        "fq": _mended(str(data_dict.get("fq") or ""), list(args)),
        "sort": order(data_dict.get("sort")),
    }


def on_a_page(found: dict[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was found, if it is on the page that was asked for.

    Raises:
        PageError: all of it is on the pages before.
    """
    _page(asked).of(found["count"])
    return found


def question(typed: str) -> str:
    """Return what is looked for when somebody typed this."""
    if typed.strip() in _EVERYTHING:
        return ""
    return words.plain(typed) or NOTHING


def order(asked: Any) -> str | None:
    """Return the order that was asked for, if it is one."""
    parts = [part.strip() for part in str(asked or "").split(",")]
    return ", ".join(parts) if all(map(_ORDER.fullmatch, parts)) else None


def filters(args: Iterable[tuple[str, str]]) -> Params:
    """Return the filters of an address, each once."""
    asked = [(name, value) for name, value in args if name in FILTERS and value]
    return list(dict.fromkeys(asked))


def address(typed: str, asked: Params) -> dict[str, list[str]]:
    """Return the parameters of an address that asks for this."""
    given: dict[str, list[str]] = {"q": [typed]} if typed else {}
    for name, value in asked:
        given.setdefault(name, []).append(value)
    return given


def clauses(args: Iterable[tuple[str, str]]) -> list[str]:
    """Write the filters of an address for the engine.

    Raises:
        SearchQueryError: nobody can mean so many.
    """
    asked = filters(args)
    if len(asked) > MOST_FILTERS:
        raise SearchQueryError(
            tk._("A search has {number} filters at most.").format(number=MOST_FILTERS)
        )
    return [clause(*one) for one in asked]


def clause(name: str, value: str) -> str:
    """Write a filter for the engine."""
    safe = _FORBIDDEN.sub(" ", value[:LONGEST_VALUE]).replace("\\", "\\\\").replace('"', '\\"')
    return f'+{name}:"{safe}"'


def _page(asked: Mapping[str, Any]) -> Page:
    """Return the page of results that a search of CKAN's pages asks for."""
    size = int(asked.get("rows") or tk.config["ckan.datasets_per_page"])
    return Page(int(asked.get("start") or 0) // size + 1, size)


def _mended(filter_query: str, args: Params) -> str:
    """Replace what CKAN has made of the address in a filter query."""
    made = "".join(
        f' {name}:"{value}"'
        for name, value in args
        if name not in ("q", "page", "sort") and value and not name.startswith(("_", "ext_"))
    )
    before, found, after = f" {filter_query}".partition(made) if made else ("", "", "")
    if not found:
        return filter_query
    return " ".join([before, *clauses(args), after]).strip()
