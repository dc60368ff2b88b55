"""The profile `ppid_schema_org`: an entry as schema.org sees it, for search engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import Literal, URIRef

from ckanext.dcat.profiles import SCHEMA, SchemaOrgProfile
from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.distributions import Distribution, distributions_of
from ckanext.ppidbontang.rdf.nodes import Triple
from ckanext.ppidbontang.rdf.restrictions import reasons
from ckanext.ppidbontang.rdf.site import Site, site_of
from ckanext.ppidbontang.rdf.text import clean, moment
from ckanext.ppidbontang.rdf.variables import variable


class PpidSchemaOrgProfile(SchemaOrgProfile):
    """Say of an entry what a search engine needs: what it is, whose, and whether it may be had."""

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Add an entry from an allow-list of its fields."""
        item = mapping.item_from_package(dataset_dict)
        site = site_of(self.g)
        super().graph_from_dataset(fields_of(dataset_ref, dataset_dict, item, site), dataset_ref)
        for triple in _more(dataset_ref, item):
            self.g.add(triple)


def fields_of(
    dataset: URIRef, package: Mapping[str, Any], item: InformationItem, site: Site
) -> dict[str, Any]:
    """Return what the parent reads, in its own words."""
    title = clean(item.title) or item.name
    common: dict[str, Any] = {
        "identifier": package["id"],
        "name": item.name,
        "title": title,
        "notes": clean(item.notes) or title,
        "language": ["id"],
        "metadata_created": _time(package, "metadata_created"),
        "metadata_modified": _time(package, "metadata_modified"),
    }
    publisher = site.publisher_of(item)
    if publisher:
        common |= {
            "publisher_uri": str(publisher.address),
            "publisher_name": publisher.title,
            "publisher_url": str(publisher.homepage),
            "publisher_email": publisher.email,
            "publisher_identifier": publisher.code,
        }
    if item.effective_status is not ExemptionStatus.SELURUHNYA:
        common |= _of_open_entry(dataset, package, item, site)
    return common


def _of_open_entry(
    dataset: URIRef, package: Mapping[str, Any], item: InformationItem, site: Site
) -> dict[str, Any]:
    region = site.regions.get(item.region_code)
    licence = site.licences.get(item.license_id)
    return {
        "tags": [{"name": clean(tag)} for tag in item.tags],
        "license_url": str(licence.address or "") if licence else "",
        "license_title": licence.title if licence else "",
        "temporal_start": str(item.period_start or ""),
        "temporal_end": str(item.period_end or ""),
        "spatial_text": region.name if region else "",
        "resources": [_download(file) for file in distributions_of(dataset, package, item)],
    }


def _download(file: Distribution) -> dict[str, Any]:
    return {
        "uri": str(file.uri),
        "name": file.title,
        "description": file.description,
        "format": file.format.label if file.format else "",
        "size": file.size,
        "download_url" if file.is_upload else "url": str(file.address),
    }


def _time(package: Mapping[str, Any], field: str) -> str:
    time = moment(package.get(field))
    return time.isoformat() if time else ""


def _more(dataset: URIRef, item: InformationItem) -> Iterator[Triple]:
    """Yield what the parent has no words for.

    Whether the content may be had for nothing, and where not, why (UU 14/2008 Pasal 17).
    """
    status = item.effective_status
    is_closed = status is ExemptionStatus.SELURUHNYA
    yield dataset, SCHEMA.isAccessibleForFree, Literal(not is_closed)
    if status is not ExemptionStatus.TERBUKA:
        conditions = "\n".join((status.summary, *reasons(item)))
        yield dataset, SCHEMA.conditionsOfAccess, Literal(conditions)
    if not is_closed:
        yield from variable(dataset, item)
