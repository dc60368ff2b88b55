"""The feed as two parsers read it over HTTP: all pages, and the same in every format."""

from __future__ import annotations

from collections import Counter

import pytest

from . import reading

FORMATS = tuple(reading.FORMATS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_pages_hold_every_entry_once(site, published, suffix):
    pages = list(reading.documents(f"{site}/catalog.{suffix}"))
    assert len(pages) > 1
    found = Counter(one for page in pages for one in reading.identifiers(page, suffix))
    assert found == Counter(list(published()))


def test_all_pages_and_the_whole_say_the_same_in_every_format(site, entries):
    said = {}
    for suffix in FORMATS:
        for address in (f"{site}/catalog.{suffix}", f"{site}/catalog/full.{suffix}"):
            for document in reading.documents(address):
                for parser, triples in reading.triples(document, suffix).items():
                    said.setdefault(f"{parser} {address}", set()).update(triples)
    first = next(iter(said.values()))
    assert len(first) > 300
    for reader, triples in said.items():
        assert sorted(triples ^ first)[:3] == [], reader
