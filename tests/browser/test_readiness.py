"""Readiness in Chromium: an officer mends a finding, the PPID Utama compares by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.redis import connect_to_redis
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import FeedEntry, Readiness
from ckanext.ppidbontang.model.feed import FAILED
from tests.browser.keyboard import tab_to

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

SignIn = Callable[..., Page]
MakeUser = Callable[..., dict[str, Any]]
Barriers = Callable[[Page], list[str]]


@pytest.fixture
def catalogue(portal: str) -> Iterator[None]:
    """Publish an entry of Dinkes that lacks one column of the DIP, and write some days down."""
    _forget()
    helpers.call_action(
        "package_create",
        {
            "ignore_auth": True,
            "user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"],
        },
        name="kunjungan-puskesmas",
        title="Kunjungan Puskesmas menurut Kelurahan Semester I Tahun 2026",
        notes="Jumlah kunjungan.",
        owner_org="dinkes",
        license_id="cc-by",
        information_category="setiap-saat",
        information_kind="setiap-saat-03",
        exemption_status="terbuka",
        controlling_unit="Sekretariat Dinas Kesehatan",
        issuing_official="Kepala Dinas Kesehatan",
        created_on="2026-06",
        created_place="Bontang",
        available_forms=["elektronik"],
        personal_data="tidak",
    )
    for back in range(1, 40):
        kept = {"score": 60.0 - back, "entries": 1, "findings": 27, "measures": {}}
        day = cases.today() - timedelta(days=back)
        for body in ("", "dinkes"):
            model.Session.add(Readiness(day=day, body=body, figures=kept))
    model.Session.commit()
    yield
    model.Session.rollback()
    model.Session.execute(sa.delete(Readiness))
    model.Session.commit()
    _forget()


def _forget() -> None:
    connect_to_redis().delete(f"ckan:{tk.config['ckan.site_id']}:ppid:readiness")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_officer_goes_from_the_list_to_the_field_and_the_finding_is_gone(
    sign_in: SignIn, user: MakeUser, barriers: Barriers, viewport: ViewportSize
) -> None:
    page = sign_in(user("dinkes", role="admin")["name"], viewport=viewport)
    page.locator(".account a[href='/kesiapan/dinkes']").click()
    page.wait_for_url("**/kesiapan/dinkes")
    expect(page.locator("section[aria-labelledby=todo-dip] li")).to_have_count(1)
    assert barriers(page) == []
    assert page.evaluate(OVERFLOW) == 0
    page.locator("section[aria-labelledby=todo-dip] li a").click()
    page.wait_for_url("**/dataset/edit/kunjungan-puskesmas#field-retention")
    field = page.locator("#field-retention")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    field.fill("5 tahun")
    page.locator("#dataset-edit .form-actions button[type=submit]").click()
    page.wait_for_url("**/dataset/kunjungan-puskesmas*")
    page.goto("/kesiapan/dinkes")
    expect(page.locator("section[aria-labelledby=todo-dip]")).to_have_count(0)
    expect(page.locator("section[aria-labelledby=todo-jenis] li")).to_have_count(26)


@pytest.mark.usefixtures("catalogue")
def test_a_missing_kind_leads_to_a_form_that_knows_it(sign_in: SignIn, user: MakeUser) -> None:
    page = sign_in(user("dinkes")["name"])
    page.goto("/kesiapan/dinkes")
    page.locator("section[aria-labelledby=todo-jenis] li a").first.click()
    page.wait_for_url("**/dataset/new?*")
    expect(page.locator("#field-information_kind")).to_have_value("berkala-01")
    expect(page.locator("[name=information_category]:checked")).to_have_value("berkala")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("viewport", "script"),
    [(DESKTOP, True), (PHONE, True), (PHONE, False)],
    ids=["desktop", "phone", "phone-no-script"],
)
def test_the_ppid_utama_compares_bodies_by_keyboard(
    sign_in: SignIn, user: MakeUser, barriers: Barriers, viewport: ViewportSize, script: bool
) -> None:
    page = sign_in(
        user("kota-bontang", role="admin")["name"], viewport=viewport, java_script_enabled=script
    )
    page.goto("/kesiapan/dasbor")
    expect(page.locator("svg.ppid-trend[role=img]")).to_be_visible()
    if script:
        assert barriers(page) == []
        assert page.evaluate(OVERFLOW) == 0
        tab_to(page, "thead a[href*='urut=skor']")
        page.keyboard.press("Enter")
    else:
        page.locator("thead a[href*='urut=skor']").click()
    page.wait_for_url("**/kesiapan/dasbor?urut=skor*")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator(".ppid-bodies tbody th").first).to_have_text("Dinas Kesehatan")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_public_reads_the_totals(
    open_page: Callable[..., Page], barriers: Barriers, viewport: ViewportSize
) -> None:
    page = open_page(viewport=viewport)
    page.goto("/kesiapan")
    expect(page.locator("main, .main").first).to_contain_text("e-Monev")
    assert barriers(page) == []
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_ppid_utama_sees_what_the_feed_lacks(
    sign_in: SignIn, user: MakeUser, barriers: Barriers, viewport: ViewportSize
) -> None:
    """A long cause without a space widens nothing but its own table."""
    cause = "ValueError: " + "https://example.go.id/" + "a" * 300
    model.Session.execute(sa.update(FeedEntry).values(state=FAILED, digest=None, cause=cause))
    model.Session.commit()
    page = sign_in(user("kota-bontang", role="admin")["name"], viewport=viewport)
    page.goto("/kesiapan/dasbor")
    section = page.locator("section[aria-labelledby=feed-left-out]")
    expect(section.locator("tbody td")).to_have_text(cause)
    assert barriers(page) == []
    assert page.evaluate(OVERFLOW) == 0
    section.locator("tbody th a").click()
    page.wait_for_url("**/dataset/kunjungan-puskesmas")
