"""The way of an exemption as persons go it in Chromium: proposed, tested, decided, opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ckan import model
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.catalogue import TABLE
from tests.browser.keyboard import tab_to

PHONE: ViewportSize = {"width": 390, "height": 844}
ENTRY = "/dataset/kunjungan-pasien"
CASE = f"{ENTRY}/pengecualian"
WHOLE, PART = "dikecualikan-seluruhnya", "dikecualikan-sebagian"
SEND = "form.ppid-move button[type=submit]"

SignIn = Callable[..., Page]
OpenPage = Callable[..., Page]
MakeUser = Callable[..., dict[str, Any]]


@pytest.fixture
def officer(user: MakeUser) -> str:
    return user("dinkes")["name"]


@pytest.fixture
def utama(user: MakeUser) -> str:
    return user("kota-bontang", "admin")["name"]


def propose(page: Page, status: str = WHOLE) -> None:
    """Fill in a proposal and send it."""
    page.goto(CASE)
    page.check(f"[name=exemption_status][value={status}]")
    page.check("#field-exemption_grounds-h")
    page.fill(
        "#field-exemption_legal_basis-0-law", "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan"
    )
    page.fill("#field-exemption_legal_basis-0-article", "Pasal 177")
    page.fill("#field-exemption_consequence_open", "Mengungkap kondisi kesehatan pasien.")
    page.fill("#field-exemption_consequence_closed", "Melindungi rahasia pribadi pasien.")
    page.select_option("#field-exemption_period_type", "tanggal")
    page.fill("#field-exemption_end", "2035-01-10")
    page.fill("#field-note", "Catatan untuk PPID Utama.")
    page.click(SEND)


def record_test(page: Page) -> None:
    page.goto(CASE)
    page.fill("#field-consequence_test_number", "180/UK/2026")
    page.fill("#field-consequence_test_date", "2026-01-06")
    page.fill("#field-consequence_test_place", "Bontang")
    page.fill("#field-attendees", "PPID Utama; PPID Pelaksana; Bagian Hukum")
    page.click(SEND)


def decide(page: Page, move: str = "tetapkan", day: str = "2026-01-12", **answers: str) -> None:
    page.goto(f"{CASE}?langkah={move}")
    for name, value in answers.items():
        page.check(f"[name={name}][value={value}]")
    page.fill("#field-exemption_decision_number", "188/PPID/2026")
    page.fill("#field-exemption_decision_date", day)
    page.fill("#field-exemption_decision_official", "PPID Utama")
    page.click(SEND)


def stored() -> dict[str, Any]:
    """Return the entry as the site has written it meanwhile."""
    model.Session.rollback()
    model.Session.expire_all()
    return helpers.call_action("package_show", id="kunjungan-pasien")


def assert_fits(page: Page) -> None:
    """Hold that nothing is wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.evaluate("window.innerWidth")


def test_a_dataset_is_closed_decided_on_and_opened_again(
    sign_in: SignIn, open_page: OpenPage, entry: dict[str, Any], officer: str, utama: str
) -> None:
    citizen, address = open_page(), entry["resources"][0]["url"]
    citizen.goto(ENTRY)
    expect(citizen.locator(".resource-item")).to_have_count(1)
    assert citizen.request.get(address).status == 200

    office = sign_in(officer)
    office.goto(ENTRY)
    office.click(f"a[href$='{CASE}']")
    expect(office.locator("form.ppid-move .ppid-consequence")).to_contain_text("Pasal 54")
    propose(office)
    expect(office.locator(".flash-messages .alert")).to_be_visible()
    expect(office.locator("form.ppid-move")).to_have_count(0)

    citizen.reload()
    expect(citizen.locator(".ppid-exemption")).to_contain_text("UU 14/2008 Pasal 17 huruf h")
    expect(citizen.locator(".resource-item")).to_have_count(0)
    expect(citizen.locator(".ppid-history > li")).to_have_count(1)
    expect(citizen.locator("body")).not_to_contain_text("Catatan untuk PPID Utama.")
    assert "pasien.csv" not in citizen.content()
    assert citizen.request.get(address).status == 404
    assert citizen.request.get(CASE).status == 404

    head = sign_in(utama)
    head.goto(CASE)
    expect(head.locator("[name=outcome]")).to_have_count(0)
    record_test(head)
    decide(head, outcome=WHOLE)
    expect(head.locator(".ppid-history > li")).to_have_count(3)
    expect(head.locator(".ppid-history")).to_contain_text("Catatan untuk PPID Utama.")
    citizen.goto(ENTRY)
    expect(citizen.locator(".ppid-history")).to_contain_text("188/PPID/2026")

    decide(head, "buka")
    expect(head.locator(".ppid-history > li")).to_have_count(4)
    citizen.reload()
    expect(citizen.locator(".ppid-exemption")).to_have_count(0)
    expect(citizen.locator(".resource-item")).to_have_count(1)
    expect(citizen.locator(".ppid-history > li")).to_have_count(4)
    assert citizen.request.get(address).text() == TABLE


