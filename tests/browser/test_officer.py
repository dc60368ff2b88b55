"""An officer fills in the form in Chromium, with and without a script; the same by the API."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.keyboard import tab_to

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
TITLE = "Jumlah Kunjungan Puskesmas Menurut Bulan"
SLUG = "jumlah-kunjungan-puskesmas-menurut-bulan"
NEXT = "button.ppid-to-files"
SAVE_EXEMPT = "button.ppid-without-files"
FINISH = "button[value=go-metadata]"

SignIn = Callable[..., Page]
MakeUser = Callable[..., dict[str, Any]]


@pytest.fixture
def officer(user: MakeUser) -> dict[str, Any]:
    """Return an officer of Dinas Kesehatan."""
    return user("dinkes")


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Return a small table."""
    table = tmp_path / "kunjungan.csv"
    table.write_text("bulan,kunjungan\n2025-01,1204\n2025-02,1187\n")
    return table


def describe(page: Page, category: str, status: str, title: str = TITLE) -> None:
    """Fill in what every entry needs."""
    page.goto("/dataset/new")
    page.fill("#field-title", title)
    page.fill("#field-notes", "Kunjungan pasien ke puskesmas menurut bulan.")
    page.check(f"[name=information_category][value={category}]")
    page.check(f"[name=exemption_status][value={status}]")


def explain(page: Page) -> None:
    """Give the reasons of an exemption, all but the benefit of keeping it closed."""
    page.check("#field-exemption_grounds-h")
    page.fill(
        "#field-exemption_legal_basis-0-law", "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan"
    )
    page.fill("#field-exemption_legal_basis-0-article", "Pasal 177")
    page.fill("#field-exemption_consequence_open", "Mengungkap kondisi kesehatan pasien.")
    page.select_option("#field-exemption_period_type", "kondisi")
    page.fill("#field-exemption_start", "2025-01-10")
    page.fill("#field-exemption_condition", "Sampai ada persetujuan tertulis dari pasien.")


def test_an_officer_saves_a_draft_with_a_file(
    sign_in: SignIn, officer: dict[str, Any], visits: Path
) -> None:
    page = sign_in(officer["name"])
    describe(page, "setiap-saat", "terbuka")
    page.select_option("#field-information_kind", "setiap-saat-03")
    page.click(NEXT)
    page.wait_for_url(f"**/dataset/{SLUG}/resource/new")
    page.set_input_files("[name=upload]", visits)
    page.fill("[name=name]", "Kunjungan 2025")
    page.click(FINISH)
    page.wait_for_url(f"**/dataset/{SLUG}")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("body")).to_contain_text("Kunjungan 2025")
    record = helpers.call_action("package_show", id=SLUG)
    assert (record["state"], record["private"]) == ("active", True)
    assert record["responsible_opd"] == "dinkes"
    with page.expect_download() as download:
        page.evaluate("url => { location.href = url }", record["resources"][0]["url"])
    assert download.value.path().read_text() == visits.read_text()


