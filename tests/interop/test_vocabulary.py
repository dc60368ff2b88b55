"""The portal's own terms: stable addresses, complete schemes."""

from __future__ import annotations

import hashlib

import pytest
from ckanext.dcat.profiles import ADMS
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, UU_14_2008
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import KINDS, Kind
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.rdf.terms import code_of
from ckanext.ppidbontang.rdf.vocabulary import VERSION, Vocabulary

TERMS = [*Category, *KINDS, *ExemptionStatus, *Ground]
REGION = Region(
    code="64.74.01",
    name="Bontang Utara",
    level="kecamatan",
    bps_code="6474020",
    parent="64.74",
    variants=("Botang Utara",),
)


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
        (KINDS[0], "https://data.example/def/ppid#jenis-berkala-01"),
        (Ground.J, "https://data.example/def/ppid#pasal17-j"),
        (ExemptionStatus.SEBAGIAN, "https://data.example/def/ppid#status-dikecualikan-sebagian"),
    ],
)
def test_addresses_are_for_ever(vocabulary, term, address):
    assert str(vocabulary.concept(term)) == address


def test_each_term_has_an_address_of_its_own(vocabulary):
    assert len({vocabulary.concept(term) for term in TERMS}) == len(TERMS)


@pytest.fixture(params=TERMS, ids=lambda term: f"{type(term).__name__}-{code_of(term)}")
def term(request):
    return request.param


def test_the_document_describes_every_term(vocabulary, document, term):
    concept = vocabulary.concept(term)
    scheme = document.value(concept, SKOS.inScheme)
    assert (concept, RDF.type, SKOS.Concept) in document
    assert document.value(concept, SKOS.notation) == Literal(code_of(term))
    assert scheme in vocabulary.schemes
    assert (concept, SKOS.topConceptOf, scheme) in document
    assert document.value(concept, RDFS.isDefinedBy) == vocabulary.address


def test_every_term_has_one_name_in_each_language(vocabulary, document, term):
    names = list(document.objects(vocabulary.concept(term), SKOS.prefLabel))
    assert sorted(name.language for name in names) == ["en", "id"]
    assert len({str(name) for name in names}) == 2


def test_what_the_law_says_of_a_term_is_its_definition(vocabulary, document, term):
    definition = document.value(vocabulary.concept(term), SKOS.definition)
    assert (definition is None) == isinstance(term, Kind)
    if definition:
        assert definition.language == "id"


def test_a_ground_lists_what_the_law_lists_under_it(vocabulary, document):
    items = set(document.objects(vocabulary.concept(Ground.A), SKOS.scopeNote))
    assert len(items) == len(Ground.A.items)
    assert any(str(item).startswith("angka 1: menghambat proses penyelidikan") for item in items)


def test_a_kind_belongs_to_its_category(vocabulary, document):
    kind = KINDS[0]
    broader = document.value(vocabulary.concept(kind), SKOS.broadMatch)
    assert broader == vocabulary.concept(kind.category)


@pytest.mark.parametrize(
    ("term", "article", "words"),
    [
        (Category.BERKALA, "~art9", "UU 14/2008 Pasal 9"),
        (Ground.A, "~art17", "UU 14/2008 Pasal 17 huruf a"),
    ],
)
def test_a_term_names_the_article_that_defines_it(vocabulary, document, term, article, words):
    concept, law = vocabulary.concept(term), URIRef(UU_14_2008.uri + article)
    assert document.value(concept, DCTERMS.source) == law
    assert document.value(concept, SKOS.note) == Literal(words, lang="id")
    assert document.value(law, DCTERMS.isPartOf) == URIRef(UU_14_2008.uri)


@pytest.mark.parametrize(
    ("term", "statute"), [(ExemptionStatus.SEBAGIAN, UU_14_2008), (KINDS[0], PERKI_1_2021)]
)
def test_an_unverified_article_is_not_named(vocabulary, document, term, statute):
    concept = vocabulary.concept(term)
    assert document.value(concept, DCTERMS.source) == URIRef(statute.uri)
    assert document.value(concept, SKOS.note) is None
    assert document.value(URIRef(statute.uri), DCTERMS.title)


def test_the_two_properties_are_described(vocabulary, document):
    for name in (vocabulary.exemption_period, vocabulary.retention_period):
        assert (name, RDF.type, RDF.Property) in document
        labels = {label.language for label in document.objects(name, RDFS.label)}
        assert labels == {"id", "en"}


def test_a_region_is_known_by_both_codes_and_by_where_it_lies(vocabulary, document):
    region = vocabulary.location("64.74.01")
    assert document.value(region, DCTERMS.identifier) == Literal("64.74.01")
    assert document.value(region, DCTERMS.isPartOf) == vocabulary.location("64.74")
    code = document.value(region, ADMS.identifier)
    assert document.value(code, SKOS.notation) == Literal("6474020")


def test_the_document_and_its_schemes_carry_the_version(vocabulary, document):
    for node in (vocabulary.address, *vocabulary.schemes):
        assert document.value(node, OWL.versionInfo) == Literal(VERSION)


def test_nothing_in_it_is_a_blank_node(document):
    assert not [term for triple in document for term in triple if isinstance(term, BNode)]


def test_a_change_of_words_moves_the_version(vocabulary):
    """Whoever keeps a copy compares versions: with a change here, move VERSION and this digest."""
    lines = sorted(vocabulary.document(()).serialize(format="nt").splitlines())
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
    assert (VERSION, digest) == ("1.0", "87827708296b")
