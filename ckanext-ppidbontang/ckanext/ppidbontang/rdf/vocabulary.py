"""The portal's own terms: three SKOS schemes, two properties and the regions.

Their addresses lie under the portal's own: `<portal>/def/ppid#kategori-berkala`. Across portals the
notation of a concept and the law that it comes from (`dct:source`) are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dcat.profiles.base import namespaces
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.rdf.nodes import Triple

ELI = Namespace("http://data.europa.eu/eli/ontology#")

Term = Category | ExemptionStatus | Ground

LANGUAGE = "id"
PATH = "/def/ppid"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scheme:
    code: str
    title: str
    terms: Iterable[Term]


_CATEGORIES = _Scheme(code="kategori", title="Kategori Informasi Publik", terms=Category)
_GROUNDS = _Scheme(
    code="pasal17", title=f"Alasan pengecualian menurut {UU_14_2008} Pasal 17", terms=Ground
)
_STATUSES = _Scheme(
    code="status", title="Status pengecualian Informasi Publik", terms=ExemptionStatus
)
_SCHEMES = (_CATEGORIES, _GROUNDS, _STATUSES)


TERMS: tuple[Term, ...] = tuple(term for scheme in _SCHEMES for term in scheme.terms)


class Vocabulary:
    """Names the portal's own terms and describes them."""

    def __init__(self, portal: str) -> None:
        self.namespace = Namespace(f"{portal}{PATH}#")
        self.schemes = tuple(self.namespace[scheme.code] for scheme in _SCHEMES)
        self.exemption_period = self.namespace["masaPengecualian"]
        self.retention_period = self.namespace["jangkaWaktuSimpan"]

    def concept(self, term: Term) -> URIRef:
        """Return the address of a term's concept."""
        return self.namespace[f"{_scheme_of(term).code}-{term.value}"]

    def location(self, region_code: str) -> URIRef:
        """Return the address of a region."""
        return self.namespace[f"wilayah-{region_code}"]

    def describe(self, term: Term) -> Iterator[Triple]:
        """Yield a concept: code, names, scheme and the law that defines it."""
        concept, scheme = self.concept(term), self.namespace[_scheme_of(term).code]
        name, definition = _wording(term)
        yield concept, RDF.type, SKOS.Concept
        yield concept, SKOS.inScheme, scheme
        yield concept, SKOS.topConceptOf, scheme
        yield concept, SKOS.notation, Literal(term.value)
        yield concept, SKOS.prefLabel, Literal(name, lang=LANGUAGE)
        yield concept, SKOS.definition, Literal(definition, lang=LANGUAGE)
        if term.citation.verified:
            yield concept, DCTERMS.source, article(term.citation)

    def describe_schemes(self) -> Iterator[Triple]:
        """Yield the three schemes; their concepts point to them."""
        for scheme in _SCHEMES:
            address = self.namespace[scheme.code]
            yield address, RDF.type, SKOS.ConceptScheme
            yield address, DCTERMS.title, Literal(scheme.title, lang=LANGUAGE)

    def describe_properties(self) -> Iterator[Triple]:
        """Yield the two properties that no other vocabulary has."""
        for name, label, comment in (
            (
                self.exemption_period,
                "masa pengecualian",
                "Jangka waktu pembatasan akses, sebagai dct:PeriodOfTime pada pembatasannya "
                f"({UU_14_2008} Pasal 20).",
            ),
            (
                self.retention_period,
                "jangka waktu simpan",
                "Jangka waktu penyimpanan informasi menurut jadwal retensi arsip.",
            ),
        ):
            yield name, RDF.type, RDF.Property
            yield name, RDFS.label, Literal(label, lang=LANGUAGE)
            yield name, RDFS.comment, Literal(comment, lang=LANGUAGE)

    def describe_location(self, region: Region) -> Iterator[Triple]:
        """Yield a region by its code of the ministry of home affairs."""
        location = self.location(region.code)
        yield location, RDF.type, DCTERMS.Location
        yield location, DCTERMS.identifier, Literal(region.code)
        yield location, SKOS.prefLabel, Literal(region.name, lang=LANGUAGE)

    def document(self, regions: Iterable[Region]) -> Graph:
        """Return the whole vocabulary as it is served at its address."""
        graph = Graph()
        bind(graph, self)
        ontology = URIRef(self.namespace.removesuffix("#"))
        for triple in chain(
            [(ontology, RDF.type, OWL.Ontology)],
            self.describe_schemes(),
            *map(self.describe, TERMS),
            self.describe_properties(),
            describe_laws(),
            *map(self.describe_location, regions),
        ):
            graph.add(triple)
        return graph


def bind(graph: Graph, vocabulary: Vocabulary) -> None:
    """Give the namespaces the prefixes that people know."""
    for prefix, namespace in namespaces.items():
        graph.bind(prefix, namespace)
    graph.bind("ppid", vocabulary.namespace, replace=True)
    graph.bind("eli", ELI, replace=True)


def article(citation: Citation) -> URIRef:
    """Return the address of the article that a citation points to, in the syntax of URN:LEX."""
    return URIRef(f"{citation.statute.uri}~art{citation.article}")


def describe_laws() -> Iterator[Triple]:
    """Yield every article that a term comes from, and the statutes they are of."""
    citations = [term.citation for term in TERMS if term.citation.verified]
    for statute in dict.fromkeys(citation.statute for citation in citations):
        yield URIRef(statute.uri), RDF.type, ELI.LegalResource
        yield URIRef(statute.uri), DCTERMS.title, Literal(statute.title, lang=LANGUAGE)
    for citation in citations:
        name = f"{citation.statute.title} Pasal {citation.article}"
        yield article(citation), RDF.type, ELI.LegalResource
        yield article(citation), DCTERMS.title, Literal(name, lang=LANGUAGE)
        yield article(citation), DCTERMS.isPartOf, URIRef(citation.statute.uri)


def _scheme_of(term: Term) -> _Scheme:
    match term:
        case Category():
            return _CATEGORIES
        case ExemptionStatus():
            return _STATUSES
        case Ground():
            return _GROUNDS


def _wording(term: Term) -> tuple[str, str]:
    """Return the name and the definition of a term, in the words of the law where it has them."""
    match term:
        case Category():
            return term.official_name, term.summary
        case ExemptionStatus():
            return term.label, term.summary
        case Ground():
            return f"{term.citation}: {term.gloss}", f"{term.lead_in} {term.text}".strip()
