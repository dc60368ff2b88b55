"""The CKAN of a province harvests the feed with ckanext-harvest, and keeps up with it."""

from __future__ import annotations

import pytest

from . import reading
from .records import NEW
from .relay import relaying

SUFFIXES = ("ttl", "xml", "jsonld", "nt")
TITLE = "Judul yang diubah di antara dua halaman"


def titles(entries):
    return {one: entry["title"] for one, entry in entries.items()}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_both_sides_have_the_same_entries(site, published, second_ckan, source, suffix):
    here = source(f"{site}/catalog.{suffix}")
    second_ckan.harvest(here)
    found, there = second_ckan.datasets(here), published()
    assert titles(found) == titles(there)
    for one, entry in there.items():
        assert len(found[one]["resources"]) == len(entry["resources"]), entry["name"]


def test_what_is_changed_here_changes_there(
    site, entries, utama, published, reasons, second_ckan, source
):
    edited, deleted, exempt, hidden = (
        entries[name]["id"]
        for name in ("profil-dinas", "surat-wasiat", "penduduk-2025", "banjir-rob")
    )
    here = source(f"{site}/catalog.ttl")
    second_ckan.harvest(here)
    before = second_ckan.datasets(here)
    assert len(before[exempt]["resources"]) == 3

    utama.action.package_patch(id=edited, title="Profil yang diperbarui")
    utama.action.package_delete(id=deleted)
    utama.action.ppid_exemption_propose(id=exempt, **reasons)
    utama.action.package_patch(id=hidden, private=True)
    new = utama.action.package_create(**NEW)["id"]
    second_ckan.harvest(here)

    after = second_ckan.datasets(here)
    assert titles(after) == titles(published())
    assert set(after) == set(before) - {deleted, hidden} | {new}
    assert after[edited]["title"] == "Profil yang diperbarui"
    assert after[exempt]["resources"] == []
    kept = set(before) & set(after)
    assert {one: before[one]["id"] for one in kept} == {one: after[one]["id"] for one in kept}


@pytest.fixture
def pages(site, entries):
    """Return the ids of the entries, page by page, as they are before anything changes."""
    return [reading.identifiers(page, "ttl") for page in reading.documents(f"{site}/catalog.ttl")]


def test_what_changes_between_two_pages_loses_nothing(
    site, utama, published, pages, second_ckan, source
):
    read, unread = pages[0], [one for page in pages[1:] for one in page]
    edited, unseen, seen = unread[-1], unread[0], read[0]

    def meanwhile():
        utama.action.package_patch(id=edited, title=TITLE)
        utama.action.package_delete(id=unseen)
        utama.action.package_delete(id=seen)
        utama.action.package_create(**NEW)

    with relaying(site, meanwhile) as relay:
        here = source(f"{relay}/catalog.ttl")
        second_ckan.harvest(here)
        found = second_ckan.datasets(here)
        assert set(read + unread) - set(found) == {unseen}
        assert found[edited]["title"] == TITLE
        # What was read before it was deleted goes the next time, as what is new comes.
        second_ckan.harvest(here)
    assert set(second_ckan.datasets(here)) == set(published())
