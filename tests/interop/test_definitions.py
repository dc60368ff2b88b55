"""The vocabulary at its address: in each form, known again by its tag, whole."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.rdf.vocabulary import Vocabulary

FORMS = {
    "ttl": ("text/turtle", "turtle"),
    "xml": ("application/rdf+xml", "xml"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
}


@pytest.fixture
def ask(with_plugins, app):
    """Ask as a browser or a harvester would."""
    return lambda address, **headers: app.flask_app.test_client().get(address, headers=headers)


@pytest.fixture
def expected(with_plugins, ckan_config) -> rdflib.Graph:
    return Vocabulary(ckan_config["ckan.site_url"]).document(registry.current().regions)


@pytest.mark.parametrize(("suffix", "form"), FORMS.items())
def test_it_is_whole_in_every_form(ask, expected, suffix, form):
    content_type, rdf_format = form
    response = ask(f"/def/ppid.{suffix}")
    assert response.headers["Content-Type"] == f"{content_type}; charset=utf-8"
    assert isomorphic(rdflib.Graph().parse(data=response.data, format=rdf_format), expected)


@pytest.mark.parametrize("suffix", ["docx", "ttl2"])
def test_another_form_is_not_found(ask, suffix):
    assert ask(f"/def/ppid.{suffix}").status_code == 404


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/turtle"),
        ("text/html,*/*;q=0.1", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json;q=0.9,text/turtle;q=0.5", "application/ld+json"),
    ],
)
def test_without_an_ending_it_is_what_the_reader_accepts(ask, accept, content_type):
    response = ask("/def/ppid", Accept=accept)
    assert response.status_code == 200
    assert response.headers["Content-Type"].partition(";")[0] == content_type
    assert "Accept" in response.headers["Vary"]


def test_who_has_it_gets_it_no_second_time(ask):
    tag = ask("/def/ppid.ttl").headers["ETag"]
    again = ask("/def/ppid.ttl", **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert ask("/def/ppid.xml", **{"If-None-Match": tag}).status_code == 200


def test_head_tells_all_but_the_document(with_plugins, app):
    client = app.flask_app.test_client()
    head, body = client.head("/def/ppid.ttl"), client.get("/def/ppid.ttl")
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Content-Type", "Cache-Control"):
        assert head.headers[name] == body.headers[name]


def test_every_address_under_it_that_the_feed_names_is_described(entries, get, ask, ckan_config):
    own = f"{ckan_config['ckan.site_url']}/def/ppid"
    feed = {
        term.value
        for triple in ox.parse(get("/catalog.nt").body, format=ox.RdfFormat.N_TRIPLES)
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(own)
    }
    document = ox.parse(ask("/def/ppid.nt").data, format=ox.RdfFormat.N_TRIPLES)
    described = {triple.subject.value for triple in document}
    assert len(feed) > 50
    assert feed - described == set()
