"""The profile `ppid_dcat_ap`: entries and the catalogue as DCAT-AP 3.0.1 with the law's terms."""

from __future__ import annotations

from typing import Any

from rdflib import URIRef

from ckanext.dcat.profiles import EuropeanDCATAP3Profile
from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.rdf import catalog, entry
from ckanext.ppidbontang.rdf.site import site_of


class PpidDcatApProfile(EuropeanDCATAP3Profile):
    """Write entries property by property; read those of others as the parent does.

    Nothing of a package is passed to the parent, so that nothing of an exempt entry passes by a
    field that it happens to know.
    """

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Add an entry and, unless they are to stand apart, the nodes that it points to."""
        item = mapping.item_from_package(dataset_dict)
        site = site_of(self.g)
        triples = tuple(entry.describe(dataset_ref, dataset_dict, item, site))
        for triple in triples:
            self.g.add(triple)
        if not site.shared_apart:
            site.shared.describe_of(self.g, triples)

    def graph_from_catalog(self, catalog_dict: dict[str, Any] | None, catalog_ref: URIRef) -> None:
        """Add the catalogue and all that entries share; it is what the settings say it is."""
        site = site_of(self.g)
        for triple in catalog.describe(catalog_ref, site):
            self.g.add(triple)
        site.shared.describe_all(self.g)
