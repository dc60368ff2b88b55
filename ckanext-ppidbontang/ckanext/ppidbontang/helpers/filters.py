"""The filters of a search: what each offers, what is in force, and where each link leads.

Core builds the address of every filter anew and cuts its words at 22 letters; a page has some
seventy of them, and the law's words need all of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang import bodies, search
from ckanext.ppidbontang.finding import asked
from ckanext.ppidbontang.helpers.tables import ppid_licence_title

Params = list[tuple[str, str]]

YEAR = "vocab_year"
BODIES = ("responsible_opd", "organization")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One value of a filter; its link takes it up, or lays it down where it is in force."""

    label: str
    count: int
    active: bool
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """One filter with its values; `more` and `fewer` link to all of them and to the largest."""

    name: str
    title: str
    choices: list[Choice]
    more: str
    fewer: str


def ppid_filters(titles: Mapping[str, str], facets: Mapping[str, Any] | None) -> list[Filter]:
    """Return the filters that have something to offer, in the order of their titles."""
    address = tk.h.url_for(tk.request.endpoint, **(tk.request.view_args or {}))
    given = _given(tk.request.args.items(multi=True))
    found = ((name, (facets or {}).get(name, {}).get("items", [])) for name in titles)
    return [_filter(name, titles[name], items, address, given) for name, items in found if items]


def ppid_filter_label(name: str, value: str, facets: Mapping[str, Any] | None) -> str:
    """Return the words of a filter in force, also where it finds nothing and is in no facet."""
    for entry in (facets or {}).get(name, {}).get("items", []):
        if entry["name"] == value:
            return entry["display_name"]
    label = _known(name, value)
    return label or tk._("{value} (unknown)").format(value=value)


def ppid_filter_title(name: str) -> str:
    """Return what readers call a filter, also one that no page offers."""
    return tk._(asked.FILTERS[name])


def _given(args: Iterable[tuple[str, str]]) -> Params:
    """Return what every link keeps, once each: all but the page, and what asks for nothing."""
    return list(dict.fromkeys((key, value) for key, value in args if _is_kept(key)))


def _is_kept(key: str) -> bool:
    return key in ("q", "sort") or key in asked.FILTERS or key.startswith("_")


def _known(name: str, value: str) -> str | None:
    """Return the words of a value; None where only what we know can be one, and this is not."""
    if name in BODIES:
        return bodies.titles_of_page().get(value)
    if name == "license_id":
        return ppid_licence_title({"license_id": value})
    if name not in search.LABELS:
        return value
    label = search.LABELS[name].get(value)
    return label and tk._(label)


def _filter(
    name: str, title: str, items: list[dict[str, Any]], address: str, given: Params
) -> Filter:
    limit_key = f"_{name}_limit"
    limit = tk.h.get_param_int(limit_key, tk.config["search.facets.default"])
    rest = [(key, value) for key, value in given if key != limit_key]
    shown = sorted(items, key=_year if name == YEAR else _size, reverse=name == YEAR)
    shown = shown[:limit] if limit else shown
    return Filter(
        name=name,
        title=title,
        choices=[_choice(name, item, address, given) for item in shown],
        more=_link(address, [*rest, (limit_key, "0")]) if len(shown) < len(items) else "",
        fewer=_link(address, rest) if (limit_key, "0") in given else "",
    )


def _choice(name: str, item: dict[str, Any], address: str, given: Params) -> Choice:
    param = (name, item["name"])
    active = param in given
    wanted = [other for other in given if other != param] if active else [*given, param]
    return Choice(
        label=item["display_name"],
        count=item["count"],
        active=active,
        href=_link(address, wanted),
    )


def _link(address: str, params: Params) -> str:
    return f"{address}?{urlencode(params)}" if params else address


def _size(item: dict[str, Any]) -> tuple[int, str]:
    return -item["count"], item["display_name"].casefold()


def _year(item: dict[str, Any]) -> str:
    return item["name"]
