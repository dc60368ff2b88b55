"""schema.org on an entry's page, as search engines read it."""

from __future__ import annotations

import json

import extruct
import pytest
import rdflib
from ckanext.dcat.profiles import SCHEMA


@pytest.fixture
def structured(entries, get, ckan_config):
    """Read the structured data of an entry's page."""

    def read(name):
        page = get(f"/dataset/{name}").body
        blocks = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
        graph = rdflib.Graph()
        for block in blocks:
            graph.parse(data=json.dumps(block), format="json-ld")
        node = rdflib.URIRef(f"{ckan_config['ckan.site_url']}/dataset/{entries[name]['id']}")
        assert (node, rdflib.RDF.type, SCHEMA.Dataset) in graph
        return graph, node

    return read


def test_an_open_entry_may_be_had(structured, entries):
    graph, node = structured("penduduk-2025")
    assert graph.value(node, SCHEMA.isAccessibleForFree).toPython() is True
    assert graph.value(node, SCHEMA.conditionsOfAccess) is None
    assert len(list(graph.objects(node, SCHEMA.distribution))) == 3
    assert str(graph.value(node, SCHEMA.temporalCoverage)) == "2025-01-01/2025-06"
    assert str(graph.value(node, SCHEMA.license)) == entries["penduduk-2025"]["license_url"]


def test_what_it_measures_is_said(structured):
    graph, node = structured("penduduk-2025")
    variable = graph.value(node, SCHEMA.variableMeasured)
    assert str(graph.value(variable, SCHEMA.name)) == "Penduduk"
    assert str(graph.value(variable, SCHEMA.unitText)) == "jiwa"


def test_its_publisher_is_the_responsible_body(structured):
    graph, node = structured("profil-dinas")
    publisher = graph.value(node, SCHEMA.publisher)
    assert str(graph.value(publisher, SCHEMA.name)) == "Dinas Kesehatan"


def test_a_partly_exempt_entry_says_what_is_missing(structured):
    graph, node = structured("perjanjian-pihak-ketiga")
    assert graph.value(node, SCHEMA.isAccessibleForFree).toPython() is True
    assert "Nomor rekening pihak ketiga." in graph.value(node, SCHEMA.conditionsOfAccess)


def test_an_exempt_entry_says_why_and_shows_no_file(structured):
    graph, node = structured("rekam-medis")
    assert graph.value(node, SCHEMA.isAccessibleForFree).toPython() is False
    assert "UU 14/2008 Pasal 17 huruf h" in graph.value(node, SCHEMA.conditionsOfAccess)
    assert not list(graph.objects(node, SCHEMA.distribution))
    assert not list(graph.objects(node, SCHEMA.keywords))
    assert not list(graph.objects(node, SCHEMA.variableMeasured))
