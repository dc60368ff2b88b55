"""What is joined of fragments says what ckanext-dcat's serializer would say at once."""

from __future__ import annotations

import pytest
import rdflib
from ckan import model
from ckanext.dcat.processors import RDFSerializer
from ckanext.dcat.profiles import ADMS
from rdflib import DCAT, RDF, URIRef
from rdflib.compare import graph_diff, isomorphic
from rdflib.namespace import FOAF

from .conftest import RDFLIB_FORMATS

HYDRA = "http://www.w3.org/ns/hydra/core#"
FORMATS = list(RDFLIB_FORMATS)
PUBLIC = (
    "penduduk-2025",
    "profil-dinas",
    "banjir-rob",
    "perjanjian-pihak-ketiga",
    "rekam-medis",
    "surat-wasiat",
    "penyelidikan-pelanggaran",
)


@pytest.fixture
def serializer(with_plugins, ckan_config):
    """Return a serializer that knows nothing of fragments."""
    model.Session.rollback()
    return RDFSerializer(profiles=ckan_config["ckanext.dcat.rdf.profiles"].split())


@pytest.fixture
def whole(entries, serializer) -> rdflib.Graph:
    """Return the catalogue as one graph, as ckanext-dcat makes it."""
    public = [entry for entry in entries.values() if not entry["private"]]
    serializer.serialize_catalog({}, public)
    return serializer.g


def read(ask, address) -> rdflib.Graph:
    suffix = address.partition("?")[0].rpartition(".")[2]
    response = ask(address)
    assert response.status_code == 200
    return rdflib.Graph().parse(data=response.data, format=RDFLIB_FORMATS[suffix])


def without_paging(graph: rdflib.Graph) -> rdflib.Graph:
    """Return a page without what it says of itself."""
    views = set(graph.subjects(RDF.type, URIRef(f"{HYDRA}PagedCollection")))
    assert len(views) == 1
    kept = rdflib.Graph()
    for triple in graph:
        if triple[0] not in views:
            kept.add(triple)
    return kept


def assert_isomorphic(found: rdflib.Graph, expected: rdflib.Graph) -> None:
    if isomorphic(found, expected):
        return
    _, *differences = graph_diff(found, expected)
    said = [sorted(graph.serialize(format="nt").splitlines())[:20] for graph in differences]
    pytest.fail("\n".join(["more than expected:", *said[0], "less:", *said[1]]))


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_whole_catalogue(entries, ask, whole, suffix):
    assert_isomorphic(read(ask, f"/catalog/full.{suffix}"), whole)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("size", [3, 100])
def test_its_pages_together(entries, ask, whole, ckan_config, monkeypatch, suffix, size):
    monkeypatch.setitem(ckan_config, "ckanext.dcat.datasets_per_page", size)
    together, address = rdflib.Graph(), f"/catalog.{suffix}"
    while address:
        page = read(ask, address)
        together += without_paging(page)
        address = str(next(page.objects(None, URIRef(f"{HYDRA}next")), ""))
    assert_isomorphic(together, whole)


@pytest.mark.parametrize("suffix", FORMATS)
def test_all_that_ever_changed_and_is_there(entries, ask, whole, suffix):
    """Tombstones beside them are of portals that were here before, in other tests."""
    found = without_paging(read(ask, f"/catalog/changes.{suffix}"))
    gone = tuple(
        str(found.value(record, FOAF.primaryTopic))
        for record, status in found.subject_objects(ADMS.status)
        if not str(status).endswith("/COMPLETED")
    )
    kept = rdflib.Graph()
    for triple in found:
        if not any(str(term).startswith(gone) for term in triple):
            kept.add(triple)
    assert_isomorphic(kept, whole)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", PUBLIC)
def test_an_entry(entries, ask, serializer, ckan_config, name, suffix):
    """It is linked to its catalogue, which a dataset alone is not."""
    serializer.serialize_dataset(entries[name])
    portal = URIRef(ckan_config["ckan.site_url"])
    dataset = URIRef(f"{portal}/dataset/{entries[name]['id']}")
    serializer.g.add((portal, DCAT.dataset, dataset))
    found = read(ask, f"/dataset/{name}.{suffix}")
    assert_isomorphic(found, serializer.g)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_a_search_finds(entries, ask, serializer, ckan_config, suffix):
    exempt = [entry for entry in entries.values() if "dikecualikan-seluruhnya" in entry.values()]
    assert len(exempt) == 3
    serializer.serialize_catalog({}, exempt)
    found = read(ask, f"/catalog.{suffix}?fq=information_category:dikecualikan")
    assert_isomorphic(without_paging(found), serializer.g)
