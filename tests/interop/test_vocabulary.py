"""The portal's own terms: stable addresses, complete schemes."""

from __future__ import annotations

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.rdf.vocabulary import Vocabulary

TERMS = [*Category, *ExemptionStatus, *Ground]
REGION = Region(code="64.74.01", name="Bontang Utara", level="kecamatan")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary("https://data.example")


@pytest.fixture(scope="module")
def document(vocabulary: Vocabulary) -> Graph:
    return vocabulary.document([REGION])


@pytest.mark.parametrize(
    ("term", "address"),
    [
        (Category.SERTA_MERTA, "https://data.example/def/ppid#kategori-serta-merta"),
        (Ground.J, "https://data.example/def/ppid#pasal17-j"),
        (ExemptionStatus.SEBAGIAN, "https://data.example/def/ppid#status-dikecualikan-sebagian"),
    ],
)
def test_addresses_are_for_ever(vocabulary, term, address):
    assert str(vocabulary.concept(term)) == address


def test_each_term_has_an_address_of_its_own(vocabulary):
    assert len({vocabulary.concept(term) for term in TERMS}) == len(TERMS)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{type(term).__name__}-{term}")
def test_the_document_describes_every_term(vocabulary, document, term):
    concept = vocabulary.concept(term)
    assert (concept, RDF.type, SKOS.Concept) in document
    assert document.value(concept, SKOS.notation) == Literal(term.value)
    assert document.value(concept, SKOS.inScheme) in vocabulary.schemes
    assert document.value(concept, SKOS.prefLabel).language == "id"
    assert document.value(concept, SKOS.definition)


@pytest.mark.parametrize(
    ("term", "article"),
    [
        (Category.BERKALA, "urn:lex:id:negara:undang.undang:2008;14~art9"),
        (Ground.A, "urn:lex:id:negara:undang.undang:2008;14~art17"),
    ],
)
def test_a_term_names_the_article_that_defines_it(vocabulary, document, term, article):
    assert document.value(vocabulary.concept(term), DCTERMS.source) == URIRef(article)


def test_an_unverified_article_is_not_named(vocabulary, document):
    concept = vocabulary.concept(ExemptionStatus.SEBAGIAN)
    assert document.value(concept, DCTERMS.source) is None


def test_the_two_properties_are_described(vocabulary, document):
    for name in (vocabulary.exemption_period, vocabulary.retention_period):
        assert (name, RDF.type, RDF.Property) in document
