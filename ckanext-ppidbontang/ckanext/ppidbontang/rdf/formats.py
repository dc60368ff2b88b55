"""File formats and checksums by the names that CKAN has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import RDF, SKOS, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dcat.profiles import SPDX
from ckanext.ppidbontang.rdf.nodes import Triple

_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
_CHECKSUMS = "http://spdx.org/rdf/terms#checksumAlgorithm_"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """Name a file format; `uri` is None where the EU's list does not have it."""

    label: str
    uri: URIRef | None = None
    media_type: URIRef | None = None


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
# CKAN's name in lower case: the EU's code, IANA's media type.
_FORMATS: Mapping[str, tuple[str, str]] = {
    "csv": ("CSV", "text/csv"),
    "tsv": ("TSV", "text/tab-separated-values"),
    "xls": ("XLS", "application/vnd.ms-excel"),
    "xlsx": ("XLSX", f"{_OFFICE}.spreadsheetml.sheet"),
    "ods": ("ODS", f"{_OPEN_DOCUMENT}.spreadsheet"),
    "doc": ("DOC", "application/msword"),
    "docx": ("DOCX", f"{_OFFICE}.wordprocessingml.document"),
    "odt": ("ODT", f"{_OPEN_DOCUMENT}.text"),
    "ppt": ("PPT", "application/vnd.ms-powerpoint"),
    "pptx": ("PPTX", f"{_OFFICE}.presentationml.presentation"),
    "odp": ("ODP", f"{_OPEN_DOCUMENT}.presentation"),
    "pdf": ("PDF", "application/pdf"),
    "rtf": ("RTF", "application/rtf"),
    "txt": ("TXT", "text/plain"),
    "html": ("HTML", "text/html"),
    "json": ("JSON", "application/json"),
    "geojson": ("GEOJSON", "application/geo+json"),
    "xml": ("XML", "application/xml"),
    "kml": ("KML", "application/vnd.google-earth.kml+xml"),
    "kmz": ("KMZ", "application/vnd.google-earth.kmz"),
    "shp": ("SHP", "application/vnd.shp"),
    "gpkg": ("GPKG", "application/geopackage+sqlite3"),
    "zip": ("ZIP", "application/zip"),
    "jpeg": ("JPEG", "image/jpeg"),
    "jpg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
    "gif": ("GIF", "image/gif"),
    "tiff": ("TIFF", "image/tiff"),
}
_BY_NAME: Mapping[str, tuple[URIRef, URIRef]] = {
    name: (URIRef(f"{_FILE_TYPES}/{code}"), URIRef(f"{_MEDIA_TYPES}/{media_type}"))
    for name, (code, media_type) in _FORMATS.items()
}
_BY_MEDIA_TYPE = {media_type: _BY_NAME[name] for name, (_, media_type) in _FORMATS.items()}

_HASHES: Mapping[int, URIRef] = {
    length: URIRef(_CHECKSUMS + name)
    for length, name in {32: "md5", 40: "sha1", 64: "sha256"}.items()
}


def file_format(name: str, media_type: str) -> FileFormat | None:
    """Find a format by CKAN's name for it, or else by its media type.

    What the lists lack keeps its name alone: no address would be true of it.
    """
    label = name.strip().lstrip(".")
    known = _BY_NAME.get(label.lower()) or _BY_MEDIA_TYPE.get(media_type.strip().lower())
    if known:
        return FileFormat(label, *known)
    return FileFormat(label) if label else None


def checksum_algorithm(digest: str) -> URIRef | None:
    """Tell the algorithm of a checksum by its length, or None when it is no checksum."""
    return _HASHES.get(len(digest)) if re.fullmatch("[0-9a-fA-F]+", digest) else None


def describe_formats() -> Iterator[Triple]:
    """Yield the class of every format, media type and checksum algorithm."""
    for file_type, media_type in _BY_NAME.values():
        yield file_type, RDF.type, DCTERMS.MediaTypeOrExtent
        yield file_type, SKOS.inScheme, URIRef(_FILE_TYPES)
        yield media_type, RDF.type, DCTERMS.MediaType
    for algorithm in _HASHES.values():
        yield algorithm, RDF.type, SPDX.ChecksumAlgorithm
