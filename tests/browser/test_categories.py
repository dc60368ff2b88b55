"""The pages of the categories and the banner in Chromium: on a phone, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.catalogue import URGENT

SMALL: ViewportSize = {"width": 320, "height": 640}

OpenPage = Callable[..., Page]


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
