"""The pages of the categories and the banner in Chromium: phone, keyboard, axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from ckanext.ppidbontang.domain.categories import Category
from tests.browser.test_public import EXEMPT, OPEN, URGENT, overhang

SMALL: ViewportSize = {"width": 320, "height": 640}
PAGES = ("/informasi", *(f"/informasi/{category}" for category in Category))

OpenPage = Callable[..., Page]


@pytest.fixture
def catalogue(portal: str) -> None:
    """Publish an open entry, an exempt one and an urgent announcement."""
    site_user: dict[str, Any] = helpers.call_action("get_site_user")
    for record in (OPEN, EXEMPT, URGENT):
        helpers.call_action("package_create", {"user": site_user["name"]}, **record)


def test_no_page_is_wider_than_a_small_phone(catalogue: None, open_page: OpenPage) -> None:
    """Nothing scrolls sideways at 320 pixels, also with every list opened."""
    page = open_page(viewport=SMALL)
    wide = {}
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(list => list.open = true)")
        if beyond := overhang(page):
            wide[path] = beyond
    assert wide == {}


def test_no_page_keeps_anybody_out(
    catalogue: None, open_page: OpenPage, barriers: Callable[[Page], list[str]]
) -> None:
    """PERKI 1/2021 Pasal 24: axe finds no serious barrier, the banner included."""
    page = open_page()
    found = {}
    for path in PAGES:
        page.goto(path)
        if kept_out := barriers(page):
            found[path] = kept_out
    assert found == {}


def test_the_way_from_the_header_to_an_entry(catalogue: None, open_page: OpenPage) -> None:
    """Category, kind, entry: three clicks."""
    page = open_page()
    page.goto("/")
    page.click(".masthead nav a:has-text('Kategori'), .masthead a:has-text('Categories')")
    page.click(".ppid-category-name:has-text('Informasi Setiap Saat')")
    page.click(".ppid-kinds a")
    expect(page.locator(".dataset-item")).to_have_count(1)
    page.click(f"text={OPEN['title']}")
    expect(page.locator("h1")).to_have_text(OPEN["title"])


def test_the_banner_is_seen_on_a_phone(catalogue: None, open_page: OpenPage) -> None:
    """UU 14/2008 Pasal 10: above the content, and it leads to the announcement."""
    page = open_page(viewport=SMALL)
    page.goto("/dataset/penduduk")
    banner = page.get_by_role("region", name="Pengumuman serta-merta")
    expect(banner).to_be_in_viewport()
    banner.get_by_role("link", name=URGENT["title"]).click()
    expect(page.locator("h1")).to_have_text(URGENT["title"])


def test_the_keyboard_opens_what_a_body_owes(catalogue: None, open_page: OpenPage) -> None:
    """Enter on the summary shows the missing kinds, and the focus is seen."""
    page = open_page()
    page.goto("/informasi/setiap-saat")
    row = page.locator("tr:has(a[href$='/disdukcapil'])")
    summary = row.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(row.locator("li").first).to_be_visible()
    assert summary.evaluate("part => getComputedStyle(part).outlineStyle") != "none"
