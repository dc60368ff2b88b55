"""Every kind of page, as those who see it: what it owes everybody (WCAG 2.2 AA), in one browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories, helpers
from playwright.sync_api import Page

from tests.browser import audit
from tests.browser.catalogue import PARTLY
from tests.browser.conftest import PASSWORD

READER, OFFICER, UTAMA, SYSADMIN = "reader", "officer", "PPID Utama", "sysadmin"
ENTRY = "/dataset/kunjungan-pasien"
FILE = f"{ENTRY}/resource/{{file}}"
TOO_MANY = f"/dataset/?{'&'.join(f'tags=tanda-{number}' for number in range(40))}"
# By which part of the window it may move while a page loads: for readers by one that nobody sees.
# Those who edit wait for CKAN's scripts, which draw its fields anew; 0.1 is what is called good.
STILL = {READER: 0.01, OFFICER: 0.1, UTAMA: 0.1, SYSADMIN: 0.1}
# Tables that are shown as bars and on a map, and as a line.
WARDS = [
    {"kelurahan": "Bontang Kuala", "jiwa": 7420, "lintang": 0.1432, "bujur": 117.5021},
    {"kelurahan": "Lok Tuan", "jiwa": 22610, "lintang": 0.1711, "bujur": 117.4702},
]
YEARS = [{"tahun": year, "jiwa": 180_000 + 1000 * (year - 2020)} for year in range(2020, 2026)]
# Who sees it, and what it is; `{…}` is filled in with what the catalogue of the test holds.
PAGES = {
    READER: (
        "/",
        "/dataset/",
        "/dataset/?page=2",
        "/dataset/?q=kunjungan&information_category=setiap-saat",
        "/dataset/?q=qwertyzx",
        ENTRY,
        "/dataset/ringkasan-insiden",
        "/dataset/rekam-medis",
        "/dataset/banjir-rob",
        FILE,
        f"{FILE}?q=qwertyzx",
        "/dataset/ringkasan-insiden/resource/{years}",
        "/organization/",
        "/organization/?q=qwertyzx",
        "/organization/dinkes",
        "/organization/kec-bontang-utara",
        "/organization/about/dinkes",
        "/informasi",
        "/informasi/berkala",
        "/informasi/serta-merta",
        "/informasi/setiap-saat",
        "/informasi/dikecualikan",
        "/dip",
        "/dip?year=12",
        "/dik",
        "/dip/arsip",
        "/kesiapan",
        "/about",
        "/user/login",
        "/user/reset",
        "/tidak-ada",
        TOO_MANY,
        f"{ENTRY}/pengecualian",
        "/group/",
    ),
    OFFICER: (
        "/dashboard/",
        "/dashboard/datasets",
        "/dashboard/organizations",
        "/user/{officer}",
        "/user/edit/{officer}",
        "/user/{officer}/api-tokens",
        "/dataset/new",
        "/dataset/edit/kunjungan-pasien",
        "/dataset/resources/kunjungan-pasien",
        "/dataset/activity/kunjungan-pasien",
        f"{ENTRY}/resource/new",
        f"{FILE}/edit",
        f"{FILE}/views",
        f"{ENTRY}/resource_data/{{file}}",
        ENTRY,
        f"{ENTRY}/pengecualian",
        "/dataset/rekam-jantung",
        "/tinjauan",
        "/pengecualian",
        "/pemutakhiran",
        "/impor",
        "/impor/{import}",
        "/kesiapan/dinkes",
        "/ckan-admin/",
    ),
    UTAMA: (
        "/kesiapan/dasbor",
        "/dasbor/ganda",
        "/tinjauan",
        "/dataset/rekam-jantung",
        "/dataset/rekam-medis/pengecualian",
        "/dataset/rekam-medis/pengecualian?langkah=buka",
        "/dip/arsip",
        "/dip/arsip/{fixed}",
        "/organization/members/dinkes",
        "/organization/manage_members/dinkes",
        "/organization/member_new/dinkes",
        "/organization/edit/dinkes",
        "/organization/bulk_process/dinkes",
        "/organization/activity/dinkes",
        "/dataset/delete/kunjungan-pasien",
    ),
    SYSADMIN: (
        "/ckan-admin/",
        "/ckan-admin/config",
        "/ckan-admin/trash",
        "/ckan-admin/reset_config",
        "/user/",
        "/user/register",
        "/organization/new",
        "/organization/delete/dinkes",
    ),
}
# What is refused has a page, too.
REFUSED = {
    (READER, "/tidak-ada"): 404,
    (READER, TOO_MANY): 400,
    (READER, "/dip?year=12"): 400,
    (READER, f"{ENTRY}/pengecualian"): 404,
    (OFFICER, "/ckan-admin/"): 403,
}

SignIn = Callable[..., Page]


@pytest.fixture
def officer(user: Callable[..., dict[str, Any]]) -> str:
    return user("dinkes")["name"]


@pytest.fixture
def names(
    with_request_context: None, catalogue: None, entry: dict[str, Any], officer: str
) -> Iterator[dict[str, str]]:
    """Have one of everything that pages show, and return what the addresses need."""
    site = {"user": helpers.call_action("get_site_user")["name"], "ignore_auth": True}
    helpers.call_action("package_create", dict(site), **PARTLY)
    partly = helpers.call_action("package_show", id=PARTLY["name"])
    files = {"file": entry["resources"][0]["id"], "years": partly["resources"][0]["id"]}
    for name, rows in (("file", WARDS), ("years", YEARS)):
        helpers.call_action(
            "datastore_create", dict(site), resource_id=files[name], force=True, records=rows
        )
    draft = {**PARTLY, "name": "rekam-jantung", "title": "Rekam Jantung Pasien", "resources": []}
    helpers.call_action("package_create", {"user": officer, "ignore_auth": False}, **draft)
    helpers.call_action(
        "ppid_review_submit", {"user": officer, "ignore_auth": False}, id=draft["name"]
    )
    fixed = helpers.call_action("ppid_register_publish", dict(site), kind="dip")
    yield {
        **files,
        "officer": officer,
        "fixed": fixed["name"],
    }
    model.Session.rollback()
    model.Session.execute(sa.text("DELETE FROM ppid_import"))
    model.Session.execute(sa.text("DELETE FROM file WHERE storage = 'originals'"))
    model.Session.commit()


def test_every_kind_of_page_is_for_everyone(
    portal: str,
    open_page: Callable[..., Page],
    sign_in: SignIn,
    user: Callable[..., dict[str, Any]],
    names: dict[str, str],
    officer: str,
    tmp_path: Path,
) -> None:
    """PERKI 1/2021 Pasal 24: no page keeps anybody out, on no screen, in no colour scheme."""
    windows = {
        READER: open_page(),
        OFFICER: sign_in(officer),
        UTAMA: sign_in(user("kota-bontang", role="admin")["name"]),
        SYSADMIN: sign_in(_sysadmin()),
    }
    names["import"] = _uploaded(windows[OFFICER], tmp_path / "daftar.csv")
    faults = []
    for role, page in windows.items():
        heard = audit.overheard(page, portal)
        for address in PAGES[role]:
            path = address.format_map(names)
            answer = page.goto(path)
            found = _look(page, STILL[role]) + heard
            if not answer or answer.status != REFUSED.get((role, address), 200):
                found = [f"answers with {answer and answer.status}"]
            faults += [f"{role} {path}: {fault}" for fault in found]
            heard.clear()
    assert not faults, "\n".join(faults)


def _look(page: Page, still: float) -> list[str]:
    moved = audit.layout_shift(page)
    return [
        *([f"what is read moves while it loads: {moved}"] if moved > still else []),
        *audit.barriers(page),
        *audit.structure(page),
        *audit.too_wide(page),
    ]


def _sysadmin() -> str:
    return factories.Sysadmin(password=PASSWORD, image_url="")["name"]


def _uploaded(page: Page, path: Path) -> str:
    path.write_text("Judul;Ringkasan isi informasi;Kategori informasi\nRencana;Isi.;Berkala\n")
    page.goto("/impor")
    page.set_input_files("#field-upload", path)
    page.click("form[action$='/impor'] button[type=submit]")
    page.wait_for_url("**/impor/*")
    return page.url.partition("?")[0].rpartition("/")[2]
