"""Likely duplicates in Chromium: the PPID Utama compares two tables on a phone, and dismisses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from ckanext.ppidbontang.model import NotDuplicate

PHONE: ViewportSize = {"width": 390, "height": 844}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

SignIn = Callable[..., Page]
MakeUser = Callable[..., dict[str, Any]]
Barriers = Callable[[Page], list[str]]

# A name of a column without a space widens nothing.
COLUMN = "jumlah_keluarga_penerima_bantuan_pangan_cadangan_daerah"


@pytest.fixture
def told_twice(portal: str) -> Iterator[None]:
    """Publish the same of two bodies, each with a table in the DataStore."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    for body, people in (("dkp3", 784), ("disdukcapil", 487)):
        context = {"ignore_auth": True, "user": site_user}
        made = helpers.call_action(
            "package_create",
            context,
            name=f"{body}-penerima",
            title="Penerima Bantuan Pangan per Kelurahan Tahun 2024",
            notes="Jumlah keluarga.",
            owner_org=body,
            license_id="cc-by",
            information_category="setiap-saat",
            information_kind="setiap-saat-03",
            exemption_status="terbuka",
        )
        helpers.call_action(
            "datastore_create",
            context,
            resource={"package_id": made["id"], "name": "Tabel", "format": "CSV"},
            fields=[{"id": "kelurahan", "type": "text"}, {"id": COLUMN, "type": "numeric"}],
            records=[{"kelurahan": "Lok Tuan", COLUMN: people}],
            force=True,
        )
    yield
    model.Session.rollback()
    model.Session.execute(sa.delete(NotDuplicate))
    model.Session.commit()


@pytest.mark.usefixtures("told_twice")
def test_the_ppid_utama_compares_and_dismisses_on_a_phone(
    sign_in: SignIn, user: MakeUser, barriers: Barriers
) -> None:
    page = sign_in(user("kota-bontang", role="admin")["name"], viewport=PHONE)
    page.goto("/kesiapan/dasbor")
    page.locator("a[href='/dasbor/ganda']").click()
    page.wait_for_url("**/dasbor/ganda")
    pair = page.locator("section[aria-labelledby=pair-1]")
    expect(pair.locator("h2 ~ ul > li")).to_contain_text("487 (Disdukcapil) — 784 (DKP3)")
    assert barriers(page) == []
    assert page.evaluate(OVERFLOW) == 0
    pair.locator("button[type=submit]").click()
    expect(page.locator(".alert-success")).to_be_visible()
    expect(pair).to_have_count(0)
