"""One address for people and programs: each gets what it accepts, and caches know it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

HTML, TTL, XML = "text/html", "text/turtle", "application/rdf+xml"
JSON_LD, NT = "application/ld+json", "application/n-triples"

pytestmark = pytest.mark.usefixtures("entries")

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;"
    "q=0.8,application/signed-exchange;v=b3;q=0.7"
)
# What a reader accepts, and what it gets at the address of an entry and of the catalogue.
ACCEPTED = {
    "Firefox": (FIREFOX, HTML, HTML),
    "Chrome": (CHROME, HTML, HTML),
    "Internet Explorer": ("text/html, application/xhtml+xml, */*", HTML, HTML),
    "curl": ("*/*", HTML, TTL),
    "nothing said": (None, HTML, TTL),
    "nothing": ("", HTML, TTL),
    "Jena": (
        "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,"
        "application/rdf+xml;q=0.7,*/*;q=0.3",
        TTL,
        TTL,
    ),
    "rdflib": (
        "application/rdf+xml,text/turtle;q=0.9,application/n-triples;q=0.8,*/*;q=0.1",
        XML,
        XML,
    ),
    "Turtle": ("text/turtle", TTL, TTL),
    "RDF/XML": ("application/rdf+xml", XML, XML),
    "JSON-LD": ("application/ld+json", JSON_LD, JSON_LD),
    "pyld": (
        "application/ld+json;profile=http://www.w3.org/ns/json-ld#context, application/ld+json,"
        " application/json;q=0.5, text/html;q=0.8",
        JSON_LD,
        JSON_LD,
    ),
    "N-Triples": ("application/n-triples", NT, NT),
    "N3": ("text/n3", "text/n3", "text/n3"),
    "a page rather": ("text/html,text/turtle;q=0.9", HTML, HTML),
    "a page less": ("text/html;q=0.5,text/turtle", TTL, TTL),
    "no page": ("text/html;q=0,*/*", TTL, TTL),
    "any text": ("text/*", HTML, TTL),
    "XML": ("application/xml", HTML, TTL),
    "a picture": ("image/png", HTML, TTL),
    "nonsense": (";;q=,,/", HTML, TTL),
}


def media_type(response):
    return response.headers["Content-Type"].partition(";")[0]


@pytest.fixture
def accept(ask):
    """Ask for what a reader accepts."""

    def send(address, accepted, method="GET"):
        return ask(address, method, **({} if accepted is None else {"Accept": accepted}))

    return send


@pytest.mark.parametrize(("accepted", "expected", "_"), ACCEPTED.values(), ids=ACCEPTED)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_address_of_an_entry(accept, accepted, expected, _, method):
    response = accept("/dataset/penduduk-2025", accepted, method)
    assert response.status_code == 200
    assert media_type(response) == expected
    assert "Accept" in response.vary
    if expected != HTML:
        assert "Accept-Encoding" in response.vary
    assert bool(response.data) == (method == "GET")


@pytest.mark.parametrize(("accepted", "_", "expected"), ACCEPTED.values(), ids=ACCEPTED)
def test_the_address_of_the_catalogue(accept, accepted, _, expected):
    response = accept("/catalog", accepted)
    assert "Accept" in response.vary
    if expected == HTML:
        assert response.status_code == 302
        assert urlsplit(response.headers["Location"]).path.rstrip("/") == "/dataset"
    else:
        assert response.status_code == 200
        assert media_type(response) == expected


@pytest.mark.parametrize("accepted", [TTL, XML, JSON_LD, NT, HTML, CHROME, "*/*", None])
@pytest.mark.parametrize("document", ["/dataset/penduduk-2025", "/catalog", "/catalog/full"])
def test_an_ending_counts_more_than_what_is_accepted(accept, accepted, document):
    response = accept(f"{document}.xml", accepted)
    assert response.status_code == 200
    assert media_type(response) == XML
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "address",
    [
        "/dataset/penduduk-2025",
        "/catalog",
        "/catalog?page=2",
        "/catalog?after=1",
        "/catalog?q=penduduk",
        "/catalog?fq=tags:%22jenis%20kelamin%22",
    ],
)
def test_it_says_which_document_it_is(accept, ask, ckan_config, monkeypatch, address):
    monkeypatch.setitem(ckan_config, "ckanext.dcat.datasets_per_page", 3)
    chosen = accept(address, TTL)
    assert (chosen.status_code, media_type(chosen)) == (200, TTL)
    there = chosen.headers["Content-Location"]
    assert urlsplit(there).path == f"{urlsplit(address).path}.ttl"
    same = ask(there)
    assert same.data == chosen.data
    assert same.headers["ETag"] == chosen.headers["ETag"]


@pytest.mark.parametrize("accepted", [TTL, XML, JSON_LD])
@pytest.mark.parametrize("name", ["tidak-ada", "rancangan-rahasia"])
def test_what_is_not_there_is_not_there_in_any_form(accept, accepted, name):
    response = accept(f"/dataset/{name}", accepted)
    assert (response.status_code, media_type(response)) == (404, "text/plain")


def test_an_entry_by_its_id(accept, entries):
    by_id = accept(f"/dataset/{entries['penduduk-2025']['id']}", NT)
    assert by_id.data == accept("/dataset/penduduk-2025", NT).data


@pytest.mark.parametrize(
    "address", ["/dataset", "/dataset/", "/dataset/penduduk-2025/resource", "/catalogue", "/"]
)
def test_other_addresses_are_for_people_alone(accept, address):
    assert media_type(accept(address, f"{TTL},*/*;q=0.1")) == HTML


@pytest.mark.parametrize("address", ["/dataset/new", "/dataset/activity/penduduk-2025"])
def test_other_pages_under_dataset_stay_what_they_are(accept, address):
    assert media_type(accept(address, CHROME)) == HTML
