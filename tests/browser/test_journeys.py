"""The things that people come for, each done as a person does it; axe looks at every page passed.

The import of a spreadsheet is in `test_import.py`, with all that goes wrong on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.browser.catalogue import EXEMPT, OPEN, TABLE, URGENT
from tests.browser.conftest import PASSWORD
from tests.browser.person import Person

ATOM = "{http://www.w3.org/2005/Atom}"
SUBMIT = "section.ppid-review form[action$='ajukan'] button"
PUBLISH = "section.ppid-review form[action$='terbitkan'] button"
MOVE = "form.ppid-move button[type=submit]"

SitDown = Callable[..., Person]
MakeUser = Callable[..., dict[str, Any]]


@pytest.fixture
def officer(person: SitDown, user: MakeUser) -> Person:
    """Seat an officer of Dinas Kesehatan."""
    return _signed_in(person(), user("dinkes")["name"])


@pytest.fixture
def utama(person: SitDown, user: MakeUser) -> Person:
    """Seat the PPID Utama."""
    return _signed_in(person(), user("kota-bontang", role="admin")["name"])


def _signed_in(somebody: Person, name: str) -> Person:
    somebody.opens("/user/login")
    somebody.writes("#field-login", name)
    somebody.writes("#field-password", PASSWORD)
    somebody.sends("#field-password")
    return somebody


@pytest.mark.usefixtures("catalogue")
def test_a_citizen_finds_by_words(person: SitDown) -> None:
    citizen = person()
    citizen.opens("/")
    citizen.writes("#field-main-search", "penduduk kelurahan")
    citizen.sends("#field-main-search")
    citizen.follows(OPEN["title"])
    citizen.reads(OPEN["notes"])
    link = citizen.page.locator("a.resource-url-analytics")
    expect(link).to_have_attribute("href", OPEN["resources"][0]["url"])


@pytest.mark.usefixtures("catalogue")
def test_a_citizen_finds_by_the_body(person: SitDown) -> None:
    """By its name in the directory, and by what everybody calls it."""
    citizen = person()
    citizen.opens("/")
    citizen.goes("/organization/")
    citizen.goes("/organization/bpbd")
    citizen.follows(URGENT["title"], within="main, [role=main]")
    citizen.opens("/dataset/")
    citizen.writes("#field-giant-search", "BPBD")
    citizen.sends("#field-giant-search")
    expect(citizen.page.locator(".dataset-item")).to_have_count(1)
    citizen.follows(URGENT["title"], within=".dataset-item")


@pytest.mark.usefixtures("catalogue")
def test_a_citizen_finds_by_the_category(person: SitDown) -> None:
    """Category, kind, entry: three clicks from any page."""
    citizen = person()
    citizen.opens("/")
    citizen.goes("/informasi")
    citizen.goes("/informasi/setiap-saat", within="main, [role=main]")
    citizen.clicks(".ppid-kinds a")
    expect(citizen.page.locator(".dataset-item")).to_have_count(1)
    citizen.follows(OPEN["title"])
    expect(citizen.page.locator("h1")).to_have_text(OPEN["title"])


@pytest.mark.usefixtures("catalogue")
def test_a_citizen_reads_why_something_is_closed(person: SitDown) -> None:
    """UU 14/2008 Pasal 17 to 20: the ground, the consequences and the period; never a file."""
    citizen = person()
    citizen.opens("/dataset/")
    citizen.goes("information_category=dikecualikan")
    citizen.follows(EXEMPT["title"])
    citizen.reads("UU 14/2008 Pasal 17 huruf h")
    citizen.reads(EXEMPT["exemption_consequence_open"])
    citizen.reads(EXEMPT["exemption_consequence_closed"])
    expect(citizen.page.locator("a[href*='/download/'], a.resource-url-analytics")).to_have_count(0)


def test_a_citizen_downloads_a_file(person: SitDown, entry: dict[str, Any]) -> None:
    citizen = person()
    citizen.opens(f"/dataset/{entry['name']}")
    assert citizen.takes("a.resource-url-analytics").read_text() == TABLE
    citizen.goes(f"/resource/{entry['resources'][0]['id']}")


@pytest.mark.usefixtures("catalogue")
def test_a_citizen_subscribes(person: SitDown) -> None:
    """To the urgent announcements, from the page that shows them."""
    citizen = person()
    citizen.opens("/informasi/serta-merta")
    feed = citizen.page.locator("main a[href$='.atom'], [role=main] a[href$='.atom']").first
    answer = citizen.page.request.get(str(feed.get_attribute("href")))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    told = [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(answer.body())]
    assert URGENT["title"] in told


@pytest.mark.usefixtures("catalogue")
def test_a_citizen_takes_the_register_home(person: SitDown) -> None:
    """UU 14/2008 Pasal 11: the DIP, narrowed to one body, as a table."""
    citizen = person()
    citizen.opens("/")
    citizen.goes("/dip", within="footer")
    citizen.page.select_option("#field-register-opd", "disdukcapil")
    citizen.clicks("form.ppid-filters button[type=submit]")
    content = citizen.takes("a[href*='.csv']").read_text(encoding="utf-8-sig")
    assert OPEN["title"] in content
    assert URGENT["title"] not in content
    assert citizen.takes("a[href*='.pdf']").read_bytes().startswith(b"%PDF")


def test_an_officer_signs_in(person: SitDown, user: MakeUser) -> None:
    """Back to where they wanted to be; a wrong password is said, and a pasted one is taken."""
    officer = person(permissions=["clipboard-read", "clipboard-write"])
    officer.opens("/pengecualian")
    name = user("dinkes")["name"]
    for password in ("bukan-sandinya", PASSWORD):
        officer.writes("#field-login", name)
        officer.page.evaluate("text => navigator.clipboard.writeText(text)", password)
        officer.page.focus("#field-password")
        officer.page.keyboard.press("Control+V")
        field = officer.page.locator("#field-password")
        expect(field).to_have_attribute("autocomplete", "current-password")
        officer.sends("#field-password")
        if password != PASSWORD:
            expect(field).to_have_attribute("aria-describedby", "login-errors")
            expect(officer.page.locator("#login-errors")).to_have_role("alert")
    officer.page.wait_for_url("**/pengecualian*")
    expect(officer.page.locator("h1")).to_be_visible()


def test_an_entry_is_published_and_an_error_corrected(officer: Person, utama: Person) -> None:
    """Written, refused at a field, corrected, submitted, published, and read by everybody."""
    page, title = officer.page, "Jumlah Kunjungan Puskesmas Menurut Bulan"
    officer.goes("/dataset/new")
    officer.writes("#field-title", title)
    page.check("[name=information_category][value=setiap-saat]")
    page.check("[name=exemption_status][value=terbuka]")
    officer.clicks("button.ppid-to-files")
    expect(page.locator("#ppid-errors")).to_be_focused()
    officer.clicks("#ppid-errors a")
    notes = page.locator("#field-notes")
    expect(notes).to_be_focused()
    expect(notes).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("Kunjungan pasien ke puskesmas menurut bulan.")
    officer.clicks("button.ppid-to-files")
    page.wait_for_url("**/resource/new")
    officer.arrives()
    page.set_input_files(
        "[name=upload]",
        {"name": "kunjungan.csv", "mimeType": "text/csv", "buffer": TABLE.encode()},
    )
    officer.clicks("button[value=go-metadata]")
    officer.clicks(SUBMIT)

    utama.opens("/tinjauan")
    utama.follows(title)
    utama.clicks(PUBLISH)
    utama.signs_out()
    utama.opens("/dataset/")
    utama.follows(title)
    assert utama.takes("a.resource-url-analytics").read_text() == TABLE


def test_an_exemption_is_proposed_and_decided(
    officer: Person, utama: Person, person: SitDown, entry: dict[str, Any]
) -> None:
    """UU 14/2008 Pasal 17, 19: closed by a proposal, tested, decided; the public reads why."""
    officer.opens(f"/dataset/{entry['name']}")
    officer.goes(f"{entry['name']}/pengecualian")
    page = officer.page
    page.check("[name=exemption_status][value=dikecualikan-seluruhnya]")
    page.check("#field-exemption_grounds-h")
    law = "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan"
    officer.writes("#field-exemption_legal_basis-0-law", law)
    officer.writes("#field-exemption_legal_basis-0-article", "Pasal 177")
    officer.writes("#field-exemption_consequence_open", "Mengungkap kondisi pasien.")
    officer.writes("#field-exemption_consequence_closed", "Melindungi rahasia pasien.")
    page.select_option("#field-exemption_period_type", "permanen")
    officer.clicks(MOVE)

    utama.opens("/pengecualian")
    utama.follows(entry["title"])
    utama.writes("#field-consequence_test_number", "180/UK/2026")
    utama.writes("#field-consequence_test_date", "2026-01-06")
    utama.writes("#field-consequence_test_place", "Bontang")
    utama.writes("#field-attendees", "PPID Utama; PPID Pelaksana; Bagian Hukum")
    utama.clicks(MOVE)
    utama.opens(f"/dataset/{entry['name']}/pengecualian?langkah=tetapkan")
    utama.page.check("[name=outcome][value=dikecualikan-seluruhnya]")
    utama.writes("#field-exemption_decision_number", "188/PPID/2026")
    utama.writes("#field-exemption_decision_date", "2026-01-12")
    utama.writes("#field-exemption_decision_official", "PPID Utama")
    utama.clicks(MOVE)

    citizen = person()
    citizen.opens(f"/dataset/{entry['name']}")
    citizen.reads("188/PPID/2026")
    citizen.reads("Mengungkap kondisi pasien.")
    expect(citizen.page.locator(".resource-item")).to_have_count(0)