def test_refused_moves_say_why(
    sign_in: SignIn, entry: dict[str, Any], officer: str, utama: str
) -> None:
    office = sign_in(officer)
    office.goto(CASE)
    office.check(f"[name=exemption_status][value={WHOLE}]")
    office.fill("#field-note", "Tetap di sini.")
    office.click(SEND)
    summary = office.locator("#ppid-errors")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("UU 14/2008 Pasal 17")
    expect(office.locator("#field-note")).to_have_value("Tetap di sini.")
    summary.locator("a").first.click()
    expect(office.locator("#field-exemption_grounds")).to_be_focused()
    propose(office)

    head, stale = sign_in(utama), sign_in(utama)
    head.goto(f"{CASE}?langkah=tetapkan")
    expect(head.locator("[name=outcome]")).to_have_count(1)
    # A form that was made elsewhere: a decision before the test.
    head.locator("[name=outcome]").evaluate(f"answer => {{ answer.value = '{WHOLE}' }}")
    head.fill("#field-exemption_decision_number", "188/PPID/2026")
    head.fill("#field-exemption_decision_date", "2026-01-12")
    head.fill("#field-exemption_decision_official", "PPID Utama")
    head.click(SEND)
    expect(head.locator("#ppid-errors")).to_contain_text("UU 14/2008 Pasal 19")
    expect(head.locator("#field-exemption_decision_number")).to_have_value("188/PPID/2026")

    stale.goto(f"{CASE}?langkah=tetapkan")
    record_test(head)
    stale.fill("#field-exemption_decision_number", "1/2026")
    with stale.expect_response(lambda answer: answer.url.endswith("/tetapkan")) as answered:
        stale.click(SEND)
    assert answered.value.status == 409
    expect(stale.locator("#ppid-errors")).to_contain_text("Diuji")
    expect(stale.locator("#field-exemption_decision_number")).to_have_value("1/2026")


def test_a_part_without_a_script(
    sign_in: SignIn, open_page: OpenPage, entry: dict[str, Any], officer: str
) -> None:
    page = sign_in(officer, java_script_enabled=False)
    page.goto(CASE)
    expect(page.locator("[name=exempt_parts]")).to_be_hidden()
    page.check(f"[name=exemption_status][value={PART}]")
    page.check("[name=resources][type=checkbox]")
    page.fill("#field-exempt_parts", "Nama pasien dihitamkan.")
    expect(page.locator(".ppid-row")).to_have_count(3)
    page.fill("#field-exemption_legal_basis-2-law", "Undang-Undang Nomor 27 Tahun 2022")
    page.fill("#field-exemption_legal_basis-2-article", "Pasal 4")
    page.check("#field-exemption_grounds-h")
    page.fill("#field-exemption_consequence_open", "Mengungkap kondisi kesehatan pasien.")
    page.fill("#field-exemption_consequence_closed", "Melindungi rahasia pribadi pasien.")
    page.select_option("#field-exemption_period_type", "permanen")
    page.click(SEND)
    expect(page.locator(".ppid-history > li")).to_have_count(1)
    record = stored()
    assert record["exemption_status"] == PART
    assert [row["article"] for row in record["exemption_legal_basis"]] == ["Pasal 4"]
    assert record["resources"] == []


def test_originals_come_and_go(
    sign_in: SignIn, open_page: OpenPage, entry: dict[str, Any], officer: str, tmp_path: Path
) -> None:
    page = sign_in(officer)
    propose(page)
    new = tmp_path / "rekam-medis.csv"
    new.write_text("a,b\n1,2\n")
    page.goto(ENTRY)
    page.set_input_files("#originals [name=upload]", new)
    page.click("#originals button[type=submit]")
    expect(page.locator("#originals tbody tr")).to_have_count(2)
    page.goto(ENTRY)
    link = page.locator("#originals td a", has_text="rekam-medis.csv")
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_text() == new.read_text()
    page.locator("#originals summary").first.click()
    assert len(page.locator(".ppid-checksum").first.inner_text()) == 64
    stranger = open_page()
    stranger.goto(ENTRY)
    expect(stranger.locator("#originals")).to_have_count(0)
    assert stranger.request.get(str(link.get_attribute("href"))).status == 404


def test_a_keyboard_is_enough_to_propose(
    sign_in: SignIn, entry: dict[str, Any], officer: str
) -> None:
    page = sign_in(officer)
    page.goto(CASE)
    page.focus("h1 + p a")

    tab_to(page, "[name=exemption_status]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#field-exemption_grounds-h")
    page.keyboard.press("Space")
    for field, text in (
        ("exemption_legal_basis-0-law", "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan"),
        ("exemption_legal_basis-0-article", "Pasal 177"),
        ("exemption_consequence_open", "Mengungkap kondisi kesehatan."),
        ("exemption_consequence_closed", "Melindungi pasien."),
    ):
        tab_to(page, f"#field-{field}")
        page.keyboard.type(text)
    tab_to(page, "#field-exemption_period_type")
    page.keyboard.press("End")
    tab_to(page, SEND)
    page.keyboard.press("Enter")
    expect(page.locator(".ppid-history > li")).to_have_count(1)
    record = stored()
    assert record["exemption_period_type"] == "permanen"


def test_the_pages_keep_nobody_out_on_a_phone(
    sign_in: SignIn,
    open_page: OpenPage,
    entry: dict[str, Any],
    officer: str,
    utama: str,
    barriers: Callable[[Page], list[str]],
) -> None:
    def look(page: Page) -> None:
        page.wait_for_load_state()  # with the style sheets that CKAN puts at the end
        assert barriers(page) == []
        assert_fits(page)

    office, head = sign_in(officer, viewport=PHONE), sign_in(utama, viewport=PHONE)
    citizen = open_page(viewport=PHONE)
    office.goto(CASE)
    office.check(f"[name=exemption_status][value={PART}]")
    look(office)
    office.click(SEND)
    expect(office.locator("#ppid-errors")).to_be_focused()
    look(office)
    propose(office)
    look(office)
    head.goto(CASE)
    look(head)
    record_test(head)
    look(head)
    decide(head, outcome=WHOLE)
    look(head)
    head.goto(f"{CASE}?langkah=buka")
    look(head)
    office.goto(ENTRY)
    look(office)
    citizen.goto(ENTRY)
    look(citizen)
