"""A spreadsheet in Chromium: filled in, found wrong, mended, applied, and found in the DIP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import jobs
from ckan.tests import helpers
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, ViewportSize, expect
from rq import SimpleWorker

from ckanext.ppidbontang.domain.written.headings import HEADINGS

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

PROGRESS = ".ppid-import-summary progress"
ROWS = ".ppid-import-rows tbody tr"
APPLY = "form[action$='/terapkan'] button"

TITLES = [f"Laporan Kegiatan Bidang Nomor {number} Tahun 2025" for number in range(1, 11)]
LAWFUL = {
    "notes": "Kegiatan, anggaran, dan hasilnya.",
    "information_category": "Informasi Berkala",
    "information_kind": "berkala-03",
    "exemption_status": "Terbuka",
    "controlling_unit": "Sekretariat",
    "created_on": "2025-12-31",
}
# What is wrong in two of the ten rows, and what it says once it is mended.
WRONG = {4: ("information_kind", "serta-merta-01"), 7: ("created_on", "32 Desember 2025")}

Barriers = Callable[[Page], list[str]]
SignIn = Callable[..., Page]


@pytest.fixture
def officer(
    with_request_context: None, portal: str, user: Callable[..., dict[str, Any]]
) -> Iterator[str]:
    """Return the name of an officer of Dinas Kesehatan, and take their imports away."""
    yield user("dinkes")["name"]
    model.Session.rollback()
    model.Session.execute(sa.text("DELETE FROM ppid_import"))
    model.Session.execute(sa.text("DELETE FROM file WHERE storage = 'originals'"))
    model.Session.commit()


def work() -> None:
    """Do what is queued for the portal's worker, here: another process would take long to start."""
    queue = jobs.get_queue()
    SimpleWorker([queue], connection=queue.connection).work(burst=True)


def places(sheet: Worksheet) -> dict[str, int]:
    """Return which column of the template says which field."""
    fields = {heading: field for field, heading in HEADINGS.items()}
    headings = [str(cell.value) for cell in sheet[2]]
    return {fields[text]: place for place, text in enumerate(headings, 1) if text in fields}


def fill(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows into the template as an officer would."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = places(sheet)
    for number, row in enumerate(rows, 3):
        for field, value in row.items():
            sheet.cell(number, columns[field], value)
    book.save(path)


def saved(page: Page, click: str, path: Path) -> Path:
    with page.expect_download() as taken:
        page.click(click)
    taken.value.save_as(path)
    return path


def upload(page: Page, path: Path) -> None:
    page.set_input_files("#field-upload", path)
    page.click("form[action$='/impor'] button[type=submit]")


def fits(page: Page, barriers: Barriers) -> None:
    """Hold a page to what everybody needs of it: read by axe, and no wider than a small phone."""
    assert barriers(page) == []
    size = page.viewport_size or DESKTOP
    page.set_viewport_size(NARROW)
    assert page.evaluate(OVERFLOW) == 0
    page.set_viewport_size(size)


def test_from_the_template_to_the_dip(
    sign_in: SignIn,
    user: Callable[..., dict[str, Any]],
    officer: str,
    barriers: Barriers,
    tmp_path: Path,
) -> None:
    page = sign_in(officer)
    page.goto("/dataset/")
    page.click(".page_primary_action a[href$='/impor']")
    fits(page, barriers)
    template = saved(page, "form[action$='template.xlsx'] button", tmp_path / "daftar.xlsx")
    rows = [{"title": title, **LAWFUL} for title in TITLES]
    for place, (field, value) in WRONG.items():
        rows[place][field] = value
    fill(template, rows)

    page.click("form[action$='/impor'] button[type=submit]")
    expect(page.locator("#ppid-errors")).to_be_focused()
    page.click("#ppid-errors a")
    expect(page.locator("#field-upload")).to_be_focused()
    fits(page, barriers)

    upload(page, template)
    page.wait_for_url("**/impor/*?action=refuse")
    expect(page.locator(ROWS)).to_have_count(2)
    kind, date = (page.locator(f"{ROWS} .ppid-import-problems").nth(place) for place in (0, 1))
    expect(kind).to_contain_text("Bencana alam")
    expect(kind).to_contain_text("UU 14/2008 Pasal")
    expect(date).to_contain_text("32 Desember 2025")
    expect(page.locator(APPLY)).to_contain_text("8")
    page.click(".ppid-import-table summary")
    fits(page, barriers)
    marked = saved(page, "a[href$='galat.xlsx']", tmp_path / "galat.xlsx")

    mended = load_workbook(marked)
    sheet = mended.worksheets[0]
    columns = places(sheet)
    for place, (field, _value) in WRONG.items():
        assert sheet.cell(3 + place, columns[field]).comment
        sheet.cell(3 + place, columns[field], LAWFUL[field])
    mended.save(marked)
    page.goto("/impor")
    upload(page, marked)
    page.wait_for_url("**/impor/*")
    expect(page.locator(ROWS)).to_have_count(10)
    address = page.url.partition("?")[0]

    page.click(APPLY)
    expect(page.locator(PROGRESS)).to_be_visible()
    fits(page, barriers)
    work()
    expect(page.locator("#laporan")).to_be_focused()
    expect(page.locator(f"{ROWS} .ppid-import-created")).to_have_count(10)
    fits(page, barriers)
    page.click(f"{ROWS} a >> nth=9")
    expect(page.locator("h1")).to_contain_text(TITLES[9])

    utama = user("kota-bontang", role="admin")["name"]
    found = helpers.call_action(
        "package_search", {"ignore_auth": True}, include_private=True, rows=20
    )
    for entry in found["results"]:
        helpers.call_action(
            "ppid_review_publish", {"user": utama, "ignore_auth": False}, id=entry["id"]
        )
    page.goto(address)
    page.click("a[href*='/dip']:has-text('DIP')")
    dip = saved(page, ".ppid-formats a[href*='.csv']", tmp_path / "dip.csv")
    told = dip.read_text(encoding="utf-8-sig")
    assert [title for title in TITLES if title not in told] == []


def test_on_a_phone_without_a_script(sign_in: SignIn, officer: str, tmp_path: Path) -> None:
    page = sign_in(officer, viewport=NARROW, java_script_enabled=False)
    page.goto("/impor")
    path = tmp_path / "dip.csv"
    path.write_text(
        "No;Judul;Ringkasan isi informasi;Kategori informasih\n"
        "1;Rencana Kerja 2026;Kegiatan dan anggaran.;Informasi Berkala\n",
        encoding="utf-8",
    )
    upload(page, path)
    expect(page.locator(".ppid-import-table")).to_have_attribute("open", "")
    page.click(".ppid-import-table button[type=submit]")
    expect(page.locator(f"{ROWS} .ppid-import-create")).to_have_count(1)
    assert page.locator("body").bounding_box()["width"] <= NARROW["width"]  # pyright: ignore[reportOptionalSubscript]
    page.click(APPLY)
    expect(page.locator(PROGRESS)).to_be_visible()
    work()
    expect(page.locator(f"{ROWS} .ppid-import-created")).to_have_count(1)  # it reads itself anew
    page.click(".ppid-import-undo summary")
    page.click("form[action$='/urungkan'] button")
    expect(page.locator(PROGRESS)).to_be_visible()
    work()
    expect(page.locator(f"{ROWS} .ppid-import-undone")).to_have_count(1)
    page.goto("/dashboard/datasets")
    expect(page.locator(".dataset-item")).to_have_count(0)
