"""The CKAN of a province harvests the feed with ckanext-harvest, and keeps up with it."""

from __future__ import annotations

import pytest

SUFFIXES = ("ttl", "xml", "jsonld")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_both_sides_have_the_same_entries(portal, site, second_ckan, source, suffix):
    here = source(f"{site}/catalog.{suffix}")
    second_ckan.harvest(here)
    published = {entry["id"]: entry for entry in portal.action.package_search(rows=1000)["results"]}
    found = second_ckan.datasets(here)
    assert {one: found[one]["title"] for one in found} == {
        one: published[one]["title"] for one in published
    }
    for one, entry in published.items():
        assert len(found[one]["resources"]) == len(entry["resources"]), entry["name"]
