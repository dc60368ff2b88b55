"""What the search index knows of an entry, and how its facets read.

Written for CKAN's own Solr schema: `vocab_*` is its multi-valued string field, `extras_*` text, any
other name a single string of at most 32,766 bytes. The portal's own schema makes more of `ppid_*`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang import mapping, registry
from ckanext.ppidbontang.bodies import PUBLIC
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.domain.vocabularies import AvailableForm, UpdateFrequency
from ckanext.ppidbontang.finding import asked, columns, weights

# Long texts are searched as text (`extras_*`); as one string they would not fit the index.
PROSE_FIELDS = (
    "controlling_unit",
    "issuing_official",
    "retention",
    "concept",
    "definition",
    "exempt_parts",
    "exemption_condition",
    "exemption_consequence_open",
    "exemption_consequence_closed",
    "exemption_legal_basis",
)
PROSE_PREFIX = "announcement_"

# Letters of one entry that spelling is corrected by: CKAN's own schema takes 32,766 bytes.
MOST_SPELLED = 8000
_SPELLED = ("title", "notes", "extras_ppid_names", "extras_ppid_columns")

LABELS = {
    "information_category": {category.value: category.label for category in Category},
    "exemption_status": {status.value: status.label for status in ExemptionStatus},
    "information_kind": {kind.code: kind.label for kind in KINDS},
    "vocab_exemption_grounds": {ground.value: ground.gloss for ground in Ground},
    "update_frequency": {frequency.value: frequency.label for frequency in UpdateFrequency},
    "vocab_available_forms": {form.value: form.label for form in AvailableForm},
    "exemption_period_type": {period.value: period.label for period in PeriodType},
}


def public(narrowed: str, rows: int, sort: str, facets: Iterable[str] = ()) -> dict[str, Any]:
    """Search what is public, so that a page is the same for everybody.

    Raises:
        SearchError: the search engine does not answer.
    """
    query = {
        "fq": f"{PUBLIC} {narrowed}".strip(),
        "rows": rows,
        "sort": sort,
        "facet.field": list(facets),
        "facet.limit": -1,
    }
    return tk.get_action("package_search")({}, query)


class SearchFaces(p.SingletonPlugin):
    """Index entries by what a citizen asks for, and label the facets in words."""

    p.implements(p.IPackageController, inherit=True)
    p.implements(p.IFacets, inherit=True)

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Add years, codes and names to the document; keep long texts out of string fields."""
        package = json.loads(pkg_dict["validated_data_dict"])
        item = mapping.item_from_package(package)
        pkg_dict["extras_exemption_legal_basis"] = " ".join(
            f"{basis.law} {basis.article}" for basis in item.exemption_legal_basis
        )
        for name in [n for n in pkg_dict if n in PROSE_FIELDS or n.startswith(PROSE_PREFIX)]:
            del pkg_dict[name]
        pkg_dict["vocab_exemption_grounds"] = [ground.value for ground in item.exemption_grounds]
        pkg_dict["vocab_available_forms"] = [form.value for form in item.available_forms]
        pkg_dict["vocab_year"] = [str(year) for year in _years(item)]
        pkg_dict["extras_ppid_names"] = " · ".join(_names(item))
        closed = item.effective_status is ExemptionStatus.SELURUHNYA
        names = [] if closed else columns.of_entry(package.get("resources") or ())
        pkg_dict["extras_ppid_columns"] = " · ".join(names)
        last = item.period_end or item.period_start or item.created_on
        if last:
            pkg_dict["ppid_until_date"] = f"{last.last_day().isoformat()}T00:00:00Z"
        if not package.get("private") and package.get("state") == model.State.ACTIVE:
            pkg_dict["ppid_spelling"] = _spelling(pkg_dict)
        return pkg_dict

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        """Let a word count more in a title than in a summary."""
        return weights.weigh(search_params)

    def after_dataset_search(
        self, search_results: dict[str, Any], search_params: dict[str, Any]
    ) -> dict[str, Any]:
        """Give the facets' codes the words that people know them by."""
        facets = search_results.get("search_facets", {})
        for name, facet in facets.items():
            labels = LABELS.get(name) or _organization_titles(name, facet)
            for entry in facet["items"]:
                entry["display_name"] = labels.get(entry["name"], entry["display_name"])
        return search_results

    def dataset_facets(self, facets_dict: dict[str, Any], package_type: str) -> dict[str, Any]:
        """Offer the facets of the catalogue, in the order people ask."""
        return {name: tk._(title) for name, title in asked.FACETS.items()}

    def organization_facets(
        self, facets_dict: dict[str, Any], organization_type: str, package_type: str | None
    ) -> dict[str, Any]:
        """Offer the same facets on a body's own page, but for the body itself."""
        facets = self.dataset_facets(facets_dict, package_type or "dataset")
        del facets["responsible_opd"]
        return facets


def _years(item: InformationItem) -> Iterator[int]:
    """Yield the years an entry is about: its period, or else the year it was made."""
    start = item.period_start or item.period_end or item.created_on
    end = item.period_end or start
    if start and end:
        yield from range(start.year, end.year + 1)


def _names(item: InformationItem) -> Iterator[str]:
    """Yield the names people know the responsible body and the region by, old ones included."""
    bodies = registry.current()
    agency = bodies.find(item.responsible_opd or item.owner_org)
    if agency:
        yield from (agency.title, agency.abbreviation, *agency.former_names, *agency.aliases)
    region = bodies.region(item.region_code)
    if region:
        yield from (region.name, *region.variants)


def _spelling(document: dict[str, Any]) -> str:
    """Return the words that spelling is corrected by, each once and no more than fit."""
    texts = (document.get(name) or "" for name in _SPELLED)
    words = re.findall(r"[^\W\d_]{3,30}", " ".join([*texts, *document.get("tags", ())]).lower())
    return " ".join(dict.fromkeys(words))[:MOST_SPELLED]


def _organization_titles(facet_name: str, facet: dict[str, Any]) -> dict[str, str]:
    if facet_name != "responsible_opd" or not facet["items"]:
        return {}
    names = [entry["name"] for entry in facet["items"]]
    rows = model.Session.query(model.Group.name, model.Group.title).filter(
        model.Group.name.in_(names)
    )
    return {row.name: row.title for row in rows}
