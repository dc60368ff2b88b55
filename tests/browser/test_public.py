"""A citizen looks for information in Chromium: on a desktop, on a phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS

PHONE: ViewportSize = {"width": 360, "height": 740}
PAGES = (
    "/",
    "/dataset/",
    "/dataset/?information_category=berkala",
    "/dataset/penduduk",
    "/dataset/rekam-medis",
    "/dataset/banjir-rob",
    "/organization/",
    "/organization/disdukcapil",
    "/organization/kec-bontang-utara",
    "/about",
    "/tidak-ada",
    "/user/login",
)

OpenPage = Callable[..., Page]

OPEN = {
    "name": "penduduk",
    "title": "Jumlah Penduduk per Kelurahan Semester I 2025",
    "notes": "Jumlah penduduk menurut kelurahan.",
    "owner_org": "disdukcapil",
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "terbuka",
    "license_id": "cc-by",
    "tags": [{"name": "penduduk"}],
    "resources": [{"name": "Tabel", "url": "https://data.example/penduduk.csv", "format": "CSV"}],
}
EXEMPT = {
    "name": "rekam-medis",
    "title": "Rekam Medis Pasien",
    "notes": "Rekam medis pasien rumah sakit.",
    "owner_org": "rsud-taman-husada",
    "information_category": "dikecualikan",
    "exemption_status": "dikecualikan-seluruhnya",
    "exemption_grounds": ["h"],
    "exemption_legal_basis": [
        {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
    ],
    "exemption_consequence_open": "Mengungkap kondisi kesehatan pasien.",
    "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
    "exemption_period_type": "permanen",
    "exemption_start": "2025-01-10",
}
URGENT = {
    **OPEN,
    **{statement.field: "Pindah ke tempat tinggi." for statement in ANNOUNCEMENT_STATEMENTS},
    "name": "banjir-rob",
    "title": "Peringatan Dini Banjir Rob",
    "owner_org": "bpbd",
    "information_category": "serta-merta",
    "information_kind": "serta-merta-01",
    "tags": [{"name": "rob"}],
    "resources": [],
}


@pytest.fixture
def catalogue(portal: str) -> None:
    """Publish an open entry, an exempt one and an urgent announcement."""
    site_user: dict[str, Any] = helpers.call_action("get_site_user")
    for record in (OPEN, EXEMPT, URGENT):
        helpers.call_action("package_create", {"user": site_user["name"]}, **record)


def overhang(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_one_search_leads_to_a_file(catalogue: None, open_page: OpenPage) -> None:
    """From the home page's box to the entry and its download link."""
    page = open_page()
    page.goto("/")
    page.fill("#field-main-search", "penduduk")
    page.press("#field-main-search", "Enter")
    page.click(f"text={OPEN['title']}")
    download = page.locator("a.resource-url-analytics")
    expect(download).to_have_attribute("href", "https://data.example/penduduk.csv")


def test_filters_swap_the_results_in_place(catalogue: None, open_page: OpenPage) -> None:
    """HTMX changes the results, the filters and the address; the way back works."""
    page = open_page()
    page.goto("/dataset/")
    expect(page.locator(".dataset-item")).to_have_count(3)
    page.evaluate("window.notReloaded = true")
    page.click("#search-facets a:has-text('Informasi Dikecualikan')")
    expect(page.locator(".dataset-item")).to_have_count(1)
    expect(page.locator("#search-facets .active")).to_have_count(1)
    assert "information_category=dikecualikan" in page.url
    assert page.evaluate("window.notReloaded")
    page.click(".filter-list .remove")
    expect(page.locator(".dataset-item")).to_have_count(3)


def test_the_box_finds_by_an_abbreviation(catalogue: None, open_page: OpenPage) -> None:
    """The box of the search page finds by the abbreviation of a body."""
    page = open_page()
    page.goto("/dataset/")
    page.fill("#field-giant-search", "BPBD")
    page.press("#field-giant-search", "Enter")
    expect(page.locator(".dataset-item")).to_have_count(1)
    expect(page.locator(".dataset-item")).to_contain_text(URGENT["title"])


def test_without_javascript_everything_is_reached(catalogue: None, open_page: OpenPage) -> None:
    """On a phone, too, where core keeps the filters behind a script."""
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/dataset/")
    page.click("#search-facets a:has-text('Informasi Setiap Saat')")
    expect(page.locator(".dataset-item")).to_have_count(1)
    page.click(".dataset-item h2 a")
    expect(page.locator("a.resource-url-analytics")).to_be_visible()


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


def test_no_page_is_wider_than_a_phone(catalogue: None, open_page: OpenPage) -> None:
    """Nothing scrolls sideways at 360 pixels."""
    page = open_page(viewport=PHONE)
    wide = {}
    for path in PAGES:
        page.goto(path)
        if beyond := overhang(page):
            wide[path] = beyond
    assert wide == {}


def test_no_page_keeps_anybody_out(
    catalogue: None, open_page: OpenPage, barriers: Callable[[Page], list[str]]
) -> None:
    """PERKI 1/2021 Pasal 24: axe finds no serious barrier on any public page."""
    page = open_page()
    found = {}
    for path in PAGES:
        page.goto(path)
        if kept_out := barriers(page):
            found[path] = kept_out
    assert found == {}


def test_the_keyboard_skips_to_the_content(catalogue: None, open_page: OpenPage) -> None:
    """The first stop of the Tab key leads past the navigation, and its focus is seen."""
    page = open_page()
    page.goto("/dataset/penduduk")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("href", "#content")
    assert focused.evaluate("link => getComputedStyle(link).outlineStyle") != "none"
