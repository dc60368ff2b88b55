"""The files of an entry, as far as the law lets them be known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rdflib import DCAT, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dcat.profiles import SPDX
from ckanext.dcat.utils import resource_uri
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.codes import FileFormat, checksum_algorithm, file_format
from ckanext.ppidbontang.rdf.nodes import part
from ckanext.ppidbontang.rdf.text import clean, web_address
from ckanext.ppidbontang.rdf.vocabulary import LANGUAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class Distribution:
    """Hold a published file or link."""

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


def distributions_of(package: Mapping[str, Any], item: InformationItem) -> tuple[Distribution, ...]:
    """Return the files of an entry that anybody may know of."""
    # UU 14/2008 Pasal 54: of exempt information nothing is given away, not even a file's name.
    if item.effective_status is ExemptionStatus.SELURUHNYA:
        return ()
    return tuple(_distribution(resource) for resource in package.get("resources") or ())


def add_distribution(graph: Graph, dataset: URIRef, file: Distribution) -> None:
    """Add a file of a dataset."""
    node = file.uri
    graph.add((dataset, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCAT.accessURL, file.address))
    if file.is_upload:
        graph.add((node, DCAT.downloadURL, file.address))
    for predicate, text in ((DCTERMS.title, file.title), (DCTERMS.description, file.description)):
        if text:
            graph.add((node, predicate, Literal(text)))
    for predicate, moment in ((DCTERMS.issued, file.issued), (DCTERMS.modified, file.modified)):
        if moment:
            graph.add((node, predicate, Literal(moment)))
    if file.size is not None:
        graph.add((node, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)))
    if file.format:
        _add_format(graph, file, file.format)
    _add_checksum(graph, file)


def add_reuse_terms(
    graph: Graph, file: Distribution, package: Mapping[str, Any], item: InformationItem
) -> None:
    """Add the licence of an entry to a file, and what of the file is missing by law."""
    license_address = web_address(package.get("license_url") or "")
    if license_address:
        graph.add((file.uri, DCTERMS.license, URIRef(license_address)))
        graph.add((URIRef(license_address), RDF.type, DCTERMS.LicenseDocument))
    statements = [] if license_address else [clean(package.get("license_title") or "")]
    if item.effective_status is ExemptionStatus.SEBAGIAN:
        statements += [item.effective_status.summary, clean(item.exempt_parts)]
    rights = " ".join(statement for statement in statements if statement)
    if rights:
        node = part(file.uri, "hak")
        graph.add((file.uri, DCTERMS.rights, node))
        graph.add((node, RDF.type, DCTERMS.RightsStatement))
        graph.add((node, RDFS.label, Literal(rights, lang=LANGUAGE)))


def _distribution(resource: Mapping[str, Any]) -> Distribution:
    uri = URIRef(resource_uri(dict(resource)))
    size = str(resource.get("size") or "")
    return Distribution(
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
        issued=_moment(resource.get("created")),
        modified=_moment(resource.get("last_modified") or resource.get("metadata_modified")),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _add_format(graph: Graph, file: Distribution, known: FileFormat) -> None:
    if known.uri:
        graph.add((file.uri, DCTERMS["format"], known.uri))
        graph.add((known.uri, RDF.type, DCTERMS.MediaTypeOrExtent))
    if known.media_type:
        graph.add((file.uri, DCAT.mediaType, known.media_type))
        graph.add((known.media_type, RDF.type, DCTERMS.MediaType))


def _add_checksum(graph: Graph, file: Distribution) -> None:
    algorithm = checksum_algorithm(file.checksum)
    if algorithm is None:
        return
    node = part(file.uri, "checksum")
    graph.add((file.uri, SPDX.checksum, node))
    graph.add((node, RDF.type, SPDX.Checksum))
    graph.add((node, SPDX.algorithm, algorithm))
    graph.add((algorithm, RDF.type, SPDX.ChecksumAlgorithm))
    graph.add((node, SPDX.checksumValue, Literal(file.checksum.lower(), datatype=XSD.hexBinary)))
