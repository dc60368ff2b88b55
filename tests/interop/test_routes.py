"""The routes: right types, and a clean answer to what is not there."""

from __future__ import annotations

import pytest
import rdflib

CONTENT_TYPES = {
    "ttl": "text/turtle",
    "xml": "application/rdf+xml",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "n3": "text/n3",
    "nt": "application/n-triples",
}


@pytest.mark.parametrize(("suffix", "content_type"), CONTENT_TYPES.items())
@pytest.mark.parametrize("address", ["/catalog", "/dataset/banjir-rob"])
def test_a_suffix_is_a_format(entries, get, address, suffix, content_type):
    response = get(f"{address}.{suffix}")
    assert response.headers["Content-Type"].partition(";")[0] == content_type


@pytest.mark.parametrize("address", ["/catalog", "/dataset/banjir-rob"])
@pytest.mark.parametrize("suffix", ["docx", "ttl2", "turtle"])
def test_an_unknown_suffix_is_not_found(entries, get, address, suffix):
    get(f"{address}.{suffix}", status=404)


@pytest.mark.parametrize("name", ["tidak-ada", "rancangan-rahasia"])
def test_a_private_entry_and_none_are_the_same(entries, get, name):
    get(f"/dataset/{name}.ttl", status=404)


@pytest.mark.parametrize(
    "query", ["page=0", "page=satu", "modified_since=kemarin-dulu", "fq={!join}", "q=title:("]
)
def test_a_wrong_parameter_is_a_bad_request(entries, get, query):
    get(f"/catalog.ttl?{query}", status=400)


def test_a_caller_cannot_choose_a_profile(entries, get):
    assert "ppid_dcat_ap" in get("/catalog.ttl?profiles=schemaorg", status=400).body
    get("/catalog.ttl?profiles=ppid_dcat_ap")


@pytest.mark.parametrize(
    ("accept", "content_type", "rdf_format"),
    [
        ("", "text/turtle", "turtle"),
        ("text/html,*/*;q=0.1", "text/turtle", "turtle"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
    ],
)
def test_the_vocabulary_is_at_its_address(get_anew, accept, content_type, rdf_format):
    response = get_anew("/def/ppid", headers={"Accept": accept})
    assert response.headers["Content-Type"].partition(";")[0] == content_type
    assert len(rdflib.Graph().parse(data=response.body, format=rdf_format)) > 100
