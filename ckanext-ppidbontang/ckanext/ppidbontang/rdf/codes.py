"""Code lists that DCAT-AP 3.0.1 names: of the EU's Publications Office, IANA and INSPIRE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import DCAT, RDF, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dcat.profiles import SPDX
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.vocabularies import UpdateFrequency
from ckanext.ppidbontang.rdf.nodes import Triple

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
_ROLES = "http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole"
_CHECKSUMS = "http://spdx.org/rdf/terms#checksumAlgorithm_"

# PERKI 1/2021 Pasal 24 ayat (2): public information is given in Bahasa Indonesia.
INDONESIAN = URIRef(f"{_AUTHORITY}/language/IND")

CUSTODIAN = URIRef(f"{_ROLES}/custodian")
ORIGINATOR = URIRef(f"{_ROLES}/originator")

DCAT_AP = URIRef("https://semiceu.github.io/DCAT-AP/releases/3.0.1/")

ACCESS_RIGHTS: Mapping[ExemptionStatus, URIRef] = {
    ExemptionStatus.TERBUKA: URIRef(f"{_AUTHORITY}/access-right/PUBLIC"),
    ExemptionStatus.SEBAGIAN: URIRef(f"{_AUTHORITY}/access-right/RESTRICTED"),
    ExemptionStatus.SELURUHNYA: URIRef(f"{_AUTHORITY}/access-right/NON_PUBLIC"),
}

FREQUENCIES: Mapping[UpdateFrequency, URIRef] = {
    frequency: URIRef(f"{_AUTHORITY}/frequency/{code}")
    for frequency, code in {
        UpdateFrequency.HARIAN: "DAILY",
        UpdateFrequency.MINGGUAN: "WEEKLY",
        UpdateFrequency.BULANAN: "MONTHLY",
        UpdateFrequency.TRIWULANAN: "QUARTERLY",
        UpdateFrequency.SEMESTERAN: "ANNUAL_2",
        UpdateFrequency.TAHUNAN: "ANNUAL",
        UpdateFrequency.INSIDENTAL: "IRREG",
    }.items()
}


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
    name: (URIRef(f"{_AUTHORITY}/file-type/{code}"), URIRef(f"{_MEDIA_TYPES}/{media_type}"))
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


def describe_codes() -> Iterator[Triple]:
    """Yield the class of every code; without it a shape cannot tell what an address stands for."""
    for kind, codes in (
        (DCTERMS.RightsStatement, ACCESS_RIGHTS.values()),
        (DCTERMS.Frequency, FREQUENCIES.values()),
        (DCTERMS.LinguisticSystem, (INDONESIAN,)),
        (DCTERMS.MediaTypeOrExtent, (file_type for file_type, _ in _BY_NAME.values())),
        (DCTERMS.MediaType, (media_type for _, media_type in _BY_NAME.values())),
        (DCTERMS.Standard, (DCAT_AP,)),
        (DCAT.Role, (CUSTODIAN, ORIGINATOR)),
        (SPDX.ChecksumAlgorithm, _HASHES.values()),
    ):
        for code in codes:
            yield code, RDF.type, kind
