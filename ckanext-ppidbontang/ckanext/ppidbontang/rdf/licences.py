"""The licences of CKAN's register, by the code that an entry names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ckan import model
from flask_babel import force_locale
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang.rdf.codes import LICENCE_TYPES
from ckanext.ppidbontang.rdf.nodes import Triple
from ckanext.ppidbontang.rdf.text import clean, web_address


@dataclass(frozen=True, kw_only=True, slots=True)
class Licence:
    """Hold a licence; `address` is None where the register knows no web address."""

    title: str
    address: URIRef | None
    type: URIRef | None


def read_licences() -> Mapping[str, Licence]:
    """Read the register. Its titles are translated for readers, but a feed has one text for all."""
    with force_locale("en"):
        return {
            licence.id: _licence(licence.id, licence.title, licence.url)
            for licence in model.Package.get_license_register().values()
        }


def describe(licence: Licence) -> Iterator[Triple]:
    """Yield what the feed says of a licence that has an address."""
    if licence.address:
        yield licence.address, RDF.type, DCTERMS.LicenseDocument
        yield licence.address, DCTERMS.title, Literal(licence.title)
        yield licence.address, RDFS.label, Literal(licence.title)
    if licence.address and licence.type:
        yield licence.address, DCTERMS.type, licence.type


def _licence(code: str, title: str, url: str) -> Licence:
    address = web_address(url or "")
    return Licence(
        title=clean(title),
        address=URIRef(address) if address else None,
        type=LICENCE_TYPES.get(code),
    )
