"""The home page: search, categories, urgent announcements, every body."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.lib import search

from ckanext.ppidbontang.domain.categories import Category
from tests.integration.pages.html import Publish, Read, Record, one, words


class TestHome:
    def test_it_counts_the_categories_and_explains_each(
        self, publish: Publish, read: Read, open_record: Record, exempt_record: Record
    ) -> None:
        """Each category says how many entries it has, what it is, and by which article."""
        publish(open_record)
        publish(exempt_record)
        cards = read("/").select(".ppid-category")
        assert [category.label for category in Category] == [
            words(one(card, ".ppid-category-name")) for card in cards
        ]
        assert [words(one(card, ".ppid-category-count")) for card in cards] == [
            "0 entries",
            "0 entries",
            "1 entry",
            "1 wholly , 0 in part",
        ]
        for category, card in zip(Category, cards, strict=True):
            assert category.summary in words(card)
            assert str(category.citation) in words(card)

    def test_it_puts_urgent_announcements_first(
        self, publish: Publish, read: Read, announcement: Record
    ) -> None:
        """UU 14/2008 Pasal 10: what threatens people is told at once."""
        assert not read("/").select(".ppid-urgent")
        publish(announcement)
        assert announcement["title"] in words(one(read("/"), ".ppid-urgent"))

    def test_it_lists_every_body_with_its_count(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A kelurahan stands below its kecamatan; a count is of what a body answers for."""
        publish(open_record, responsible_opd="kel-api-api")
        directory = one(read("/"), ".ppid-directory")
        assert len(directory.select("li > a")) == 47
        below = one(directory, "li:has(> a[href$='/kec-bontang-utara'])")
        assert "Kelurahan Api-Api 1" in words(below)
        assert "Dinas Kependudukan dan Pencatatan Sipil Disdukcapil 0" in words(directory)

    def test_it_does_not_show_what_is_not_public(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A private entry is neither shown nor counted."""
        publish(open_record, private=True)
        page = read("/")
        assert open_record["title"] not in words(page)
        assert "1 entry" not in words(page)

    def test_it_stands_without_the_search_engine(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Citizens find the bodies also while Solr is away."""

        def away(*_args: Any, **_named: Any) -> None:
            raise search.SearchError("away")

        monkeypatch.setattr("ckan.lib.search.query.PackageSearchQuery.run", away)
        assert len(read("/").select(".ppid-directory li > a")) == 47
