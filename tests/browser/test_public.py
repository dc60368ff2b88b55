"""A citizen looks for information in Chromium: on a desktop, on a phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 740}

OpenPage = Callable[..., Page]


def test_filters_are_set_and_taken_away(catalogue: None, open_page: OpenPage) -> None:
    """A filter narrows the results and stands in the address; it is gone when it is removed."""
    page = open_page()
    page.goto("/dataset/")
    expect(page.locator(".dataset-item")).to_have_count(3)
    page.click("#search-facets a:has-text('Informasi Dikecualikan')")
    expect(page.locator(".dataset-item")).to_have_count(1)
    expect(page.locator("#search-facets .active")).to_have_count(1)
    assert "information_category=dikecualikan" in page.url
    page.click(".filter-list .remove")
    expect(page.locator(".dataset-item")).to_have_count(3)


def test_a_phone_opens_and_closes_the_filters(catalogue: None, open_page: OpenPage) -> None:
    """They lie over the results when asked for."""
    page = open_page(viewport=PHONE)
    page.goto("/dataset/")
    filters = page.locator("#search-facets")
    expect(filters).to_be_hidden()
    page.click(".show-filters")
    expect(filters).to_be_visible()
    page.click(".hide-filters")
    expect(filters).to_be_hidden()


def test_a_phone_shows_the_entry_before_its_contact(catalogue: None, open_page: OpenPage) -> None:
    """What it is comes first, who answers for it after."""
    page = open_page(viewport=PHONE)
    page.goto("/dataset/rekam-medis")
    heading = page.locator("h1").bounding_box()
    contact = page.locator(".ppid-responsible").bounding_box()
    assert heading
    assert contact
    assert heading["y"] < contact["y"]
