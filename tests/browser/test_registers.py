"""The registers in Chromium: found, narrowed, handed out, fixed; on a phone and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

OpenPage = Callable[..., Page]
Barriers = Callable[[Page], list[str]]


@pytest.fixture
def entries(portal: str) -> None:
    """Publish two entries of two bodies and two categories."""
    make("Profil Dinas Kesehatan 2026", "dinkes", "berkala", "berkala-01")
    make("Jumlah Penduduk Semester I 2026", "disdukcapil", "setiap-saat", "setiap-saat-03")


def make(title: str, body: str, category: str, kind: str) -> None:
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    helpers.call_action(
        "package_create",
        {"ignore_auth": True, "user": site_user},
        name=title.lower().replace(" ", "-"),
        title=title,
        notes="Keterangan singkat.",
        owner_org=body,
        information_category=category,
        information_kind=kind,
        exemption_status="terbuka",
        issuing_official="Kepala Dinas",
        created_on="2026-07",
    )


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    ("viewport", "script"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone-no-script"]
)
def test_a_citizen_finds_narrows_and_takes_the_dip(
    open_page: OpenPage, barriers: Barriers, viewport: ViewportSize, script: bool
) -> None:
    page = open_page(viewport=viewport, java_script_enabled=script)
    page.goto("/")
    page.locator("footer a[href='/dip']").click()
    titles = page.locator(".ppid-register td:nth-child(2) a")
    expect(titles).to_have_text(["Profil Dinas Kesehatan 2026", "Jumlah Penduduk Semester I 2026"])
    if script:
        assert barriers(page) == []
        assert page.evaluate(OVERFLOW) == 0
    else:
        page.locator(".ppid-fold summary").click()
    page.select_option("#field-register-opd", "disdukcapil")
    page.select_option("#field-register-category", "setiap-saat")
    page.locator("form.ppid-filters button[type=submit]").click()
    expect(titles).to_have_text(["Jumlah Penduduk Semester I 2026"])
    assert "opd=disdukcapil" in page.url
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    content = taken.value.path().read_text(encoding="utf-8-sig")
    assert "Jumlah Penduduk" in content
    assert "Profil Dinas" not in content
    titles.first.click()
    page.wait_for_url("**/dataset/jumlah-penduduk-semester-i-2026")


@pytest.mark.usefixtures("entries")
def test_a_wrong_year_is_said_at_the_field(open_page: OpenPage, barriers: Barriers) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/dip")
    page.locator(".ppid-fold summary").click()
    page.fill("#field-register-year", "12")
    page.press("#field-register-year", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("12")
    expect(page.locator("#field-register-year")).to_have_attribute("aria-invalid", "true")
    assert barriers(page) == []


@pytest.mark.usefixtures("entries")
def test_the_ppid_utama_fixes_a_register_by_keyboard(
    sign_in: Callable[..., Page], user: Callable[..., dict[str, Any]], barriers: Barriers
) -> None:
    page = sign_in(user("kota-bontang", role="admin")["name"])
    page.goto("/dip/arsip")
    assert barriers(page) == []
    page.focus("#field-fix-opd")
    page.keyboard.type("Dinas Kesehatan")
    page.keyboard.press("Tab")  # the units below it
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dip/arsip/dip-*-dinkes-*")
    assert barriers(page) == []
    expect(page.locator("h1")).to_contain_text("Daftar Informasi Publik")
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    page.set_viewport_size(PHONE)
    assert page.evaluate(OVERFLOW) == 0