def test_the_form_needs_no_script(sign_in: SignIn, officer: dict[str, Any], visits: Path) -> None:
    page = sign_in(officer["name"], java_script_enabled=False)
    describe(page, "setiap-saat", "terbuka")
    expect(page.locator(".ppid-section-exemption")).to_be_hidden()
    page.click(NEXT)
    expect(page.locator(".ppid-errors a")).to_have_attribute("href", "#field-name")
    page.fill("#field-name", "kunjungan-puskesmas")
    page.click(NEXT)
    page.wait_for_url("**/dataset/kunjungan-puskesmas/resource/new")
    page.set_input_files("[name=upload]", visits)
    page.click(FINISH)
    page.wait_for_url("**/dataset/kunjungan-puskesmas")
    record = helpers.call_action("package_show", id="kunjungan-puskesmas")
    assert [file["format"] for file in record["resources"]] == ["CSV"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_exempt_entry_has_no_step_for_files(
    sign_in: SignIn, officer: dict[str, Any], script: bool
) -> None:
    page = sign_in(officer["name"], java_script_enabled=script)
    describe(page, "dikecualikan", "dikecualikan-seluruhnya", title="Rekam medis pasien")
    expect(page.locator(NEXT)).to_be_hidden()
    explain(page)
    page.fill("#field-exemption_consequence_closed", "Melindungi rahasia pribadi pasien.")
    if not script:
        page.fill("#field-name", "rekam-medis-pasien")
    page.click(SAVE_EXEMPT)
    page.wait_for_url("**/dataset/rekam-medis-pasien")
    expect(page.locator("h1")).to_have_text("Rekam medis pasien")
    record = helpers.call_action("package_show", id="rekam-medis-pasien")
    assert record["state"] == "active"
    assert record["exemption_legal_basis"] == [
        {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
    ]
    page.goto("/dataset/rekam-medis-pasien/resource/new")
    expect(page.locator(".ppid-no-files")).to_contain_text("UU 14/2008 Pasal 54")
    expect(page.locator("[type=file]")).to_have_count(0)


def test_errors_lead_to_their_fields_and_nothing_typed_is_lost(
    sign_in: SignIn, officer: dict[str, Any]
) -> None:
    page = sign_in(officer["name"])
    describe(page, "dikecualikan", "dikecualikan-seluruhnya", title="Rekam medis pasien")
    explain(page)
    page.click(".ppid-row-add")
    page.fill("#field-exemption_legal_basis-1-law", "Undang-Undang Nomor 27 Tahun 2022")
    page.fill("#field-exemption_legal_basis-1-article", "Pasal 4")
    page.locator(".ppid-section-register summary").click()
    page.check("#field-available_forms-cetak")
    page.click(SAVE_EXEMPT)
    summary = page.locator(".ppid-errors")
    expect(summary).to_be_focused()
    assert summary.get_attribute("role") == "alert"
    closed = page.locator("#field-exemption_consequence_closed")
    expect(closed).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#error-exemption_consequence_closed")).to_contain_text(
        "UU 14/2008 Pasal 19"
    )
    summary.locator("a").first.click()
    expect(closed).to_be_focused()
    expect(page.locator("#field-title")).to_have_value("Rekam medis pasien")
    expect(page.locator("#field-exemption_grounds-h")).to_be_checked()
    expect(page.locator("#field-exemption_start")).to_have_value("2025-01-10")
    expect(page.locator("#field-exemption_legal_basis-1-article")).to_have_value("Pasal 4")
    expect(page.locator("#field-available_forms-cetak")).to_be_checked()
    expect(page.locator("#field-available_forms-cetak")).to_be_visible()


def test_rows_of_the_legal_basis_come_and_go_in_indonesian(
    sign_in: SignIn, officer: dict[str, Any]
) -> None:
    """The remove button of ckanext-scheming 3.1 is dead in locales other than `en`."""
    page = sign_in(officer["name"])
    page.goto("/dataset/new")
    assert page.get_attribute("html", "lang") == "id"
    page.check("[name=information_category][value=dikecualikan]")
    page.click(".ppid-row-add")
    page.fill("#field-exemption_legal_basis-1-law", "UU Nomor 27 Tahun 2022")
    rows = page.locator(".ppid-row")
    expect(rows).to_have_count(2)
    rows.first.locator(".ppid-row-remove").click()
    expect(rows).to_have_count(1)
    expect(page.locator("#field-exemption_legal_basis-1-law")).to_have_value(
        "UU Nomor 27 Tahun 2022"
    )
    rows.first.locator(".ppid-row-remove").click()
    expect(page.locator("#field-exemption_legal_basis-1-law")).to_have_value("")


def test_the_category_decides_on_the_kinds_the_status_and_the_sections(
    sign_in: SignIn, officer: dict[str, Any]
) -> None:
    page = sign_in(officer["name"])
    page.goto("/dataset/new")
    kinds = page.locator("#field-information_kind optgroup")
    expect(kinds).to_have_count(3)
    page.check("[name=information_category][value=serta-merta]")
    expect(kinds).to_have_count(1)
    expect(page.locator("[name=exemption_status][value=terbuka]")).to_be_checked()
    expect(page.locator(".ppid-section-announcement")).to_be_visible()
    expect(page.locator(".ppid-section-exemption")).to_be_hidden()
    page.check("[name=information_category][value=dikecualikan]")
    expect(page.locator("[name=exemption_status][value=dikecualikan-seluruhnya]")).to_be_checked()
    expect(page.locator(".ppid-section-announcement")).to_be_hidden()
    expect(page.locator(".ppid-section-exemption")).to_be_visible()
    page.check("[name=information_category][value=berkala]")
    expect(page.locator("[name=exemption_status][value=terbuka]")).to_be_checked()


def test_another_body_is_neither_offered_nor_taken(
    sign_in: SignIn, officer: dict[str, Any]
) -> None:
    other = helpers.call_action("organization_show", id="disdukcapil")["id"]
    page = sign_in(officer["name"])
    describe(page, "setiap-saat", "terbuka")
    bodies = page.locator("#field-owner_org option")
    expect(bodies).to_have_text(["Dinas Kesehatan"])
    bodies.evaluate("(option, id) => { option.value = id }", other)
    with page.expect_response(re.compile("/dataset/new$")) as response:
        page.click(NEXT)
    assert response.value.status == 403
    assert helpers.call_action("package_list") == []


def test_a_long_official_title_gets_an_address(sign_in: SignIn, officer: dict[str, Any]) -> None:
    page = sign_in(officer["name"])
    kept = "Laporan Kinerja Instansi Pemerintah Dinas Kesehatan Kota Bontang Tahun Anggaran"
    describe(page, "berkala", "terbuka", title=f"{kept} Dua Ribu Dua Puluh Lima")
    page.click(NEXT)
    address = f"{kept} Dua Ribu Dua Puluh".lower().replace(" ", "-")
    page.wait_for_url(f"**/dataset/{address}/resource/new")


def test_the_same_through_the_api(
    open_page: Callable[..., Page], user: MakeUser, visits: Path
) -> None:
    officer, stranger = user("dinkes"), user("disdukcapil")
    record = {
        "name": "kunjungan-puskesmas",
        "title": TITLE,
        "notes": "Kunjungan pasien ke puskesmas menurut bulan.",
        "owner_org": "dinkes",
        "information_category": "setiap-saat",
        "information_kind": "setiap-saat-03",
        "exemption_status": "terbuka",
    }
    request = open_page().request

    def call(action: str, who: dict[str, Any], **body: Any) -> int:
        headers = {"Authorization": who["token"]}
        return request.post(f"/api/3/action/{action}", headers=headers, **body).status

    def upload(who: dict[str, Any]) -> int:
        file = {"name": visits.name, "mimeType": "text/csv", "buffer": visits.read_bytes()}
        return call(
            "resource_create",
            who,
            multipart={"package_id": record["name"], "name": "2025", "upload": file},
        )

    assert call("package_create", stranger, data=record) == 403
    assert call("package_create", officer, data=record) == 200
    assert upload(stranger) == 404  # a draft of another body does not exist for them
    assert upload(officer) == 200
    stored = helpers.call_action("package_show", id=record["name"])
    assert [file["url_type"] for file in stored["resources"]] == ["upload"]


def test_a_keyboard_is_enough(sign_in: SignIn, officer: dict[str, Any]) -> None:
    page = sign_in(officer["name"])
    page.goto("/dataset/new")
    page.focus("#field-title")
    page.keyboard.type(TITLE)

    tab_to(page, "#field-notes")
    page.keyboard.type("Kunjungan pasien ke puskesmas.")
    tab_to(page, "[name=information_category]")
    page.keyboard.press("Space")
    tab_to(page, "[name=exemption_status]")
    tab_to(page, ".ppid-section-register summary")
    page.keyboard.press("Enter")
    tab_to(page, "#field-controlling_unit")
    tab_to(page, NEXT)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/dataset/{SLUG}/resource/new")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_form_keeps_nobody_out(
    sign_in: SignIn,
    officer: dict[str, Any],
    barriers: Callable[[Page], list[str]],
    viewport: ViewportSize,
) -> None:
    page = sign_in(officer["name"], viewport=viewport)
    describe(page, "dikecualikan", "dikecualikan-seluruhnya")
    page.click(SAVE_EXEMPT)
    expect(page.locator(".ppid-errors")).to_be_focused()
    assert barriers(page) == []
    box = page.locator("#dataset-edit").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= viewport["width"]
    describe(page, "setiap-saat", "terbuka")
    page.click(NEXT)
    page.wait_for_url("**/resource/new")
    assert barriers(page) == []
