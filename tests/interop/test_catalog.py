"""The catalogue as harvesters walk it: every entry once, valid, the same in every format."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import DCAT, RDF, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

PAGE_SIZE = 3
ACCESS_RIGHT = "http://publications.europa.eu/resource/authority/access-right"
ADDRESSES = (
    "/catalog.{suffix}",
    "/dataset/penduduk-2025.{suffix}",
    "/dataset/rekam-medis.{suffix}",
)
SUFFIXES = ("ttl", "xml", "jsonld", "nt")


class TestSameInEveryFormat:
    @pytest.mark.parametrize("address", ADDRESSES)
    def test_two_parsers_read_one_graph(self, entries, readings, address):
        found = readings(address)
        first = found.pop("pyoxigraph ttl")
        assert len(first) > 20
        for reader, triples in found.items():
            assert triples == first, reader


class TestShapes:
    @pytest.mark.parametrize("suffix", SUFFIXES)
    def test_the_catalogue_conforms(self, entries, graph, violations, suffix):
        assert violations(graph(f"/catalog.{suffix}")) == []

    @pytest.mark.parametrize(
        "name", ["penduduk-2025", "profil-dinas", "perjanjian-pihak-ketiga", "rekam-medis"]
    )
    def test_an_entry_alone_conforms(self, entries, graph, violations, name):
        assert violations(graph(f"/dataset/{name}.ttl")) == []


class TestHarvest:
    @pytest.mark.parametrize("suffix", SUFFIXES)
    def test_every_public_entry_is_read_back_once(
        self, public, walk, ckan_config, monkeypatch, suffix
    ):
        monkeypatch.setitem(ckan_config, "ckanext.dcat.datasets_per_page", PAGE_SIZE)
        pages = walk(suffix)
        assert len(pages) > 1
        read = [extra(dataset, "identifier") for page in pages for dataset in page]
        assert len(read) == len(public)
        assert set(read) == public

    def test_what_comes_back_is_what_was_published(self, entries, walk):
        (page,) = walk("ttl")
        read = {extra(dataset, "identifier"): dataset for dataset in page}
        dataset = read[entries["penduduk-2025"]["id"]]
        assert dataset["title"] == entries["penduduk-2025"]["title"]
        assert extra(dataset, "publisher_name") == "Dinas Kependudukan dan Pencatatan Sipil"
        assert extra(dataset, "contact_email") == "ppid.disdukcapil@bontang.example"
        assert extra(dataset, "access_rights") == f"{ACCESS_RIGHT}/PUBLIC"
        assert extra(dataset, "temporal_start") == "2025-01-01"
        assert dataset["license_id"] == "cc-by"
        assert len(dataset["resources"]) == 3
        exempt = read[entries["rekam-medis"]["id"]]
        assert extra(exempt, "access_rights") == f"{ACCESS_RIGHT}/NON_PUBLIC"
        assert exempt["resources"] == []

    def test_a_private_entry_is_in_no_page(self, entries, get):
        private = entries["rancangan-rahasia"]
        for suffix in SUFFIXES:
            text = get(f"/catalog.{suffix}").body
            for trace in (private["id"], private["name"], private["title"]):
                assert trace not in text


def extra(dataset, key):
    return next((row["value"] for row in dataset["extras"] if row["key"] == key), None)


class TestHead:
    @pytest.fixture
    def head(self, entries, graph, ckan_config):
        return graph("/catalog.ttl"), URIRef(ckan_config["ckan.site_url"])

    def test_the_ppid_utama_publishes_the_catalogue(self, head):
        graph, node = head
        publisher = graph.value(node, DCTERMS.publisher)
        assert graph.value(publisher, FOAF.name) == Literal("Pemerintah Kota Bontang")

    def test_language_and_homepage_have_their_classes(self, head):
        graph, node = head
        language = graph.value(node, DCTERMS.language)
        assert str(language).endswith("/language/IND")
        assert (language, RDF.type, DCTERMS.LinguisticSystem) in graph
        assert (graph.value(node, FOAF.homepage), RDF.type, FOAF.Document) in graph

    def test_it_lists_and_describes_the_schemes(self, head):
        graph, node = head
        schemes = set(graph.objects(node, DCAT.themeTaxonomy))
        assert len(schemes) == 4
        assert schemes < set(graph.subjects(RDF.type, SKOS.ConceptScheme))
        concepts = [len(set(graph.subjects(SKOS.topConceptOf, scheme))) for scheme in schemes]
        assert sorted(concepts) == [3, 4, 10, 34]

    def test_a_site_without_a_description_is_still_valid(
        self, entries, get_anew, violations, ckan_config, monkeypatch
    ):
        monkeypatch.setitem(ckan_config, "ckan.site_description", "")
        page = rdflib.Graph().parse(data=get_anew("/catalog.ttl").body, format="turtle")
        assert violations(page) == []


def test_a_page_costs_a_constant_number_of_queries(
    entries, get_anew, statements, ckan_config, monkeypatch
):
    counts = []
    get_anew("/catalog.ttl")
    for size in (1, len(entries)):
        monkeypatch.setitem(ckan_config, "ckanext.dcat.datasets_per_page", size)
        statements.clear()
        get_anew("/catalog.ttl")
        # Search looks for unfinished closings once a second, whatever is asked of it.
        counts.append(sum("ppid_unfinished" not in statement for statement in statements))
    assert counts[0] == counts[1]


def test_a_renamed_body_is_renamed_at_once(entries, get_anew, act):
    """ckanext-dcat keeps organisations for the life of the process; we may not."""

    def name():
        text = get_anew("/dataset/banjir-rob.ttl").body
        page = rdflib.Graph().parse(data=text, format="turtle")
        node = next(page.subjects(RDF.type, DCAT.Dataset))
        return str(page.value(page.value(node, DCTERMS.publisher), FOAF.name))

    before = name()
    act("organization_patch", id="bpbd", title="Badan Baru")
    try:
        assert name() == "Badan Baru"
    finally:
        act("organization_patch", id="bpbd", title=before)
