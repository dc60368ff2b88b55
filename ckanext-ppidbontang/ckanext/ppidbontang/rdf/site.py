"""What one serialization needs to know of the portal, read once for all its entries."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import ckan.plugins.toolkit as tk
from rdflib import Graph

from ckanext.dcat.utils import catalog_uri
from ckanext.ppidbontang import config, registry
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.rdf.bodies import Body, Directory, read_directory
from ckanext.ppidbontang.rdf.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Site:
    """Hold the portal's address, its terms and its bodies."""

    portal: str
    vocabulary: Vocabulary
    bodies: Directory

    def publisher_of(self, item: InformationItem) -> Body | None:
        """Return the body that is responsible for an entry."""
        return self.bodies.find(item.responsible_opd, item.owner_org)

    def root(self) -> Body | None:
        """Return the city itself, whose PPID is PPID Utama."""
        return self.bodies.find(config.root_organization())

    def dataset_page(self, name: str) -> str:
        """Return the address of an entry's page for people."""
        return f"{tk.config['ckan.site_url'].rstrip('/')}/dataset/{name}"

    def region(self, code: str) -> Region | None:
        """Return the region that the registry knows by this code."""
        return registry.current().region(code)


# ckanext-dcat makes a profile for each dataset; the graph is what they share. Keyed by it, the
# bodies are read once per serialization and never outlive it.
_SITES: WeakKeyDictionary[Graph, Site] = WeakKeyDictionary()


def site_of(graph: Graph) -> Site:
    """Return the portal as it stood when this graph was begun."""
    site = _SITES.get(graph)
    if site is None:
        portal = catalog_uri().rstrip("/")
        site = Site(portal=portal, vocabulary=Vocabulary(portal), bodies=read_directory())
        _SITES[graph] = site
    return site
