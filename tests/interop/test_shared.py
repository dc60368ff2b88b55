"""Nodes that entries share stand apart: described once, the same everywhere, never by an entry."""

from __future__ import annotations

import flask
import pytest
import rdflib
from ckan import model
from ckanext.dcat.processors import RDFSerializer
from rdflib.namespace import FOAF

from ckanext.ppidbontang.rdf.site import prepare, read_site

PUBLIC = (
    "penduduk-2025",
    "profil-dinas",
    "banjir-rob",
    "perjanjian-pihak-ketiga",
    "rekam-medis",
    "surat-wasiat",
    "penyelidikan-pelanggaran",
)


def graph_of(package, **options) -> rdflib.Graph:
    serializer = RDFSerializer(profiles=["ppid_dcat_ap"])
    prepare(serializer.g, read_site(**options))
    serializer.graph_from_dataset(package)
    return serializer.g


@pytest.fixture
def own(entries):
    """Return the graph of an entry without what it shares."""
    return lambda name: graph_of(entries[name], shared_apart=True)


@pytest.fixture
def whole(entries):
    """Return the graph of an entry with what it shares."""
    return lambda name: graph_of(entries[name])


@pytest.fixture
def shared(entries) -> rdflib.Graph:
    """Return all that entries share."""
    graph = rdflib.Graph()
    read_site().shared.describe_all(graph)
    return graph


@pytest.mark.parametrize("name", PUBLIC)
def test_an_entry_says_nothing_of_what_it_shares(own, shared, name):
    assert set(own(name).subjects()) & set(shared.subjects()) == set()


@pytest.mark.parametrize("name", PUBLIC)
def test_what_it_shares_is_whole_and_the_same_everywhere(own, whole, shared, name):
    added = set(whole(name)) - set(own(name))
    nodes = {triple[0] for triple in added}
    assert added == {triple for node in nodes for triple in shared.triples((node, None, None))}
    assert set(own(name).objects()) & set(shared.subjects()) <= nodes


@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_shared_leads_nowhere_undescribed(whole, shared, name):
    graph = whole(name)
    assert set(graph.objects()) & set(shared.subjects()) <= set(graph.subjects())


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_is_a_blank_node(whole, name):
    assert not [term for triple in whole(name) for term in triple if isinstance(term, rdflib.BNode)]


def test_no_shared_node_is_a_blank_node(shared):
    assert not [term for triple in shared for term in triple if isinstance(term, rdflib.BNode)]


def test_an_entry_does_not_know_what_its_body_is_called(own, act):
    before = set(own("banjir-rob"))
    title = act("organization_show", id="bpbd")["title"]
    act("organization_patch", id="bpbd", title="Badan Baru")
    try:
        assert set(own("banjir-rob")) == before
    finally:
        act("organization_patch", id="bpbd", title=title)


def test_every_body_is_described_with_its_contact(shared):
    bodies = model.Session.query(model.Group).filter_by(is_organization=True, state="active")
    named = {str(name) for name in shared.objects(None, FOAF.name)}
    assert named == {body.title for body in bodies}
    agents = set(shared.subjects(rdflib.RDF.type, FOAF.Organization))
    contacts = {rdflib.URIRef(f"{agent}#ppid") for agent in agents}
    assert contacts < set(shared.subjects())


@pytest.mark.parametrize("name", PUBLIC)
def test_every_term_of_ours_that_an_entry_names_is_described(own, shared, name):
    named = {str(term) for triple in own(name) for term in triple[1:] if "/def/ppid#" in str(term)}
    assert named
    assert named <= {str(node) for node in shared.subjects()}


def test_it_needs_no_request(own):
    """A job and the command line write entries too; nothing here may ask for an address."""
    assert not flask.has_request_context()
    assert len(own("penduduk-2025")) > 50
