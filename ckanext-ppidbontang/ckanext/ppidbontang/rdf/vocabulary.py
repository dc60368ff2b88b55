"""The portal's own terms: SKOS schemes for the law, two properties and the regions.

Their addresses lie under the portal's own: `<portal>/def/ppid#kategori-berkala`. Across portals the
notation of a concept and the law that it comes from (`dct:source`) are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from rdflib import OWL, RDF, RDFS, SKOS, VANN, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dcat.profiles import ADMS, DCATUS
from ckanext.dcat.profiles.base import namespaces
from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.rdf.nodes import Triple
from ckanext.ppidbontang.rdf.terms import SCHEMES, TERMS, Term, code_of, scheme_of, wording

ELI = Namespace("http://data.europa.eu/eli/ontology#")

LANGUAGE, ENGLISH = "id", "en"
PATH = "/def/ppid"

# Moves with every change of a term, a word of it or a property: whoever keeps a copy compares it.
VERSION = "1.0"


class Vocabulary:
    """Names the portal's own terms and describes them."""

    def __init__(self, portal: str) -> None:
        self.address = URIRef(f"{portal}{PATH}")
        self.namespace = Namespace(f"{self.address}#")
        self.schemes = tuple(self.namespace[scheme.code] for scheme in SCHEMES)
        self.exemption_period = self.namespace["masaPengecualian"]
        self.retention_period = self.namespace["jangkaWaktuSimpan"]
        self._concepts = {
            term: self.namespace[f"{scheme_of(term).code}-{code_of(term)}"] for term in TERMS
        }

    def concept(self, term: Term) -> URIRef:
        """Return the address of a term's concept."""
        return self._concepts[term]

    def location(self, region_code: str) -> URIRef:
        """Return the address of a region."""
        return self.namespace[f"wilayah-{region_code}"]

    def describe(self, term: Term) -> Iterator[Triple]:
        """Yield a concept: code, names, scheme and the law that defines it."""
        concept, scheme = self.concept(term), self.namespace[scheme_of(term).code]
        words = wording(term)
        yield concept, RDF.type, SKOS.Concept
        yield concept, RDFS.isDefinedBy, self.address
        yield concept, SKOS.inScheme, scheme
        yield concept, SKOS.topConceptOf, scheme
        yield concept, SKOS.notation, Literal(words.code)
        yield concept, SKOS.prefLabel, Literal(words.name, lang=LANGUAGE)
        yield concept, SKOS.prefLabel, Literal(words.english, lang=ENGLISH)
        if words.short:
            yield concept, SKOS.altLabel, Literal(words.short, lang=LANGUAGE)
        if words.definition:
            yield concept, SKOS.definition, Literal(words.definition, lang=LANGUAGE)
        for item in words.items:
            yield concept, SKOS.scopeNote, Literal(item, lang=LANGUAGE)
        if words.category:
            yield concept, SKOS.broadMatch, self.concept(words.category)
        yield concept, DCTERMS.source, source(words.citation)
        if words.citation.verified:
            yield concept, SKOS.note, Literal(str(words.citation), lang=LANGUAGE)

    def describe_schemes(self) -> Iterator[Triple]:
        """Yield the schemes; their concepts point to them, so that one does not lead to all."""
        for scheme in SCHEMES:
            address = self.namespace[scheme.code]
            yield address, RDF.type, SKOS.ConceptScheme
            yield address, RDFS.isDefinedBy, self.address
            yield address, OWL.versionInfo, Literal(VERSION)
            yield address, DCTERMS.title, Literal(scheme.title, lang=LANGUAGE)
            yield address, DCTERMS.title, Literal(scheme.english, lang=ENGLISH)

    def describe_properties(self) -> Iterator[Triple]:
        """Yield the two properties that no other vocabulary has."""
        period, retention = self.exemption_period, self.retention_period
        yield period, RDF.type, OWL.ObjectProperty
        yield period, RDFS.domain, DCATUS.AccessRestriction
        yield period, RDFS.range, DCTERMS.PeriodOfTime
        yield from self._property(
            period,
            ("masa pengecualian", "period of exemption"),
            f"Jangka waktu pembatasan akses ({UU_14_2008} Pasal 20).",
            "How long access is restricted (Law 14/2008, Article 20).",
        )
        # A duration where it is plain, a text where the schedule of archive retention has words.
        yield retention, RDF.type, OWL.DatatypeProperty
        yield retention, RDFS.range, RDFS.Literal
        yield from self._property(
            retention,
            ("jangka waktu simpan", "retention period"),
            "Jangka waktu penyimpanan informasi menurut jadwal retensi arsip.",
            "How long the information is kept under the schedule of archive retention.",
        )

    def describe_location(self, region: Region) -> Iterator[Triple]:
        """Yield a region: its code of the ministry of home affairs, names, and where it lies."""
        location = self.location(region.code)
        yield location, RDF.type, DCTERMS.Location
        yield location, RDFS.isDefinedBy, self.address
        yield location, DCTERMS.identifier, Literal(region.code)
        yield location, SKOS.prefLabel, Literal(region.name, lang=LANGUAGE)
        for variant in region.variants:
            yield location, SKOS.altLabel, Literal(variant, lang=LANGUAGE)
        if region.parent:
            yield location, DCTERMS.isPartOf, self.location(region.parent)
        if region.bps_code:
            code = URIRef(f"{location}-bps")
            yield location, ADMS.identifier, code
            yield code, RDF.type, ADMS.Identifier
            yield code, SKOS.notation, Literal(region.bps_code)
            yield code, ADMS.schemaAgency, Literal("Badan Pusat Statistik")

    def document(self, regions: Iterable[Region]) -> Graph:
        """Return the whole vocabulary as it is served at its address."""
        graph = Graph()
        bind(graph, self)
        for triple in chain(
            self._head(),
            self.describe_schemes(),
            *map(self.describe, TERMS),
            self.describe_properties(),
            describe_laws(),
            *map(self.describe_location, regions),
        ):
            graph.add(triple)
        return graph

    def _head(self) -> Iterator[Triple]:
        title = "Istilah keterbukaan informasi publik"
        yield self.address, RDF.type, OWL.Ontology
        yield self.address, OWL.versionInfo, Literal(VERSION)
        yield self.address, DCTERMS.title, Literal(title, lang=LANGUAGE)
        english = "Terms of the Indonesian law on public information"
        yield self.address, DCTERMS.title, Literal(english, lang=ENGLISH)
        yield self.address, VANN.preferredNamespacePrefix, Literal("ppid")
        yield self.address, VANN.preferredNamespaceUri, Literal(self.namespace, datatype=XSD.anyURI)

    def _property(
        self, name: URIRef, labels: tuple[str, str], comment: str, english: str
    ) -> Iterator[Triple]:
        yield name, RDF.type, RDF.Property
        yield name, RDFS.isDefinedBy, self.address
        yield name, RDFS.label, Literal(labels[0], lang=LANGUAGE)
        yield name, RDFS.label, Literal(labels[1], lang=ENGLISH)
        yield name, RDFS.comment, Literal(comment, lang=LANGUAGE)
        yield name, RDFS.comment, Literal(english, lang=ENGLISH)


