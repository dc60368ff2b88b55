"""Who may do what, by CKAN's own organisation roles and their cascade."""

from __future__ import annotations

import pytest
from ckan.tests import helpers

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def saves(app, open_record):
    """Say the status of saving an entry by the API."""

    def post(user, owner_org: str, **changes) -> int:
        record = {**open_record, "owner_org": owner_org, **changes}
        response = app.post("/api/3/action/package_create", json=record, headers=user.headers)
        return response.status_code

    return post


@pytest.mark.parametrize(
    ("body", "role", "saves_for", "status"),
    [
        pytest.param("kota-bontang", "admin", "dinkes", 200, id="PPID Utama everywhere"),
        pytest.param("kota-bontang", "admin", "kel-api-api", 200, id="PPID Utama two levels"),
        pytest.param("kota-bontang", "editor", "dinkes", 403, id="an editor does not cascade"),
        pytest.param("kec-bontang-utara", "admin", "kel-api-api", 200, id="kecamatan for its own"),
        pytest.param("kec-bontang-utara", "admin", "kel-satimpo", 403, id="not another kelurahan"),
        pytest.param("dinkes", "admin", "dinkes", 200, id="PPID Pelaksana for its OPD"),
        pytest.param("dinkes", "editor", "dinkes", 200, id="officer for the OPD"),
        pytest.param("dinkes", "member", "dinkes", 403, id="a viewer saves nothing"),
        pytest.param("dinkes", "admin", "kota-bontang", 403, id="nobody saves upwards"),
        pytest.param("dinkes", "admin", "disdukcapil", 403, id="nobody for another OPD"),
    ],
)  # fmt: skip
def test_saving(person, saves, body, role, saves_for, status):
    assert saves(person(body, role=role), saves_for) == status


@pytest.mark.parametrize(
    ("body", "role", "status"),
    [
        pytest.param("kota-bontang", "admin", 200, id="PPID Utama"),
        pytest.param("dinkes", "admin", 409, id="PPID Pelaksana"),
        pytest.param("dinkes", "editor", 409, id="officer"),
        pytest.param("dinkes", "member", 403, id="viewer"),
    ],
)
def test_publishing(person, saves, body, role, status):
    assert saves(person(body, role=role), "dinkes", private=False) == status


class TestResponsibleOpd:
    def test_is_the_publisher_unless_said(self, person, saves, open_record):
        assert saves(person("dinkes", role="editor"), "dinkes") == 200
        shown = helpers.call_action("package_show", id=open_record["name"])
        assert shown["responsible_opd"] == "dinkes"

    def test_only_ppid_utama_names_another(self, person, saves, open_record):
        pair = person("diskominfo", "kel-satimpo", role="admin")
        assert saves(pair, "diskominfo", responsible_opd="kel-satimpo") == 409
        utama = person("kota-bontang", role="admin")
        assert saves(utama, "diskominfo", responsible_opd="kel-satimpo") == 200

    def test_an_officer_keeps_what_ppid_utama_named(self, app, person, saves, open_record):
        utama, officer = person("kota-bontang", role="admin"), person("diskominfo", role="editor")
        saves(utama, "diskominfo", responsible_opd="kel-satimpo")
        response = app.post(
            "/api/3/action/package_patch",
            json={"id": open_record["name"], "title": "Judul baru"},
            headers=officer.headers,
        )
        assert response.status_code == 200
        assert response.json["result"]["responsible_opd"] == "kel-satimpo"


class TestPrivateEntries:
    def test_a_viewer_reads_the_private_entries_of_the_body(
        self, app, person, publish, open_record
    ):
        publish(open_record, private=True)
        url = f"/api/3/action/package_show?id={open_record['name']}"
        viewer, stranger = person("disdukcapil", role="member"), person("dinkes", role="admin")
        assert app.get(url, headers=viewer.headers).status_code == 200
        assert app.get(url, headers=stranger.headers).status_code in {403, 404}
        assert app.get(url).status_code in {403, 404}
