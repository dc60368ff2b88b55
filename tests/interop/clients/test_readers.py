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


def test_all_pages_together_say_the_same_in_every_format(site, entries):
    said = {}
    for suffix in FORMATS:
        for page in reading.documents(f"{site}/catalog.{suffix}"):
            for parser, triples in reading.triples(page, suffix).items():
                said.setdefault(f"{parser} {suffix}", set()).update(triples)
    first = said.pop("pyoxigraph ttl")
    assert len(first) > 300
    for reader, triples in said.items():
        assert sorted(triples ^ first)[:3] == [], reader
