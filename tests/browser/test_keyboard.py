"""The portal by keyboard alone, with the focus always seen; and without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan import model
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.catalogue import OPEN, TABLE
from tests.browser.conftest import PASSWORD
from tests.browser.keyboard import stops, tab_to

PHONE: ViewportSize = {"width": 390, "height": 844}

OpenPage = Callable[..., Page]


@pytest.mark.usefixtures("catalogue")
def test_from_the_search_to_the_file(open_page: OpenPage, entry: dict[str, Any]) -> None:
    """Search, filter, entry, download."""
    page = open_page()
    page.goto("/")
    tab_to(page, "#field-main-search")
    page.keyboard.type("pasien")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dataset/?q=pasien*")
    tab_to(page, "#search-facets a[href*='information_category=setiap-saat']")
    page.keyboard.press("Enter")
    page.wait_for_url("**information_category=setiap-saat*")
    expect(page.locator(".dataset-item")).to_have_count(1)
    tab_to(page, ".dataset-item a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/dataset/{entry['name']}")
    tab_to(page, "a.resource-url-analytics")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.path().read_text() == TABLE


@pytest.mark.usefixtures("catalogue")
def test_a_suggestion_is_chosen(open_page: OpenPage, barriers: Callable[[Page], list[str]]) -> None:
    """WAI-ARIA's combobox: heard while typing, chosen by the arrows, left by Escape."""
    page = open_page()
    page.goto("/")
    box = page.locator("#field-main-search")
    tab_to(page, "#field-main-search")
    page.keyboard.type("Disdukcapil")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    assert barriers(page) == []
    target = str(chosen.get_attribute("data-href"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


@pytest.mark.usefixtures("catalogue")
def test_nothing_traps_and_nothing_is_left_out(open_page: OpenPage) -> None:
    """The Tab key goes through the whole search page and out of it, to each result on its way."""
    page = open_page()
    page.goto("/dataset/")
    passed = "".join(stops(page))
    assert "#content" in passed
    assert OPEN["name"] in passed
    assert "information_category=" in passed


@pytest.mark.usefixtures("catalogue")
def test_the_menu_of_a_phone_opens_and_closes(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/dataset/")
    button, link = ".masthead button[aria-controls]", ".masthead a[href$='/informasi']"
    expect(page.locator(link)).to_be_hidden()
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.locator(button)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(link)).to_be_visible()
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url("**/informasi")


@pytest.mark.usefixtures("catalogue")
def test_no_script_is_needed(
    open_page: OpenPage, user: Callable[..., dict[str, Any]], entry: dict[str, Any]
) -> None:
    """Search, filter, entry, download and sign-in on a phone whose script never came."""
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.fill("#field-main-search", "pasien")
    page.press("#field-main-search", "Enter")
    page.click("#search-facets a[href*='information_category=setiap-saat']")
    expect(page.locator(".dataset-item")).to_have_count(1)
    page.click(".dataset-item a")
    with page.expect_download() as taken:
        page.click("a.resource-url-analytics")
    assert taken.value.path().read_text() == TABLE
    page.goto("/user/login")
    page.fill("#field-login", user("dinkes")["name"])
    page.fill("#field-password", PASSWORD)
    page.press("#field-password", "Enter")
    page.wait_for_url("**/dashboard/**")


def test_files_are_put_in_order_without_dragging(
    sign_in: Callable[..., Page], user: Callable[..., dict[str, Any]], entry: dict[str, Any]
) -> None:
    """WCAG 2.2, 2.5.7: what core does by dragging, two buttons do."""
    site = {"user": helpers.call_action("get_site_user")["name"], "ignore_auth": True}
    link = "https://data.example/metadata.pdf"
    helpers.call_action(
        "resource_create", site, package_id=entry["id"], name="Metadata", url=link, format="PDF"
    )
    page = sign_in(user("dinkes")["name"])
    page.goto(f"/dataset/resources/{entry['name']}")
    tab_to(page, "[data-ppid-move=down]")
    page.keyboard.press("Enter")
    expect(page.locator(".resource-item").first).to_contain_text("Metadata")
    tab_to(page, ".save")
    with page.expect_response("**/package_resource_reorder") as answered:
        page.keyboard.press("Enter")
    assert answered.value.ok
    model.Session.rollback()
    model.Session.expire_all()
    record = helpers.call_action("package_show", id=entry["id"])
    assert [file["name"] for file in record["resources"]] == ["Metadata", "Tabel pasien"]
