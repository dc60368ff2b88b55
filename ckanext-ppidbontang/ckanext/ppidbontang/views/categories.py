"""A page for each category: what the law says of it, what there is, and what is still owed."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint

from ckanext.ppidbontang import bodies, catalogue, search
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.coverage import owed, owed_kinds
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.duties import duties_of
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import kinds_of

__all__ = ["ppid_category"]

log = logging.getLogger(__name__)

ppid_category = Blueprint("ppid_category", __name__)

_LATEST_SHOWN = 6
_GROUNDS = "vocab_exemption_grounds"
_EXEMPT = (ExemptionStatus.SELURUHNYA, ExemptionStatus.SEBAGIAN)
# What a partly exempt entry closes is closed on the same grounds as the whole of another.
_IS_EXEMPT = f"+exemption_status:({' OR '.join(_EXEMPT)})"
_FACETS = {
    True: ("information_kind",),
    False: (_GROUNDS, "exemption_status", "exemption_period_type"),
}


@ppid_category.get("/informasi")
def index() -> str:
    """Show the four categories."""
    facets = _found("", 0, ("information_category", "exemption_status"))["facets"]
    counts = {"counts": facets["information_category"], "statuses": facets["exemption_status"]}
    return tk.render("categories/index.html", counts)


def show(category: str) -> str:
    """Show a category, without its figures where the search engine is away."""
    asked = Category(category)
    narrowed = f'+information_category:"{asked}"' if asked.is_open else _IS_EXEMPT
    found = _found(narrowed, _LATEST_SHOWN, _FACETS[asked.is_open])
    page = {
        "category": asked,
        "duties": duties_of(asked),
        "count": found["count"],
        "latest": found["results"],
        "counts": found["facets"],
        **_owed(asked),
    }
    if asked.is_open:
        return tk.render("categories/open.html", {**page, "kinds": kinds_of(asked)})
    exempt = {"grounds": list(Ground), "statuses": _EXEMPT, "period_types": list(PeriodType)}
    return tk.render("categories/exempt.html", {**page, **exempt})


# An address each, and no other: what is no category is no page.
for _category in Category:
    ppid_category.add_url_rule(
        f"/informasi/{_category}", view_func=show, defaults={"category": _category.value}
    )


def _owed(category: Category) -> dict[str, Any]:
    """Return what each body owes, in the order of the directory; nothing where nothing is owed."""
    if not owed_kinds(category):
        return {"owed": []}
    titles = bodies.accountable()
    owing = owed(category, titles, catalogue.kinds_by_body())
    return {"owed": [(titles[debt.body], debt) for debt in owing]}


def _found(narrowed: str, rows: int, facets: tuple[str, ...]) -> dict[str, Any]:
    try:
        return search.public(narrowed, rows, "metadata_modified desc", facets)
    except SearchError:
        log.exception("The page has no figures")
        return {"count": None, "results": [], "facets": dict.fromkeys(facets)}
