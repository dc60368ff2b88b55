"""Doubt closes: what is no lawful record gives no file away (UU 14/2008 Pasal 54)."""

from __future__ import annotations

import json

import pytest
from ckanext.dcat.processors import RDFSerializer
from rdflib import DCAT, URIRef
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.rdf import croissant
from ckanext.ppidbontang.rdf.site import read_site

CANARY = "kenari-7f3a"
NON_PUBLIC = URIRef("http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC")


DOUBTS = (
    {"information_category": None},
    {"information_category": "rahasia"},
    {"information_category": "dikecualikan"},
    {"exemption_status": None},
    {"exemption_status": "entah"},
    {"exemption_status": "dikecualikan-seluruhnya"},
)


@pytest.fixture
def doubtful(entries):
    """Return records that came into the database past every rule, with a canary in each field."""
    package = entries["penduduk-2025"]
    file = {**package["resources"][0], "name": CANARY, "url": f"https://{CANARY}.example/"}
    planted = {"resources": [file], "tags": [{"name": CANARY}], "controlling_unit": CANARY}
    return [{**package, **planted, CANARY: CANARY, **doubt} for doubt in DOUBTS]


@pytest.mark.parametrize("profile", ["ppid_dcat_ap", "ppid_schema_org"])
def test_a_doubtful_record_shows_no_file(doubtful, with_plugins, app, profile):
    with app.flask_app.test_request_context():
        for package in doubtful:
            serializer = RDFSerializer(profiles=[profile])
            serializer.graph_from_dataset(package)
            assert CANARY not in serializer.g.serialize(format="nt")


def test_croissant_of_a_doubtful_record_shows_no_file(doubtful):
    for package in doubtful:
        item = mapping.item_from_package(package)
        columns = {file["id"]: [(CANARY, "text")] for file in package["resources"]}
        address = URIRef("https://data.example/dataset/1")
        said = croissant.document(address, package, item, read_site(), columns)
        assert CANARY not in json.dumps(said)


def test_a_doubtful_record_is_not_public(doubtful, with_plugins, app):
    with app.flask_app.test_request_context():
        for package in doubtful:
            serializer = RDFSerializer(profiles=["ppid_dcat_ap"])
            node = serializer.graph_from_dataset(package)
            assert serializer.g.value(node, DCTERMS.accessRights) == NON_PUBLIC
            assert not list(serializer.g.objects(node, DCAT.distribution))
