"""The action API, through which national and provincial portals harvest: ckanapi walks it all."""

from __future__ import annotations

import pytest
from ckanapi import NotFound, RemoteCKAN

ROWS = 3


@pytest.fixture
def anybody(site, entries) -> RemoteCKAN:
    """Return the portal as anybody asks it."""
    return RemoteCKAN(site)


def test_a_walk_by_rows_meets_every_entry_once(anybody, entries):
    walked, start = [], 0
    while page := anybody.action.package_search(
        rows=ROWS, start=start, sort="metadata_created asc, id asc"
    )["results"]:
        walked += page
        start += ROWS
    public = {name for name, entry in entries.items() if not entry["private"]}
    assert sorted(entry["name"] for entry in walked) == sorted(public)
    assert start > ROWS
    for entry in walked:
        assert entry["title"] == entries[entry["name"]]["title"]
        assert len(entry["resources"]) == len(entries[entry["name"]]["resources"])


def test_each_listed_entry_can_be_had(anybody, entries):
    names = anybody.action.package_list()
    assert "rancangan-rahasia" not in names
    for name in names:
        assert anybody.action.package_show(id=name)["id"] == entries[name]["id"]
    assert anybody.action.package_show(id="rekam-medis")["resources"] == []


@pytest.mark.parametrize("name", ["rancangan-rahasia", "tidak-ada"])
def test_what_is_not_published_is_not_there(anybody, name):
    with pytest.raises(NotFound):
        anybody.action.package_show(id=name)
