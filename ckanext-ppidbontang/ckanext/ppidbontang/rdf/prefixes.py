"""The one list of prefixes that every document of the feed opens with."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import DCAT, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.namespace import DCTERMS, FOAF

from ckanext.dcat.profiles import ADMS, DCATAP, DCATUS, SCHEMA, SPDX, VCARD
from ckanext.ppidbontang.rdf.vocabulary import ELI, Vocabulary

_PREFIXES = {
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
    "vcard": VCARD,
    "adms": ADMS,
    "prov": PROV,
    "spdx": SPDX,
    "dcatap": DCATAP,
    "dcatus": DCATUS,
    "eli": ELI,
    "schema": SCHEMA,
    "hydra": "http://www.w3.org/ns/hydra/core#",
}


def prefixes_of(portal: str) -> Mapping[str, str]:
    """Return the prefixes of a portal, in their order: everybody's, and that of its own terms."""
    names = {prefix: str(name) for prefix, name in _PREFIXES.items()}
    return {**names, "ppid": str(Vocabulary(portal).namespace)}
