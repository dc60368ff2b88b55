"""The files of an entry, as far as the law lets them be known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rdflib import DCAT, RDF, RDFS, XSD, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dcat.profiles import SPDX
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.formats import FileFormat, checksum_algorithm, file_format
from ckanext.ppidbontang.rdf.licences import Licence
from ckanext.ppidbontang.rdf.nodes import Triple, part
from ckanext.ppidbontang.rdf.text import clean, moment, web_address
from ckanext.ppidbontang.rdf.vocabulary import LANGUAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class Distribution:
    """Hold a published file or link."""

    id: str
    uri: URIRef
    title: str
    description: str
    address: URIRef
    is_upload: bool
    format: FileFormat | None
    size: int | None
    checksum: str
    issued: datetime | None
    modified: datetime | None


def distributions_of(
    dataset: URIRef, package: Mapping[str, Any], item: InformationItem
) -> tuple[Distribution, ...]:
    """Return the files of an entry that anybody may know of."""
    # UU 14/2008 Pasal 54: of exempt information nothing is given away, not even a file's name.
    if item.effective_status is ExemptionStatus.SELURUHNYA:
        return ()
    return tuple(_distribution(dataset, resource) for resource in package.get("resources") or ())


def distribution(dataset: URIRef, file: Distribution) -> Iterator[Triple]:
    """Yield what a file of a dataset says of itself."""
    node = file.uri
    yield dataset, DCAT.distribution, node
    yield node, RDF.type, DCAT.Distribution
    yield node, DCAT.accessURL, file.address
    if file.is_upload:
        yield node, DCAT.downloadURL, file.address
    for predicate, text in ((DCTERMS.title, file.title), (DCTERMS.description, file.description)):
        if text:
            yield node, predicate, Literal(text)
    for predicate, time in ((DCTERMS.issued, file.issued), (DCTERMS.modified, file.modified)):
        if time:
            yield node, predicate, Literal(time)
    if file.size is not None:
        yield node, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)
    if file.format:
        yield from _format(file, file.format)
    yield from _checksum(file)


def reuse_terms(
    file: Distribution, item: InformationItem, licence: Licence | None
) -> Iterator[Triple]:
    """Yield the licence of an entry for a file, and what of the file is missing by law."""
    if licence and licence.address:
        yield file.uri, DCTERMS.license, licence.address
    elif licence:
        yield from _statement(file, "lisensi", Literal(licence.title))
    if item.effective_status is ExemptionStatus.SEBAGIAN:
        missing = f"{item.effective_status.summary} {clean(item.exempt_parts)}".strip()
        yield from _statement(file, "hak", Literal(missing, lang=LANGUAGE))


def _distribution(dataset: URIRef, resource: Mapping[str, Any]) -> Distribution:
    uri = URIRef(f"{dataset}/resource/{resource['id']}")
    size = str(resource.get("size") or "")
    return Distribution(
        id=resource["id"],
        uri=uri,
        title=clean(resource.get("name") or ""),
        description=clean(resource.get("description") or ""),
        # A link that is no web address is still shown on the page of the resource.
        address=URIRef(web_address(resource.get("url") or "") or uri),
        is_upload=resource.get("url_type") == "upload",
        format=file_format(
            clean(resource.get("format") or ""), clean(resource.get("mimetype") or "")
        ),
        size=int(size) if size.isdecimal() else None,
        checksum=resource.get("hash") or "",
        issued=moment(resource.get("created")),
        modified=moment(resource.get("last_modified") or resource.get("metadata_modified")),
    )


def _statement(file: Distribution, name: str, text: Literal) -> Iterator[Triple]:
    node = part(file.uri, name)
    yield file.uri, DCTERMS.rights, node
    yield node, RDF.type, DCTERMS.RightsStatement
    yield node, RDFS.label, text


def _format(file: Distribution, known: FileFormat) -> Iterator[Triple]:
    if known.uri:
        yield file.uri, DCTERMS["format"], known.uri
    if known.media_type:
        yield file.uri, DCAT.mediaType, known.media_type


def _checksum(file: Distribution) -> Iterator[Triple]:
    algorithm = checksum_algorithm(file.checksum)
    if algorithm is None:
        return
    node = part(file.uri, "checksum")
    yield file.uri, SPDX.checksum, node
    yield node, RDF.type, SPDX.Checksum
    yield node, SPDX.algorithm, algorithm
    yield node, SPDX.checksumValue, Literal(file.checksum.lower(), datatype=XSD.hexBinary)
