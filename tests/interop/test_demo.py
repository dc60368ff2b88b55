"""The demo catalogue as a province or a national portal would harvest it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, cast

import pyshacl
import pytest
import rdflib
from ckan.tests import helpers
from rdflib import RDF, SH

ACCESS_RIGHT = "http://publications.europa.eu/resource/authority/access-right"
PAGES = (1, 2, 3)

pytestmark = [pytest.mark.demo, pytest.mark.usefixtures("demo")]


def extra(dataset, key):
    return next((row["value"] for row in dataset["extras"] if row["key"] == key), None)


@pytest.fixture
def count(with_plugins) -> int:
    """Count what anybody finds."""
    found = helpers.call_action("package_search", {"ignore_auth": False}, rows=0)["count"]
    assert len(PAGES) == -(-found // 100)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_conforms(get_anew, violations, page):
    text = get_anew(f"/catalog.ttl?page={page}").body
    assert violations(rdflib.Graph().parse(data=text, format="turtle")) == []


class Finding(NamedTuple):
    """What a shape says of a node: how grave, of what class, about which property."""

    severity: str
    kind: str
    property: str


def findings(graph: rdflib.Graph, shapes: rdflib.Graph) -> Counter[Finding]:
    """Count what shapes say; the parts of a finding are not counted again."""
    _, found, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    report = cast("rdflib.Graph", found)
    return Counter(
        Finding(
            _last(report.value(result, SH.resultSeverity)),
            min(map(_last, graph.objects(report.value(result, SH.focusNode), RDF.type))),
            _last(report.value(result, SH.resultPath)),
        )
        for node in report.subjects(SH.conforms)
        for result in report.objects(node, SH.result)
    )


def _last(term) -> str:
    return str(term).rpartition("/")[2].rpartition("#")[2]


@pytest.fixture
def first_page(get_anew) -> rdflib.Graph:
    return rdflib.Graph().parse(data=get_anew("/catalog.ttl").body, format="turtle")


# What DCAT-AP recommends and the record does not know, or the law does not let it say.
NOT_SAID = {
    ("Dataset", "theme"),  # the record has the law's kinds, not the EU's themes
    ("Dataset", "distribution"),  # exempt, or on paper only
    ("Dataset", "keyword"),  # exempt
    ("Dataset", "spatial"),
    ("Dataset", "temporal"),
    ("Distribution", "availability"),  # nobody promised for how long
    ("Location", "bbox"),  # the registry has codes and names, no geometry
    ("Location", "centroid"),
    ("PeriodOfTime", "endDate"),  # an exemption that ends with an event
    ("Catalog", "license"),  # the city has not said under which one its catalogue stands
}


def test_what_is_recommended_is_said_where_it_is_known(first_page, recommended):
    found = findings(first_page, recommended)
    assert {finding.severity for finding in found} == {"Warning"}
    assert {(finding.kind, finding.property) for finding in found} <= NOT_SAID


def test_codes_are_those_of_the_lists(first_page, code_lists):
    """Values of other lists are warnings: bodies, regions and categories are the city's own.

    The shape wants algorithms of checksums under https; SPDX has them under http, as its own
    vocabulary and ckanext-dcat do.
    """
    found = findings(first_page, code_lists)
    violated = {finding[1:] for finding in found if finding.severity == "Violation"}
    assert violated == {("Checksum", "algorithm")}
    warned = {finding[1:] for finding in found if finding.severity == "Warning"}
    assert warned == {
        ("Catalog", "publisher"),
        ("Catalog", "spatial"),
        ("Catalog", "themeTaxonomy"),
        ("Dataset", "publisher"),
        ("Dataset", "spatial"),
        ("Dataset", "type"),
    }


@pytest.mark.parametrize("page", PAGES)
def test_two_parsers_read_one_graph_in_every_format(readings, page):
    found = readings(f"/catalog.{{suffix}}?page={page}")
    first = found.pop("pyoxigraph ttl")
    for reader, triples in found.items():
        assert triples == first, reader


@pytest.mark.parametrize("suffix", ["ttl", "xml", "jsonld"])
def test_a_harvester_reads_back_every_entry_once(count, walk, suffix):
    datasets = [dataset for page in walk(suffix) for dataset in page]
    assert len(datasets) == count
    assert len({extra(dataset, "identifier") for dataset in datasets}) == count


def test_exempt_entries_have_no_file_and_partly_exempt_ones_have(walk):
    by_right = {}
    for page in walk("ttl"):
        for dataset in page:
            by_right.setdefault(extra(dataset, "access_rights"), []).append(dataset)
    assert set(by_right) == {
        f"{ACCESS_RIGHT}/PUBLIC",
        f"{ACCESS_RIGHT}/RESTRICTED",
        f"{ACCESS_RIGHT}/NON_PUBLIC",
    }
    exempt = by_right[f"{ACCESS_RIGHT}/NON_PUBLIC"]
    assert len(exempt) >= 25
    assert [dataset["title"] for dataset in exempt if dataset["resources"]] == []
    partly = by_right[f"{ACCESS_RIGHT}/RESTRICTED"]
    assert len(partly) >= 10
    assert [dataset["title"] for dataset in partly if not dataset["resources"]] == []
