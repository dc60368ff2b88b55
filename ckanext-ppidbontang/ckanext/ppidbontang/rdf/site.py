"""What one serialization needs to know of the portal, read once for all its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import ckan.plugins.toolkit as tk
from rdflib import Graph, URIRef

from ckanext.dcat.utils import catalog_uri
from ckanext.ppidbontang import config, registry
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.rdf.bodies import Body, Directory, read_directory
from ckanext.ppidbontang.rdf.licences import Licence, read_licences
from ckanext.ppidbontang.rdf.shared import Shared
from ckanext.ppidbontang.rdf.vocabulary import Vocabulary, bind


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """Hold the portal's address, its terms, its bodies, regions and licences.

    With `shared_apart` an entry leaves the nodes that it shares with others out of its graph, for
    whoever writes them once for many entries.
    """

    portal: str
    vocabulary: Vocabulary
    bodies: Directory
    regions: Mapping[str, Region]
    licences: Mapping[str, Licence]
    shared: Shared
    shared_apart: bool

    def publisher_of(self, item: InformationItem) -> Body | None:
        """Return the body that is responsible for an entry."""
        return self.bodies.find(item.responsible_opd, item.owner_org)

    def root(self) -> Body | None:
        """Return the city itself, whose PPID is PPID Utama."""
        return self.bodies.find(config.root_organization())

    def dataset_page(self, name: str) -> URIRef:
        """Return the address of an entry's page for people."""
        return URIRef(f"{tk.config['ckan.site_url'].rstrip('/')}/dataset/{name}")


# ckanext-dcat makes a profile for each dataset; the graph is what they share. Keyed by it, the
# bodies are read once per serialization and never outlive it.
_SITES: WeakKeyDictionary[Graph, Site] = WeakKeyDictionary()


def read_site(*, shared_apart: bool = False) -> Site:
    """Read the portal as it stands now; needs no request."""
    portal = catalog_uri().rstrip("/")
    terms, directory = Vocabulary(portal), read_directory(portal)
    regions = {region.code: region for region in registry.current().regions}
    licences = read_licences()
    return Site(
        portal=portal,
        vocabulary=terms,
        bodies=directory,
        regions=regions,
        licences=licences,
        shared=Shared(terms, directory, regions.values(), licences.values()),
        shared_apart=shared_apart,
    )


def prepare(graph: Graph, site: Site) -> None:
    """Have a graph be made with this site; one site may serve any number of graphs."""
    _SITES[graph] = site


def site_of(graph: Graph) -> Site:
    """Return the portal as it stood when this graph was begun."""
    if graph not in _SITES:
        site = read_site()
        prepare(graph, site)
        bind(graph, site.vocabulary)
    return _SITES[graph]
