"""The demo catalogue as a province or a national portal would harvest it."""

from __future__ import annotations

import pytest
import rdflib
from ckan.tests import helpers

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
