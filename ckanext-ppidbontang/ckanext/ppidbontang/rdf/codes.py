"""Codes of other lists that DCAT-AP 3.0.1 names: of the EU's Publications Office, ADMS, INSPIRE."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import DCAT, RDF, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.vocabularies import UpdateFrequency
from ckanext.ppidbontang.rdf.nodes import Triple

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_ADMS = "http://purl.org/adms"
_ROLES = "http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole"

# PERKI 1/2021 Pasal 24 ayat (2): public information is given in Bahasa Indonesia.
INDONESIAN = URIRef(f"{_AUTHORITY}/language/IND")

CUSTODIAN = URIRef(f"{_ROLES}/custodian")
ORIGINATOR = URIRef(f"{_ROLES}/originator")
DISTRIBUTOR = URIRef(f"{_ROLES}/distributor")

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

LOCAL_AUTHORITY = URIRef(f"{_ADMS}/publishertype/LocalAuthority")

# What stands in the catalogue, and what stood there once.
COMPLETED = URIRef(f"{_AUTHORITY}/dataset-status/COMPLETED")
WITHDRAWN = URIRef(f"{_AUTHORITY}/dataset-status/WITHDRAWN")

_ATTRIBUTION = URIRef(f"{_ADMS}/licencetype/Attribution")
_PUBLIC_DOMAIN = URIRef(f"{_ADMS}/licencetype/PublicDomain")
_SHARE_ALIKE = URIRef(f"{_ADMS}/licencetype/ViralEffect-ShareAlike")
_NO_COMMERCE = URIRef(f"{_ADMS}/licencetype/NonCommercialUseOnly")

# What the licences of CKAN's own register ask, by their code there.
LICENCE_TYPES: Mapping[str, URIRef] = {
    "odc-pddl": _PUBLIC_DOMAIN,
    "odc-odbl": _SHARE_ALIKE,
    "odc-by": _ATTRIBUTION,
    "cc-zero": _PUBLIC_DOMAIN,
    "cc-by": _ATTRIBUTION,
    "cc-by-sa": _SHARE_ALIKE,
    "gfdl": _SHARE_ALIKE,
    "uk-ogl": _ATTRIBUTION,
    "cc-nc": _NO_COMMERCE,
}

_NAMES: Mapping[URIRef, str] = {
    LOCAL_AUTHORITY: "Local authority",
    COMPLETED: "completed",
    WITHDRAWN: "withdrawn",
    _ATTRIBUTION: "Attribution",
    _PUBLIC_DOMAIN: "Public domain",
    _SHARE_ALIKE: "Viral effect (Share-alike)",
    _NO_COMMERCE: "Non-commercial use only",
}
_PUBLISHER_TYPES = URIRef(f"{_ADMS}/publishertype/1.0")
_SCHEMES: Mapping[str, URIRef] = {
    f"{_ADMS}/publishertype/": _PUBLISHER_TYPES,
    f"{_ADMS}/licencetype/": URIRef(f"{_ADMS}/licencetype/1.0"),
}


def describe_codes() -> Iterator[Triple]:
    """Yield what a reader without the lists must know of each code: its class and its list."""
    for kind, codes in (
        (DCTERMS.RightsStatement, ACCESS_RIGHTS.values()),
        (DCTERMS.Frequency, FREQUENCIES.values()),
        (DCTERMS.LinguisticSystem, (INDONESIAN,)),
        (SKOS.Concept, _NAMES),
    ):
        for code in codes:
            yield code, RDF.type, kind
            yield code, SKOS.inScheme, _scheme(code)
    for code, name in _NAMES.items():
        yield code, SKOS.prefLabel, Literal(name, lang="en")
    for role in (CUSTODIAN, ORIGINATOR, DISTRIBUTOR):
        yield role, RDF.type, DCAT.Role
    yield DCAT_AP, RDF.type, DCTERMS.Standard
    yield _PUBLISHER_TYPES, RDF.type, SKOS.ConceptScheme
    yield _PUBLISHER_TYPES, DCTERMS.title, Literal("ADMS publisher type", lang="en")


def _scheme(code: URIRef) -> URIRef:
    """Return the list that a code is of; the EU's are the address without its last part."""
    folder, _, _ = code.rpartition("/")
    return _SCHEMES.get(f"{folder}/", URIRef(folder))
