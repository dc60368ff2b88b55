"""The list of late entries in Chromium: from the list to the field, on a phone, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import search
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.keyboard import tab_to

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

SignIn = Callable[..., Page]
MakeUser = Callable[..., dict[str, Any]]


@pytest.fixture
def late(portal: str) -> None:
    """Fill the list: one late with a long title, one near its day, one of another body."""
    title = "Laporan Kinerja Instansi Pemerintah Dinas Kesehatan Kota Bontang menurut Puskesmas"
    make("laporan", title, days=400)
    make("profil", "Profil Kesehatan", days=170)
    make("rencana", "Rencana Kerja", days=300, owner_org="disdukcapil")


def make(name: str, title: str, *, days: int, owner_org: str = "dinkes") -> None:
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    helpers.call_action(
        "package_create",
        {"ignore_auth": True, "user": site_user},
        name=name,
        title=title,
        notes="Keterangan singkat.",
        owner_org=owner_org,
        information_category="berkala",
        information_kind="berkala-03",
        exemption_status="terbuka",
        update_frequency="semesteran",
    )
    moment = (datetime.now(UTC) - timedelta(days=days)).replace(tzinfo=None)
    table = model.package_table
    model.Session.execute(
        sa.update(table).where(table.c.name == name).values(metadata_modified=moment)
    )
    model.Session.commit()
    model.Session.expire_all()
    search.rebuild(name)


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(
    ("viewport", "script"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone-no-script"]
)
def test_the_ppid_utama_sees_what_is_late_first(
    sign_in: SignIn,
    user: MakeUser,
    barriers: Callable[[Page], list[str]],
    viewport: ViewportSize,
    script: bool,
) -> None:
    page = sign_in(
        user("kota-bontang", role="admin")["name"], viewport=viewport, java_script_enabled=script
    )
    page.goto("/pemutakhiran")
    titles = page.locator("section h3")
    expect(titles).to_have_count(3)
    expect(titles.first).to_contain_text("Laporan Kinerja")
    expect(page.locator("section").first).to_contain_text("UU 14/2008 Pasal 9 ayat (3)")
    if script:
        assert barriers(page) == []
        assert page.evaluate(OVERFLOW) == 0
    page.locator("nav a[href*='kind=jatuh-tempo-30-hari']").click()
    expect(titles).to_have_text(["Profil Kesehatan"])
    page.goto("/pemutakhiran")
    page.select_option("#field-late-body", "disdukcapil")
    page.click("form[action='/pemutakhiran'] button")
    expect(titles).to_have_text(["Rencana Kerja"])


@pytest.mark.usefixtures("late")
def test_an_officer_brings_an_entry_up_to_date_by_keyboard(
    sign_in: SignIn, user: MakeUser, barriers: Callable[[Page], list[str]]
) -> None:
    """From the list to the field, and the saved entry is gone from the list."""
    page = sign_in(user("dinkes")["name"], viewport=PHONE)
    page.goto("/pemutakhiran")
    expect(page.locator("section h3")).to_have_count(2)
    assert page.evaluate(OVERFLOW) == 0
    assert barriers(page) == []
    tab_to(page, "section p a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dataset/edit/laporan#field-update_frequency")
    expect(page.locator("#field-update_frequency")).to_be_focused()
    page.fill("#field-notes", "Keterangan yang diperbarui.")
    page.locator("#field-notes").press("Tab")
    page.locator("form.dataset-form button[type=submit]").last.press("Enter")
    page.wait_for_url("**/dataset/laporan*")
    expect(page.locator(".ppid-late")).to_have_count(0)
    page.goto("/pemutakhiran")
    expect(page.locator("section h3")).to_have_text(["Profil Kesehatan"])


@pytest.mark.usefixtures("late")
def test_the_public_reads_that_an_entry_is_late(
    open_page: Callable[..., Page], barriers: Callable[[Page], list[str]]
) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/dataset/laporan")
    expect(page.locator(".ppid-late")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert barriers(page) == []
    page.goto("/dataset/profil")
    expect(page.locator(".ppid-late")).to_have_count(0)
    expect(page.locator("a[href='/pemutakhiran']")).to_have_count(0)
