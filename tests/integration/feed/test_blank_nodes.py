"""Nodes without an address, as a profile beside ours may make them, belong to their entry alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
import rdflib
from ckan import model
from rdflib import PROV, BNode, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import FOAF
from rdflib.term import Node

from ckanext.ppidbontang.feed import head, store

from .conftest import FORMATS, Feed, framed, said_by_serializer
from .profiles import BlankNodes

pytestmark = pytest.mark.usefixtures("unsearched")

RDFLIB_FORMATS = {"ttl": "turtle", "xml": "xml", "jsonld": "json-ld", "nt": "nt"}


def graph_of(text: bytes, suffix: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format=RDFLIB_FORMATS[suffix])


@pytest.fixture
def twins(beside: Callable[[type], None], entries: Callable[[int], list[str]]) -> tuple[str, str]:
    """Return the ids of two entries that say the same in their blank nodes."""
    beside(BlankNodes)
    first, second = entries(2)
    return first, second


def attributions(graph: rdflib.Graph, node: Node) -> list[Node]:
    """Return the blank nodes behind a node that say who did something."""
    return [
        value
        for value in graph.objects(node, PROV.qualifiedAttribution)
        if isinstance(value, BNode)
    ]


@pytest.mark.parametrize("document", ["/catalog", "/catalog/full", "/catalog/changes"])
def test_equal_ones_of_two_entries_stay_apart(
    feed: Feed, twins: tuple[str, str], ckan_config: dict[str, str], document: str
) -> None:
    portal = URIRef(ckan_config["ckan.site_url"])
    datasets = [URIRef(f"{portal}/dataset/{id_}") for id_ in twins]
    for suffix in FORMATS:
        graph = graph_of(feed.read(f"{document}.{suffix}"), suffix)
        said = [node for dataset in datasets for node in attributions(graph, dataset)]
        assert len(set(said)) == len(said) == 4
        for dataset in datasets:
            agents = [graph.value(node, PROV.agent) for node in attributions(graph, dataset)]
            names = sorted(str(graph.value(agent, FOAF.name)) for agent in agents)
            assert names == ["pejabat", "unit"]
        assert len(attributions(graph, portal)) == 1


def test_an_entry_says_what_the_serializer_says(feed: Feed, twins: tuple[str, str]) -> None:
    for id_, suffix in product(twins, FORMATS):
        said = "".join(f"{triple} .\n" for triple in said_by_serializer(id_))
        kept = graph_of(framed(feed.texts(id_))[suffix], suffix)
        assert isomorphic(kept, graph_of(said.encode(), "nt"))
        alone = graph_of(feed.read(f"/dataset/{id_}.{suffix}"), suffix)
        assert len([node for node in alone.all_nodes() if isinstance(node, BNode)]) == 4


def test_they_have_the_same_names_each_time(feed: Feed, twins: tuple[str, str]) -> None:
    """What is made anew and is the same is no change, and equal heads have equal tags."""
    before = feed.state
    texts = [feed.texts(id_) for id_ in twins]
    page = feed.get("/catalog.nt")
    for id_ in twins:
        store.keep(id_)
    model.Session.commit()
    head._kept.clear()  # as in another process
    again = feed.get("/catalog.nt")
    assert [feed.texts(id_) for id_ in twins] == texts
    assert feed.state == before
    assert again.headers["ETag"] == page.headers["ETag"]
    assert again.data == page.data
