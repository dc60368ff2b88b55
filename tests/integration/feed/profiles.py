"""Profiles that stand beside the portal's own and do what it never does."""

from __future__ import annotations

from typing import Any, ClassVar

from ckanext.dcat.profiles import RDFProfile
from rdflib import PROV, RDF, BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF


class BlankNodes(RDFProfile):
    """Gives every entry, and the catalogue, nodes without an address that say the same of all."""

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        self._attribute(dataset_ref, "unit")
        self._attribute(dataset_ref, "pejabat")

    def graph_from_catalog(self, catalog_dict: Any, catalog_ref: URIRef) -> None:
        self._attribute(catalog_ref, "portal")

    def _attribute(self, node: URIRef, name: str) -> None:
        attribution, agent = BNode(), BNode()
        for triple in (
            (node, PROV.qualifiedAttribution, attribution),
            (attribution, RDF.type, PROV.Attribution),
            (attribution, PROV.agent, agent),
            (agent, FOAF.name, Literal(name)),
        ):
            self.g.add(triple)


class Breaking(RDFProfile):
    """Adds to an entry whose title says so what no syntax, or not every one, can hold."""

    TRIPLES: ClassVar = {
        "alamat": (DCTERMS.source, URIRef("http://data.example/a b<c>")),
        "surogat": (DCTERMS.alternative, Literal("\ud800")),
        "kendali": (DCTERMS.alternative, Literal("a\x0bb")),
        "bukan karakter": (DCTERMS.alternative, Literal("a\uffffb")),
        "sifat": (URIRef("http://data.example/1"), Literal("a")),
        "sifat kosong": (URIRef("http://data.example/"), Literal("a")),
    }

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        title = dataset_dict["title"]
        if title == "galat":
            raise ValueError("alamat rusak")
        if title == "panggilan":
            self.graph_from_dataset(dataset_dict, dataset_ref)
        if title in self.TRIPLES:
            self.g.add((dataset_ref, *self.TRIPLES[title]))
