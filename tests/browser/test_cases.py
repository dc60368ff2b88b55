"""The queue of cases in Chromium: for the PPID Utama and for officers, on a phone, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from ckanext.ppidbontang.exemption import cases
from tests.browser.keyboard import tab_to

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

SignIn = Callable[..., Page]
MakeUser = Callable[..., dict[str, Any]]


@pytest.fixture
def queue(portal: str) -> None:
    """Fill the queue: one that ended, one that ends soon, one untested, one of another body."""
    make("Rekam medis pasien rawat inap RSUD Taman Husada Bontang tahun 2015 sampai 2019", ends=-1)
    make("Hasil pemeriksaan kesehatan pegawai", ends=20)
    make("Data pelapor kasus kekerasan", ends=900, decided=False)
    make("Dokumen penawaran pengadaan alat", ends=900, owner_org="disdukcapil")


def make(title: str, *, ends: int, decided: bool = True, owner_org: str = "dinkes") -> None:
    papers = {
        "exemption_decision_number": "188/PPID/2025",
        "exemption_decision_date": "2025-01-10",
        "exemption_decision_official": "PPID Utama",
    }
    helpers.call_action(
        "package_create",
        {
            "ignore_auth": True,
            "user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"],
        },
        name=title.lower().replace(" ", "-"),
        title=title,
        notes="Keterangan singkat.",
        owner_org=owner_org,
        information_category="dikecualikan",
        exemption_status="dikecualikan-seluruhnya",
        exemption_grounds=["h", "j"],
        exemption_legal_basis=[
            {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
        ],
        exemption_consequence_open="Mengungkap kondisi seseorang.",
        exemption_consequence_closed="Melindungi rahasia pribadi.",
        exemption_period_type="tanggal",
        exemption_start="2025-01-10",
        exemption_end=str(cases.today() + timedelta(days=ends)),
        consequence_test_number="180/UK/2025",
        consequence_test_date="2025-01-06",
        consequence_test_place="Bontang",
        **(papers if decided else {}),
    )


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize(
    ("viewport", "script"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone-no-script"]
)
def test_the_ppid_utama_sees_what_is_first(
    sign_in: SignIn,
    user: MakeUser,
    barriers: Callable[[Page], list[str]],
    viewport: ViewportSize,
    script: bool,
) -> None:
    page = sign_in(
        user("kota-bontang", role="admin")["name"], viewport=viewport, java_script_enabled=script
    )
    page.goto("/pengecualian")
    titles = page.locator("section h3")
    expect(titles).to_have_count(4)
    expect(titles.first).to_contain_text("Rekam medis")
    expect(page.locator("section").nth(0)).to_contain_text("PP 61/2010")
    if script:
        assert barriers(page) == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) == 0
    page.locator("nav a[href*='attention=berakhir-30-hari']").click()
    expect(page.locator("section h3")).to_have_text(["Hasil pemeriksaan kesehatan pegawai"])
    page.goto("/pengecualian")
    page.select_option("#field-case-body", "disdukcapil")
    page.click("form[action='/pengecualian'] button")
    expect(page.locator("section h3")).to_have_text(["Dokumen penawaran pengadaan alat"])
    page.locator("section h3 a").click()
    page.wait_for_url("**/dataset/dokumen-penawaran-pengadaan-alat/pengecualian")


@pytest.mark.usefixtures("queue")
def test_an_officer_reaches_a_case_by_keyboard(sign_in: SignIn, user: MakeUser) -> None:
    page = sign_in(user("dinkes")["name"], viewport=PHONE)
    page.goto("/pengecualian")
    expect(page.locator("section h3")).to_have_count(3)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    tab_to(page, "section h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dataset/rekam-medis-*/pengecualian")


@pytest.mark.usefixtures("queue")
def test_who_is_not_logged_in_comes_back_here_after_it(
    open_page: Callable[..., Page], user: MakeUser
) -> None:
    page = open_page()
    page.goto("/")
    expect(page.locator("a[href='/pengecualian']")).to_have_count(0)
    page.goto("/pengecualian")
    page.fill("[name=login]", user("dinkes")["name"])
    page.fill("[name=password]", "sandi-untuk-pengujian")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/pengecualian*")
    expect(page.locator("section h3")).to_have_count(3)
    expect(page.locator("a[href='/pengecualian']").first).to_be_visible()
