"""The portal speaks Indonesian: on every page, in every refusal, to whoever names no language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup, Comment
from flask_babel import force_locale

pytestmark = pytest.mark.usefixtures("with_plugins")

Record = dict[str, Any]

# Names of things, not words of a language.
NAMES = re.compile(
    r"\b(CKAN|API|PPID|CSV|XLSX|DIP|OPD|URL|English|Markdown|Facebook|Open Data Commons .+"
    r"|Open Data|GNU Free Documentation License|UK Open Government Licence)\b"
)
ENGLISH = re.compile(
    r"\b("
    r"about|account|activity|add|address|all|and|are|author|bodies|body|category|changes|choose"
    r"|close|contact|create|created|dataset|datasets|delete|description|details|download|edit"
    r"|entries|entry|error|files?|filter|follow|followers|for|forgot|from|groups?|hide|home|image"
    r"|information|kind|language|last|licen[cs]es?|log ?in|log ?out|manage|members?|missing|more"
    r"|name|new|next|not|of|only|order|organi[sz]ations?|password|please|preview|previous|private"
    r"|public|publish|published|remove|required|resources?|results?|save|search|settings|show"
    r"|summary|tags?|the|this|title|toggle|unknown|update|updated|upload|users?|value|view|views"
    r"|visibility|with|year|you|your"
    r")\b",
    re.IGNORECASE,
)
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
# Code, and names that CKAN prints as it stores them: no catalogue reaches those.
NOT_SPOKEN = "script, style, template, code, pre, #activity_types_filter option"


def spoken(page: str) -> Iterator[str]:
    """Yield what a page says to those who see it and to those who have it read to them."""
    soup = BeautifulSoup(page, "html.parser")
    for unseen in soup.select(NOT_SPOKEN):
        unseen.decompose()
    for text in soup.find_all(string=True):
        if not isinstance(text, Comment):
            yield str(text)
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in SPOKEN_ATTRIBUTES if tag.has_attr(name))


def english(page: str) -> set[str]:
    """Return the lines of a page that hold English words."""
    lines = (NAMES.sub("", line).strip() for line in spoken(page))
    return {line for line in lines if ENGLISH.search(line)}


@pytest.fixture
def entry(publish: Callable[..., Record], open_record: Record) -> Record:
    """Publish an open entry with a link."""
    return publish(
        open_record,
        resources=[
            {"name": "Penduduk", "url": "https://bontang.example/data.csv", "format": "CSV"}
        ],
    )


class TestPages:
    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/about",
            "/dataset/",
            "/dataset/?q=penduduk&sort=title_string+asc",
            "/dataset/?information_category=setiap-saat",
            "/dataset/?q=zzzzzz",
            "/dataset/jumlah-penduduk-2025",
            "/organization/",
            "/organization/?q=zzzzzz",
            "/organization/disdukcapil",
            "/organization/about/disdukcapil",
            "/user/login",
            "/user/reset",
        ],
    )
    def test_the_public_reads_no_english(self, app, entry: Record, path: str) -> None:
        response = app.get(path)
        assert response.status_code == 200
        assert english(response.body) == set()

    def test_an_exempt_entry_explains_itself_in_indonesian(
        self, app, publish: Callable[..., Record], exempt_record: Record
    ) -> None:
        publish(exempt_record)
        assert english(app.get("/dataset/rekam-medis-pasien").body) == set()

    def test_the_page_of_a_file(self, app, entry: Record) -> None:
        path = f"/dataset/{entry['name']}/resource/{entry['resources'][0]['id']}"
        assert english(app.get(path).body) == set()

    @pytest.mark.parametrize(
        "path", ["/tidak-ada", "/dataset/tidak-ada", "/organization/tidak-ada"]
    )
    def test_a_page_that_is_not_there(self, app, bodies: None, path: str) -> None:
        response = app.get(path)
        assert response.status_code == 404
        assert english(response.body) == set()

    @pytest.mark.parametrize("path", ["/dataset/edit/jumlah-penduduk-2025", "/dataset/new"])
    def test_a_page_that_is_not_the_readers(self, app, entry: Record, path: str) -> None:
        response = app.get(path)
        assert response.status_code == 403
        assert english(response.body) == set()

    @pytest.mark.parametrize(
        "path",
        [
            "/dataset/new",
            "/dataset/edit/jumlah-penduduk-2025",
            "/dataset/jumlah-penduduk-2025/resource/new",
            "/dataset/resources/jumlah-penduduk-2025",
            "/dataset/delete/jumlah-penduduk-2025",
            "/dataset/activity/jumlah-penduduk-2025",
            "/dashboard/",
            "/dashboard/datasets",
            "/dashboard/organizations",
            "/user/edit",
        ],
    )
    def test_an_officer_reads_no_english(
        self, app, person: Callable[..., Any], entry: Record, path: str
    ) -> None:
        officer = person("disdukcapil", fullname="Petugas PPID", about="")
        response = app.get(path, headers=officer.headers)
        assert response.status_code == 200
        assert english(response.body) == set()

    def test_the_form_names_what_is_missing_in_indonesian(
        self, app, person: Callable[..., Any]
    ) -> None:
        officer = person("disdukcapil", fullname="Petugas PPID", about="")
        response = app.post("/dataset/new", headers=officer.headers, data={"save": ""})
        assert "wajib diisi" in response.body.lower()
        assert english(response.body) == set()


class TestMessages:
    """The API answers in the portal's language, since a program names none."""

    def test_a_rule_of_the_law(self, app, person: Callable[..., Any], open_record: Record) -> None:
        officer = person("disdukcapil")
        record = {**open_record, "information_kind": "berkala-01"}
        error = app.post("/api/3/action/package_create", json=record, headers=officer.headers).json[
            "error"
        ]
        assert error["information_kind"] == [
            '"Jenis informasi": "berkala-01" termasuk kategori "berkala", bukan "setiap-saat"'
            " (UU 14/2008 Pasal 11)."
        ]

    def test_a_rule_of_ckan(self, app, person: Callable[..., Any], entry: Record) -> None:
        officer = person("disdukcapil")
        record = {key: value for key, value in entry.items() if key != "id"}
        error = app.post("/api/3/action/package_create", json=record, headers=officer.headers).json[
            "error"
        ]
        assert error["name"] == ["Alamat (URL) itu sudah dipakai."]

    def test_something_that_is_not_there(self, app, bodies: None) -> None:
        error = app.get("/api/3/action/package_show?id=tidak-ada").json["error"]
        assert error["message"] == "Tidak ditemukan"

    def test_english_for_those_who_ask_for_it(self, app, bodies: None) -> None:
        assert "Search public information" in app.get("/en/").body
        assert "Cari informasi publik" not in app.get("/en/").body


class TestCommands:
    """A command has no reader: it speaks as it would to one who names no language."""

    def test_in_the_context_of_a_request_without_an_address(self, app) -> None:
        with app.flask_app.test_request_context():
            assert tk._("Missing value") == "Wajib diisi"
            assert tk.ungettext("{num} Dataset", "{num} Datasets", 3) == "{num} informasi"

    def test_in_a_language_of_its_choice(self, app) -> None:
        with app.flask_app.test_request_context(), force_locale("en"):
            assert tk._("Missing value") == "Missing value"
