"""A copy of the catalogue, kept up to date by the changes alone, as docs/dcat.md tells."""

from __future__ import annotations

from rdflib import DCAT, RDF, Graph, Namespace, URIRef
from rdflib.namespace import FOAF
from rdflib.term import Node

from . import reading

ADMS = Namespace("http://www.w3.org/ns/adms#")
GONE = URIRef("http://publications.europa.eu/resource/authority/dataset-status/WITHDRAWN")
VERSION = URIRef(f"{DCAT}version")  # of DCAT 3, which rdflib 7 does not know

Triple = tuple[Node, Node, Node]


class Copy:
    """What a reader keeps: the triples of each entry and its parts, and the number it has read."""

    def __init__(self, site: str, suffix: str) -> None:
        self._changes = f"{site}/catalog/changes.{suffix}"
        self.entries: dict[Node, set[Triple]] = {}
        self._read(f"{site}/catalog/full.{suffix}")

    def follow(self) -> None:
        """Read what has changed since the last time."""
        self._read(f"{self._changes}?since={self._number}")

    @property
    def with_files(self) -> set[str]:
        """Return the addresses of the entries that have files."""
        return {
            str(entry)
            for entry, said in self.entries.items()
            if any(predicate == DCAT.distribution for _, predicate, _ in said)
        }

    def _read(self, address: str) -> None:
        for document in reading.documents(address):
            said = reading.graph(document, reading.suffix_of(address))
            (self._number,) = said.objects(None, VERSION)
            for entry in said.subjects(RDF.type, DCAT.Dataset):
                self.entries[entry] = _about(entry, said)
            for record, status in said.subject_objects(ADMS.status):
                if status == GONE:
                    for entry in said.objects(record, FOAF.primaryTopic):
                        self.entries.pop(entry, None)


def _about(entry: Node, said: Graph) -> set[Triple]:
    parts = (f"{entry}#", f"{entry}/")
    return {triple for triple in said if triple[0] == entry or str(triple[0]).startswith(parts)}
