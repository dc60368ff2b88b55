"""The review in Chromium: an officer submits, the PPID Utama returns and publishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests import helpers
from playwright.sync_api import Page, ViewportSize, expect

from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
NAME = "kunjungan-puskesmas"
TITLE = "Jumlah Kunjungan Puskesmas Menurut Bulan"
NOTE = "Kolom 4 belum diisi.\nSebutkan pejabatnya."
BOX = "section.ppid-review"

SignIn = Callable[..., Page]
MakeUser = Callable[..., dict[str, Any]]
Barriers = Callable[[Page], list[str]]


@pytest.fixture
def officer(user: MakeUser) -> str:
    """Return the name of an officer of Dinas Kesehatan."""
    return user("dinkes")["name"]


@pytest.fixture
def utama(user: MakeUser) -> str:
    """Return the name of the PPID Utama."""
    return user("kota-bontang", role="admin")["name"]


def save(page: Page, category: str = "setiap-saat", *, script: bool = True) -> None:
    """Fill in the form, as far as an entry needs it, and leave it without files."""
    page.goto("/dataset/new")
    if script:  # it hides the field of the address and makes the address from the title
        page.wait_for_selector(".slug-preview")
    page.fill("#field-title", TITLE)
    if not script:
        page.fill("#field-name", NAME)
    page.fill("#field-notes", "Kunjungan pasien ke puskesmas menurut bulan.")
    page.check(f"[name=information_category][value={category}]")
    page.check("[name=exemption_status][value=terbuka]")
    for statement in ANNOUNCEMENT_STATEMENTS if category == "serta-merta" else ():
        page.fill(f"#field-{statement.field}", f"{statement.label}.")
    page.click("button.ppid-to-files")
    page.wait_for_url("**/resource/new")
    page.click("button[value=go-metadata]")
    page.wait_for_selector(BOX)


def step(page: Page, word: str) -> None:
    page.click(f"{BOX} form[action$='{word}'] button")
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("script", "viewport"),
    [(True, DESKTOP), (False, PHONE)],
    ids=["script-desktop", "no-script-phone"],
)
def test_from_draft_to_publication(
    sign_in: SignIn,
    open_page: Callable[..., Page],
    barriers: Barriers,
    officer: str,
    utama: str,
    script: bool,
    viewport: ViewportSize,
) -> None:
    options = {"java_script_enabled": script, "viewport": viewport}
    writer, reviewer = sign_in(officer, **options), sign_in(utama, **options)
    public = open_page(viewport=viewport)
    writer.goto("/dataset/new")
    expect(writer.locator("[name=private]")).to_have_count(0)
    save(writer, script=script)
    address = writer.url
    step(writer, "ajukan")
    expect(writer.locator(f"{BOX} form")).to_have_count(0)
    response = public.goto(address)
    assert response is not None
    assert response.status == 404

    reviewer.goto("/tinjauan")
    reviewer.click(f"text={TITLE}")
    reviewer.click(f"{BOX} details summary >> nth=0")
    reviewer.fill("[name=note]", NOTE)
    if script:
        assert barriers(reviewer) == []
    step(reviewer, "kembalikan")

    writer.goto("/tinjauan")
    expect(writer.locator(".ppid-review-queue")).to_contain_text("Kolom 4 belum diisi.")
    if script:
        assert barriers(writer) == []
    body = writer.locator("body").bounding_box()
    assert body is not None
    assert body["width"] <= viewport["width"]
    writer.click(f"text={TITLE}")
    expect(writer.locator(f"{BOX} .ppid-review-note").first).to_contain_text("Sebutkan pejabat")
    step(writer, "ajukan")

    reviewer.goto(address)
    step(reviewer, "terbitkan")
    response = public.goto(address)
    assert response is not None
    assert response.status == 200
    expect(public.locator(BOX)).to_have_count(0)


def test_urgent_information_is_out_at_once(
    sign_in: SignIn, open_page: Callable[..., Page], officer: str, utama: str
) -> None:
    writer = sign_in(officer)
    writer.goto("/dataset/new")
    expect(writer.locator(".ppid-at-once")).to_be_hidden()
    writer.check("[name=information_category][value=serta-merta]")
    expect(writer.locator(".ppid-at-once")).to_be_visible()
    expect(writer.locator(".ppid-draft-first")).to_be_hidden()
    save(writer, "serta-merta")
    public = open_page()
    response = public.goto(writer.url)
    assert response is not None
    assert response.status == 200
    reviewer = sign_in(utama)
    expect(reviewer.locator("a[href$='/tinjauan'] .badge")).to_contain_text("1")
    reviewer.goto(writer.url)
    step(reviewer, "terbitkan")
    reviewer.goto("/tinjauan")
    expect(reviewer.locator(".ppid-review-queue")).to_have_count(0)


def test_a_stale_page_is_told_in_words(sign_in: SignIn, officer: str, utama: str) -> None:
    writer, reviewer = sign_in(officer), sign_in(utama)
    save(writer)
    address = writer.url
    step(writer, "ajukan")
    reviewer.goto(address)
    name = address.rsplit("/", 1)[-1]
    helpers.call_action("package_patch", {"user": officer}, id=name, title="Judul lain")
    step(reviewer, "terbitkan")
    expect(reviewer.locator("[role=alert]")).to_be_visible()
    assert helpers.call_action("package_show", id=name)["private"] is True
