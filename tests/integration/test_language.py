"""The portal speaks Indonesian: on every page, in every refusal, to whoever names no language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from flask_babel import force_locale
from werkzeug.exceptions import default_exceptions

from tests import english

pytestmark = pytest.mark.usefixtures("with_plugins")

Record = dict[str, Any]

NO_TOKEN = "The CSRF token is missing."


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
    """What the reading of every page in tests/leaks/test_language.py does not come to."""

    @pytest.mark.parametrize(
        "path",
        [
            "/dataset/?q=penduduk&sort=title_string+asc",
            "/dataset/?information_category=setiap-saat",
            "/dataset/?q=zzzzzz",
            "/organization/?q=zzzzzz",
            "/user/login",
            "/tidak-ada",
            "/dataset/tidak-ada",
        ],
    )
    def test_the_public_reads_no_english(self, app, entry: Record, path: str) -> None:
        assert english.heard(app.get(path).body) == {}

    def test_every_error_is_said_in_indonesian(self, app) -> None:
        """With what Werkzeug has to say of each, and Flask-WTF of a form."""
        errors = [(code, error.description) for code, error in default_exceptions.items()]
        with app.flask_app.test_request_context():
            told = [tk.h.ppid_error(*error) for error in (*errors, (400, NO_TOKEN), ([500], "Bug"))]
        assert english.heard("<br>".join(text for error in told for text in error.values())) == {}
        assert "kode keamanan" in told[-2]["text"]

    def test_the_form_names_what_is_missing_in_indonesian(
        self, app, person: Callable[..., Any]
    ) -> None:
        officer = person("disdukcapil", fullname="Petugas PPID", about="")
        response = app.post("/dataset/new", headers=officer.headers, data={"save": ""})
        assert "wajib diisi" in response.body.lower()
        assert english.heard(response.body) == {}


class TestMessages:
    """The API answers in the portal's language, since a program names none."""

    def test_a_rule_of_the_law(self, app, person: Callable[..., Any], open_record: Record) -> None:
        officer = person("disdukcapil")
        record = {**open_record, "information_kind": "berkala-01"}
        error = app.post("/api/3/action/package_create", json=record, headers=officer.headers).json[
            "error"
        ]
        assert error["information_kind"] == [
            '"Jenis informasi": "Profil Badan Publik" termasuk kategori "Informasi Berkala", '
            'bukan "Informasi Setiap Saat" (UU 14/2008 Pasal 11).'
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