def bind(graph: Graph, vocabulary: Vocabulary) -> None:
    """Give the namespaces the prefixes that people know."""
    for prefix, namespace in namespaces.items():
        graph.bind(prefix, namespace)
    graph.bind("ppid", vocabulary.namespace, replace=True)
    graph.bind("eli", ELI, replace=True)


def article(citation: Citation) -> URIRef:
    """Return the address of the article that a citation points to, in the syntax of URN:LEX."""
    return URIRef(f"{citation.statute.uri}~art{citation.article}")


def source(citation: Citation) -> URIRef:
    """Return where a term comes from; an article that is not confirmed is not named."""
    return article(citation) if citation.verified else URIRef(citation.statute.uri)


def describe_laws() -> Iterator[Triple]:
    """Yield every article and statute that a term comes from."""
    citations = [wording(term).citation for term in TERMS]
    for statute in dict.fromkeys(citation.statute for citation in citations):
        address = URIRef(statute.uri)
        yield address, RDF.type, ELI.LegalResource
        yield address, DCTERMS.title, Literal(statute.title, lang=LANGUAGE)
        yield address, SKOS.altLabel, Literal(statute.code, lang=LANGUAGE)
    for citation in citations:
        if citation.verified:
            name = f"{citation.statute.title} Pasal {citation.article}"
            yield article(citation), RDF.type, ELI.LegalResource
            yield article(citation), DCTERMS.title, Literal(name, lang=LANGUAGE)
            yield article(citation), DCTERMS.isPartOf, URIRef(citation.statute.uri)
