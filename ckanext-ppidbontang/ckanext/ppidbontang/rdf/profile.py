"""The profile `ppid_dcat_ap`: entries and the catalogue as DCAT-AP 3.0.1 with the law's terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib import DCAT, RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.dcat.profiles import EuropeanDCATAP3Profile
from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf import bodies, codes, coverage, distributions, restrictions
from ckanext.ppidbontang.rdf import vocabulary as terms
from ckanext.ppidbontang.rdf.site import Site, site_of
from ckanext.ppidbontang.rdf.text import clean


class PpidDcatApProfile(EuropeanDCATAP3Profile):
    """Serialize what ckanext-dcat does well through it, and the rest property by property.

    The parent sees a dict of its own made from an allow-list, never the package, so that nothing
    of an exempt entry passes by a field that it happens to know.
    """

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Add an entry and the nodes that it shares with other entries."""
        item = mapping.item_from_package(dataset_dict)
        site = site_of(self.g)
        super().graph_from_dataset(_common(dataset_dict, item, site), dataset_ref)
        terms.bind(self.g, site.vocabulary)
        add_entry(self.g, dataset_ref, dataset_dict, item, site)
        describe_shared(self.g, item, site)

    def graph_from_catalog(self, catalog_dict: dict[str, Any] | None, catalog_ref: URIRef) -> None:
        """Add the catalogue, its publisher (the PPID Utama) and the vocabulary of the law."""
        site = site_of(self.g)
        super().graph_from_catalog(catalog_dict, catalog_ref)
        terms.bind(self.g, site.vocabulary)
        _mend_catalog(self.g, catalog_ref)
        self.g.add((catalog_ref, DCTERMS.conformsTo, codes.DCAT_AP))
        self.g.add((codes.DCAT_AP, RDF.type, DCTERMS.Standard))
        for scheme in site.vocabulary.schemes:
            self.g.add((catalog_ref, DCAT.themeTaxonomy, scheme))
        site.vocabulary.describe_schemes(self.g)
        _add_city(self.g, catalog_ref, site)

    def _graph_from_dataset_v3(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Leave out the parent's series, versions and sizes.

        The record has none of them but sizes, and to mend those the parent searches the whole
        graph once for each dataset.
        """


def add_entry(
    graph: Graph,
    dataset: URIRef,
    package: Mapping[str, Any],
    item: InformationItem,
    site: Site,
) -> None:
    """Add what an entry says of itself; nodes that it shares with others are only pointed to."""
    if item.information_category:
        graph.add((dataset, DCTERMS.type, site.vocabulary.concept(item.information_category)))
    restrictions.add_legal_state(graph, dataset, item, site.vocabulary)
    publisher = site.publisher_of(item)
    if publisher:
        graph.add((dataset, DCTERMS.publisher, bodies.address(site.portal, publisher)))
        contact = bodies.contact_address(site.portal, publisher)
        graph.add((dataset, DCAT.contactPoint, contact))
    if item.effective_status is not ExemptionStatus.SELURUHNYA:
        coverage.add_coverage(graph, dataset, item, site.vocabulary)
        coverage.add_makers(graph, dataset, item)
    for file in distributions.distributions_of(package, item):
        distributions.add_distribution(graph, dataset, file)
        distributions.add_reuse_terms(graph, file, package, item)


def describe_shared(graph: Graph, item: InformationItem, site: Site) -> None:
    """Add the nodes that an entry shares with others: its body, its terms, its laws, its region."""
    if item.information_category:
        site.vocabulary.describe(graph, item.information_category)
    if item.effective_status is not ExemptionStatus.TERBUKA:
        site.vocabulary.describe(graph, item.effective_status)
    for ground in item.exemption_grounds:
        site.vocabulary.describe(graph, ground)
    for law in restrictions.laws_of(item):
        terms.describe_law(graph, law)
    publisher = site.publisher_of(item)
    if publisher:
        bodies.describe(graph, site.portal, publisher)
        bodies.describe_contact(graph, site.portal, publisher)
    if item.region_code and item.effective_status is not ExemptionStatus.SELURUHNYA:
        region = site.region(item.region_code)
        site.vocabulary.describe_location(graph, item.region_code, region)


def _common(package: Mapping[str, Any], item: InformationItem, site: Site) -> dict[str, Any]:
    """Return what every DCAT-AP dataset has, in the words that ckanext-dcat reads."""
    title = clean(item.title) or item.name
    common: dict[str, Any] = {
        "identifier": package["id"],
        "title": title,
        "notes": clean(item.notes) or title,
        "url": site.dataset_page(item.name),
        "language": [str(codes.INDONESIAN)],
        "metadata_created": package.get("metadata_created"),
        "metadata_modified": package.get("metadata_modified"),
    }
    if item.effective_status is not ExemptionStatus.SELURUHNYA:
        common["tags"] = [{"name": clean(tag)} for tag in item.tags]
        if item.update_frequency:
            common["frequency"] = str(codes.FREQUENCIES[item.update_frequency])
    return common


def _mend_catalog(graph: Graph, catalog: URIRef) -> None:
    """Give language, homepage and description of the catalogue the shape that DCAT-AP asks."""
    graph.set((catalog, DCTERMS.language, codes.INDONESIAN))
    graph.add((codes.INDONESIAN, RDF.type, DCTERMS.LinguisticSystem))
    for page in graph.objects(catalog, FOAF.homepage):
        graph.add((page, RDF.type, FOAF.Document))
    if (catalog, DCTERMS.description, None) not in graph:
        for title in list(graph.objects(catalog, DCTERMS.title)):
            graph.add((catalog, DCTERMS.description, Literal(title)))


def _add_city(graph: Graph, catalog: URIRef, site: Site) -> None:
    """Add the city as the catalogue's publisher, and its region."""
    root = site.root()
    if root is None:
        return
    graph.add((catalog, DCTERMS.publisher, bodies.address(site.portal, root)))
    bodies.describe(graph, site.portal, root)
    if root.region_code:
        graph.add((catalog, DCTERMS.spatial, site.vocabulary.location(root.region_code)))
        region = site.region(root.region_code)
        site.vocabulary.describe_location(graph, root.region_code, region)
