"""Croissant at its address: an entry for those who train machines, nothing of what is closed."""

from __future__ import annotations

import json

import pytest
import rdflib

SCHEMA = rdflib.Namespace("https://schema.org/")

# What Croissant 1.0 requires of a dataset, and of a file.
REQUIRED = {"@context", "@type", "conformsTo", "description", "license", "name", "url"}
REQUIRED |= {"creator", "datePublished"}
REQUIRED_OF_FILE = {"@id", "@type", "name", "contentUrl", "encodingFormat"}


@pytest.fixture
def croissant(get):
    """Read the Croissant document of an entry."""
    return lambda name: json.loads(get(f"/dataset/{name}/croissant.jsonld").body)


@pytest.fixture
def table(entries, act, kept):
    """Put a table into the DataStore for the uploaded file of an open entry."""
    (file,) = [
        file for file in entries["penduduk-2025"]["resources"] if file["url_type"] == "upload"
    ]
    fields = [{"id": "kelurahan", "type": "text"}, {"id": "jumlah jiwa", "type": "int"}]
    act("datastore_create", resource_id=file["id"], fields=fields, force=True)
    yield file["id"]
    act("datastore_delete", resource_id=file["id"], force=True)
    kept.responses.clear()


def test_an_open_entry_says_what_croissant_requires(croissant, entries):
    document = croissant("penduduk-2025")
    assert set(document) >= REQUIRED
    assert document["@type"] == "sc:Dataset"
    assert document["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert document["creator"]["name"] == "Dinas Kependudukan dan Pencatatan Sipil"
    assert document["license"] == entries["penduduk-2025"]["license_url"]
    files = {file["name"]: file for file in document["distribution"]}
    assert set(files) == {"Tautan", "Layanan", "penduduk.csv"}
    for file in files.values():
        assert set(file) >= REQUIRED_OF_FILE
    assert files["penduduk.csv"]["encodingFormat"] == "text/csv"


def test_it_is_rdf_about_the_entry(get, entries, ckan_config):
    text = get("/dataset/penduduk-2025/croissant.jsonld").body
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    node = rdflib.URIRef(f"{ckan_config['ckan.site_url']}/dataset/{entries['penduduk-2025']['id']}")
    assert (node, rdflib.RDF.type, SCHEMA.Dataset) in graph
    assert len(list(graph.objects(node, SCHEMA.distribution))) == 3


def test_the_columns_of_a_table_are_told(table, get_anew):
    document = json.loads(get_anew("/dataset/penduduk-2025/croissant.jsonld").body)
    (records,) = document["recordSet"]
    fields = records["field"]
    assert {field["source"]["extract"]["column"] for field in fields} == {
        "kelurahan",
        "jumlah jiwa",
    }


def test_an_exempt_entry_has_no_file_and_no_column(croissant):
    document = croissant("rekam-medis")
    assert document["name"] == "Rekam medis pasien rawat inap"
    assert {"distribution", "recordSet", "keywords", "license"} & set(document) == set()


def test_who_may_see_more_is_given_what_anybody_gets(get, entries, with_plugins, app, act):
    """One document for all: a cache may keep it, and an editor's link gives nothing away."""
    name = act("get_site_user")["name"]
    token = act("api_token_create", user=name, name="croissant", expires_in=1, unit=3600)["token"]
    response = app.get(
        "/dataset/rancangan-rahasia/croissant.jsonld", headers={"Authorization": token}
    )
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["tidak-ada", "rancangan-rahasia", "%00"])
def test_a_private_entry_and_none_are_the_same(get, name):
    page = get(f"/dataset/{name}/croissant.jsonld", status=404).body
    assert "Rancangan yang belum" not in page


def test_the_page_of_an_entry_leads_to_it(get, entries):
    page = get("/dataset/penduduk-2025").body
    assert f"/dataset/{entries['penduduk-2025']['id']}/croissant.jsonld" in page
    assert "conformsTo" not in page
    assert "croissant.jsonld" not in get("/dataset/rekam-medis").body
