"""The portal's own terms: three SKOS schemes, two properties and the regions.

Their addresses lie under the portal's own: `<portal>/def/ppid#kategori-berkala`. Across portals the
notation of a concept and the law that it comes from (`dct:source`) are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.regions import Region

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

    def describe(self, graph: Graph, term: Term) -> None:
        """Add a concept: code, names, scheme and the law that defines it."""
        concept, scheme = self.concept(term), self.namespace[_scheme_of(term).code]
        name, definition = _wording(term)
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        graph.add((concept, SKOS.topConceptOf, scheme))
        graph.add((concept, SKOS.notation, Literal(term.value)))
        graph.add((concept, SKOS.prefLabel, Literal(name, lang=LANGUAGE)))
        graph.add((concept, SKOS.definition, Literal(definition, lang=LANGUAGE)))
        if term.citation.verified:
            graph.add((concept, DCTERMS.source, article(term.citation)))

    def describe_schemes(self, graph: Graph) -> None:
        """Add the three schemes with all their concepts."""
        for scheme in _SCHEMES:
            address = self.namespace[scheme.code]
            title = Literal(scheme.title, lang=LANGUAGE)
            graph.add((address, RDF.type, SKOS.ConceptScheme))
            graph.add((address, DCTERMS.title, title))
            for term in scheme.terms:
                self.describe(graph, term)

    def describe_properties(self, graph: Graph) -> None:
        """Add the two properties that no other vocabulary has."""
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
            graph.add((name, RDF.type, RDF.Property))
            graph.add((name, RDFS.label, Literal(label, lang=LANGUAGE)))
            graph.add((name, RDFS.comment, Literal(comment, lang=LANGUAGE)))

    def describe_location(self, graph: Graph, code: str, region: Region | None) -> None:
        """Add a region by its code of the ministry of home affairs, and its name if it is known."""
        location = self.location(code)
        graph.add((location, RDF.type, DCTERMS.Location))
        graph.add((location, DCTERMS.identifier, Literal(code)))
        if region:
            graph.add((location, SKOS.prefLabel, Literal(region.name, lang=LANGUAGE)))

    def document(self) -> Graph:
        """Return the whole vocabulary as it is served at its address."""
        graph = Graph()
        bind(graph, self)
        graph.add((URIRef(self.namespace.removesuffix("#")), RDF.type, OWL.Ontology))
        self.describe_schemes(graph)
        self.describe_properties(graph)
        describe_laws(graph)
        return graph


def bind(graph: Graph, vocabulary: Vocabulary) -> None:
    """Give our namespaces the prefixes that people know."""
    graph.bind("ppid", vocabulary.namespace, replace=True)
    graph.bind("eli", ELI, replace=True)


def article(citation: Citation) -> URIRef:
    """Return the address of the article that a citation points to, in the syntax of URN:LEX."""
    return URIRef(f"{citation.statute.uri}~art{citation.article}")


def describe_law(graph: Graph, citation: Citation) -> None:
    """Add an article and its statute as legal resources."""
    statute = URIRef(citation.statute.uri)
    name = f"{citation.statute.title} Pasal {citation.article}"
    graph.add((statute, RDF.type, ELI.LegalResource))
    graph.add((statute, DCTERMS.title, Literal(citation.statute.title, lang=LANGUAGE)))
    graph.add((article(citation), RDF.type, ELI.LegalResource))
    graph.add((article(citation), DCTERMS.title, Literal(name, lang=LANGUAGE)))
    graph.add((article(citation), DCTERMS.isPartOf, statute))


def describe_laws(graph: Graph) -> None:
    """Add every article that a concept comes from."""
    for scheme in _SCHEMES:
        for term in scheme.terms:
            if term.citation.verified:
                describe_law(graph, term.citation)


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
