"""The officer's form as HTML: its order, its errors, its way to a published entry."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup, Tag
from ckan.lib import files
from ckan.tests import helpers

Record = dict[str, Any]

GUIDE = Path(__file__).parents[2] / "docs/panduan-petugas.md"

FILES_FOLLOW = "dataset_new_1"
NO_FILES = ""
ENTRY = {
    "title": "Kunjungan puskesmas",
    "name": "kunjungan-puskesmas",
    "notes": "Kunjungan pasien ke puskesmas menurut bulan.",
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "terbuka",
    "tag_string": "kesehatan, puskesmas",
}
EXEMPT = {
    **ENTRY,
    "information_category": "dikecualikan",
    "information_kind": "",
    "exemption_status": "dikecualikan-seluruhnya",
    "exemption_grounds": ["a", "h"],
    "exemption_legal_basis-0-law": "Undang-Undang Nomor 31 Tahun 2014",
    "exemption_legal_basis-0-article": "Pasal 5",
    "exemption_legal_basis-1-law": "Undang-Undang Nomor 27 Tahun 2022",
    "exemption_legal_basis-1-article": "Pasal 4",
    "exemption_consequence_open": "Membahayakan pelapor.",
    "exemption_consequence_closed": "Melindungi pelapor.",
    "exemption_period_type": "tanggal",
    "exemption_start": "2025-01-10",
    "exemption_end": "2030-01-10",
}


class Officer:
    """Fills in forms as a user of the portal."""

    def __init__(self, app: Any, headers: dict[str, str]) -> None:
        self.app = app
        self.headers = headers
        self.owner = helpers.call_action("organization_show", id="dinkes")["id"]

    def get(self, path: str) -> BeautifulSoup:
        return read(self.app.get(path, headers=self.headers))

    def post(self, path: str, data: Record, status: int = 200) -> Any:
        return self.app.post(
            path, data=data, headers=self.headers, follow_redirects=False, status=status
        )

    def create(
        self, entry: Record, phase: str = FILES_FOLLOW, status: int = 302, **changes: Any
    ) -> Any:
        data = {"owner_org": self.owner, **entry, **changes, "save": "", "_ckan_phase": phase}
        return self.post("/dataset/new", data, status)

    def change(self, name: str, entry: Record, status: int = 302, **changes: Any) -> Any:
        data = {"owner_org": self.owner, **entry, **changes, "save": ""}
        return self.post(f"/dataset/edit/{name}", data, status)

    def add_file(
        self, entry: str, status: int, content: bytes = b"a,b\n1,2\n", **changes: Any
    ) -> Any:
        upload = (io.BytesIO(content), "tabel.csv")
        data = {"id": "", "name": "Tabel", "upload": upload, "save": "go-metadata", **changes}
        return self.post(f"/dataset/{entry}/resource/new", data, status)


@pytest.fixture
def officer(app: Any, person: Callable[..., Any]) -> Officer:
    """Return an officer of Dinas Kesehatan."""
    return Officer(app, person("dinkes").headers)


def read(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.body, "html.parser")


def errors(page: BeautifulSoup) -> dict[str, str]:
    """Return the texts of the error summary by the fields they lead to."""
    links = page.select(".ppid-errors[role=alert][tabindex='-1'] a")
    return {str(link["href"]).removeprefix("#field-"): link.get_text(strip=True) for link in links}


def ticked(page: BeautifulSoup, name: str) -> list[Any]:
    return [box["value"] for box in page.select(f"input[name={name}][checked]")]


def value(page: BeautifulSoup, name: str) -> Any:
    control = page.select_one(f"[name='{name}']")
    assert isinstance(control, Tag)
    if control.name == "select":
        chosen = control.select_one("[selected]")
        return chosen["value"] if chosen else ""
    return control.text if control.name == "textarea" else control.get("value")


def stored(name: str = ENTRY["name"]) -> Record:
    return helpers.call_action("package_show", id=name)


class TestNew:
    def test_sections_stand_in_the_order_an_officer_thinks(self, officer: Officer) -> None:
        page = officer.get("/dataset/new")
        sections = [section["class"][-1] for section in page.select(".ppid-section")]
        assert [section.removeprefix("ppid-section-") for section in sections] == [
            "identity",
            "classification",
            "exemption",
            "announcement",
            "register",
            "satu_data",
            "publication",
        ]

    def test_every_field_of_the_record_has_its_place(self, officer: Officer) -> None:
        page = officer.get("/dataset/new")
        schema = tk.h.scheming_get_dataset_schema("dataset")
        silent = {"responsible_opd", "review_state", "exemption_legal_basis"}
        names = {field["field_name"] for field in schema["dataset_fields"]} - silent
        missing = {name for name in names if not page.select(f".ppid-section [name={name}]")}
        assert missing == set()
        assert page.select("[name=exemption_legal_basis-0-law]")

    def test_every_category_is_explained_with_its_article(self, officer: Officer) -> None:
        cards = officer.get("/dataset/new").select("[data-field=information_category] .ppid-card")
        assert [card.small.text for card in cards if card.small] == [
            f"UU 14/2008 Pasal {article}" for article in (9, 10, 11, 17)
        ]

    def test_every_control_has_a_name(self, officer: Officer) -> None:
        page = officer.get("/dataset/new")
        labelled = {str(label["for"]) for label in page.select("form label[for]")}
        controls = page.select(".ppid-section :is(input, select, textarea):not([type=hidden])")
        assert {str(control["id"]) for control in controls} <= labelled

    def test_the_only_body_of_an_officer_is_chosen(self, officer: Officer) -> None:
        options = officer.get("/dataset/new").select("#field-owner_org option")
        assert [option["value"] for option in options] == [officer.owner]

    def test_only_the_ppid_utama_names_another_responsible_body(
        self, app: Any, officer: Officer, person: Callable[..., Any]
    ) -> None:
        utama = Officer(app, person("kota-bontang", role="admin").headers)
        assert officer.get("/dataset/new").select("[name=responsible_opd]") == []
        assert len(utama.get("/dataset/new").select("select[name=responsible_opd] option")) > 40

    def test_an_open_entry_goes_on_to_its_files(self, officer: Officer) -> None:
        answer = officer.create(ENTRY)
        assert answer.location.endswith("/dataset/kunjungan-puskesmas/resource/new")
        assert stored()["state"] == "draft"
        officer.add_file("kunjungan-puskesmas", 302)
        assert stored()["state"] == "active"
        assert [tag["name"] for tag in stored()["tags"]] == ["kesehatan", "puskesmas"]

    def test_an_exempt_entry_is_there_at_once(self, officer: Officer) -> None:
        answer = officer.create(EXEMPT, NO_FILES)
        assert answer.location.endswith("/dataset/kunjungan-puskesmas")
        assert stored()["state"] == "active"
        assert len(stored()["exemption_legal_basis"]) == 2

    def test_an_exempt_draft_is_saved_from_the_step_for_files(self, officer: Officer) -> None:
        officer.create(EXEMPT, FILES_FOLLOW)
        page = officer.get("/dataset/kunjungan-puskesmas/resource/new")
        assert page.select("input[type=file]") == []
        button = page.select_one(".ppid-no-files button")
        assert button is not None
        answer = officer.post(
            "/dataset/kunjungan-puskesmas/resource/new",
            {"id": "", str(button["name"]): button["value"]},
            302,
        )
        assert answer.location.endswith("/dataset/kunjungan-puskesmas")
        assert stored()["state"] == "active"

    def test_blank_rows_are_not_kept(self, officer: Officer) -> None:
        blank: Record = {"exemption_legal_basis-2-law": "", "exemption_legal_basis-2-article": ""}
        officer.create(EXEMPT, NO_FILES, **blank)
        assert len(stored()["exemption_legal_basis"]) == 2

    def test_another_body_is_refused(self, officer: Officer) -> None:
        other = helpers.call_action("organization_show", id="disdukcapil")["id"]
        officer.create(ENTRY, owner_org=other, status=403)
        assert helpers.call_action("package_list") == []

    def test_people_without_a_body_are_sent_away(
        self, app: Any, person: Callable[..., Any]
    ) -> None:
        reader = person()
        app.get("/dataset/new", headers=reader.headers, status=403)


class TestErrors:
    def test_an_empty_form_says_what_is_missing(self, officer: Officer) -> None:
        empty = dict.fromkeys((*ENTRY, "exemption_consequence_open"), "")
        found = errors(read(officer.create(empty, status=200)))
        assert {
            "title",
            "notes",
            "information_category",
            "exemption_status",
        } <= found.keys()
        assert "name" not in found  # it comes from the title
        assert "UU 14/2008 Pasal 11" in found["title"]

    def test_each_entry_leads_to_a_control_with_its_own_error(self, officer: Officer) -> None:
        page = read(
            officer.create(
                EXEMPT, NO_FILES, 200, exemption_consequence_open="", exemption_end="besok"
            )
        )
        for field in errors(page):
            control = page.select_one(f"#field-{field}")
            assert control is not None
            assert control["aria-invalid"] == "true"
            described = str(control["aria-describedby"]).split()
            assert f"error-{field}" in described
            assert all(page.find(id=note) for note in described)

    def test_nothing_typed_is_lost(self, officer: Officer) -> None:
        page = read(
            officer.create(
                EXEMPT, NO_FILES, 200, exemption_consequence_open="", exemption_end="besok"
            )
        )
        typed = {**EXEMPT, "exemption_consequence_open": "", "exemption_end": "besok"}
        for name in ("information_category", "exemption_status", "exemption_grounds"):
            expected = typed.pop(name)
            assert ticked(page, name) == (expected if isinstance(expected, list) else [expected])
        assert {name: value(page, name) for name in typed} == typed

    def test_a_section_with_an_error_or_a_text_is_open(self, officer: Officer) -> None:
        page = read(officer.create(ENTRY, status=200, title="", unit="orang", created_on="kemarin"))
        assert all(section.has_attr("open") for section in page.select("details.ppid-section"))
        page = officer.get("/dataset/new")
        assert not any(section.has_attr("open") for section in page.select("details.ppid-section"))

    def test_the_wrong_status_is_told_with_the_law(self, officer: Officer) -> None:
        found = errors(read(officer.create(EXEMPT, NO_FILES, 200, exemption_status="terbuka")))
        assert "UU 14/2008 Pasal 17" in found["exemption_status"]

    def test_a_row_that_is_half_filled_is_told_where_it_is(self, officer: Officer) -> None:
        page = read(
            officer.create(EXEMPT, NO_FILES, 200, **{"exemption_legal_basis-1-article": ""})
        )
        (target,) = errors(page)
        assert target.startswith("exemption_legal_basis")
        assert page.select_one(f"#field-{target}")
        assert value(page, "exemption_legal_basis-1-law") == EXEMPT["exemption_legal_basis-1-law"]

    def test_an_exemption_without_any_row_is_told(self, officer: Officer) -> None:
        rowless = {name: text for name, text in EXEMPT.items() if "legal_basis" not in name}
        page = read(officer.create(rowless, NO_FILES, 200))
        assert set(errors(page)) == {"exemption_legal_basis"}
        assert page.select("[name=exemption_legal_basis-0-law]")


class TestEdit:
    @pytest.fixture
    def exempt(self, officer: Officer) -> None:
        officer.create(EXEMPT, NO_FILES)

    def test_the_form_shows_what_is_stored(self, officer: Officer, exempt: None) -> None:
        page = officer.get("/dataset/edit/kunjungan-puskesmas")
        assert ticked(page, "exemption_grounds") == ["a", "h"]
        assert value(page, "exemption_legal_basis-1-article") == "Pasal 4"
        assert value(page, "exemption_start") == "2025-01-10"

    def test_what_was_taken_away_stays_away_beside_an_error(
        self, officer: Officer, exempt: None
    ) -> None:
        less = {name: text for name, text in EXEMPT.items() if name != "exemption_grounds"}
        page = read(officer.change("kunjungan-puskesmas", less, 200, title="", tag_string=""))
        assert {"title", "exemption_grounds"} == errors(page).keys()
        assert ticked(page, "exemption_grounds") == []
        assert value(page, "tag_string") == ""

    def test_a_change_is_saved(self, officer: Officer, exempt: None) -> None:
        answer = officer.change("kunjungan-puskesmas", EXEMPT, title="Pelapor")
        assert answer.location.endswith("/dataset/kunjungan-puskesmas")
        assert stored()["title"] == "Pelapor"
        assert stored()["private"] is True

    def test_the_reasons_of_what_is_closed_are_refused_at_their_field(
        self, officer: Officer, exempt: None
    ) -> None:
        page = read(officer.change("kunjungan-puskesmas", EXEMPT, 200, exemption_grounds=["h"]))
        assert set(errors(page)) == {"exemption_grounds"}
        assert stored()["exemption_grounds"] == ["a", "h"]

    def test_yes_and_no_come_back(self, officer: Officer) -> None:
        officer.create(EXEMPT, NO_FILES, priority_data="true")
        assert value(officer.get("/dataset/edit/kunjungan-puskesmas"), "priority_data") == "true"


class TestFiles:
    @pytest.fixture
    def draft(self, officer: Officer) -> str:
        officer.create(ENTRY)
        return ENTRY["name"]

    def test_a_file_over_the_limit_is_refused_in_words(
        self, officer: Officer, draft: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage = files.get_storage(tk.config["ckan.files.default_storages.resource"])
        monkeypatch.setattr(storage.settings, "max_size", 2048)
        page = read(officer.add_file(draft, 200, b"x" * 2049, name="Besar", description="Catatan"))
        error = page.select_one("#error-upload")
        assert error is not None
        assert "2 kB" in error.text
        assert value(page, "name") == "Besar"
        assert value(page, "description") == "Catatan"
        assert value(page, "id") in {None, ""}
        assert stored()["resources"] == []

    def test_a_smaller_file_is_taken_after_it(
        self, officer: Officer, draft: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage = files.get_storage(tk.config["ckan.files.default_storages.resource"])
        monkeypatch.setattr(storage.settings, "max_size", 2048)
        officer.add_file(draft, 200, b"x" * 2049)
        officer.add_file(draft, 302)
        assert len(stored()["resources"]) == 1

    def test_nothing_at_all_is_told(self, officer: Officer, draft: str) -> None:
        empty = {"id": "", "name": "", "description": "", "format": "", "url": "", "save": "again"}
        page = read(officer.post(f"/dataset/{draft}/resource/new", empty, 200))
        assert page.select_one(".ppid-errors[role=alert]")

    def test_an_open_entry_may_go_without_files(self, officer: Officer, draft: str) -> None:
        empty = {
            "id": "",
            "name": "",
            "description": "",
            "format": "",
            "url": "",
            "save": "go-metadata",
        }
        officer.post(f"/dataset/{draft}/resource/new", empty, 302)
        assert stored()["state"] == "active"

    def test_a_file_for_exempt_information_is_refused_in_words(self, officer: Officer) -> None:
        officer.create(EXEMPT, NO_FILES)
        page = read(officer.add_file(ENTRY["name"], 200))
        assert page.select_one(".ppid-no-files")
        assert stored()["resources"] == []

    def test_an_uploaded_file_keeps_when_its_name_changes(
        self, officer: Officer, draft: str
    ) -> None:
        officer.add_file(draft, 302)
        (file,) = stored()["resources"]
        path = f"/dataset/{draft}/resource/{file['id']}/edit"
        page = officer.get(path)
        data = {name: value(page, name) for name in ("url", "url_type", "description", "format")}
        officer.post(path, {**data, "name": "Nama baru", "save": ""}, 302)
        (changed,) = stored()["resources"]
        assert (changed["name"], changed["url"]) == ("Nama baru", file["url"])


class TestGuide:
    def test_the_records_of_the_guide_are_lawful(self, officer: Officer) -> None:
        records = re.findall(r"-d '(\{.*?\})'", GUIDE.read_text(), flags=re.DOTALL)
        assert len(records) == 2
        for record in map(json.loads, records):
            officer.app.post(
                "/api/3/action/package_create", json=record, headers=officer.headers, status=200
            )


class TestBodies:
    def test_an_error_leads_to_its_field(self, app: Any, person: Callable[..., Any]) -> None:
        pelaksana = Officer(app, person("dinkes", role="admin").headers)
        page = pelaksana.get("/organization/edit/dinkes")
        names = [str(control["name"]) for control in page.select("form.dataset-form [name]")]
        data = {name: value(page, name) or "" for name in names if name != "image_upload"}
        answer = pelaksana.post("/organization/edit/dinkes", {**data, "ppid_email": "salah"})
        assert set(errors(read(answer))) == {"ppid_email"}
