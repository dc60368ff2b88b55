"""Bad input through the API: refused with the right status, naming field, value and law.

Whatever is refused leaves nothing half-written: the entry stays as it was.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from ckan import model
from ckan.lib import api_token
from ckan.tests import helpers

pytestmark = pytest.mark.usefixtures("with_plugins")

HUNDRED_KB = "panjang " * 12_800


@pytest.fixture
def officer(person):
    return person("disdukcapil", "rsud-taman-husada", role="editor")


@pytest.fixture
def call(app, officer):
    """Post to an action as an officer of two bodies."""

    def post(action: str, headers: dict[str, str] | None = None, **data: Any):
        return app.post(f"/api/3/action/{action}", json=data, headers=headers or officer.headers)

    return post


def errors_of(response) -> dict[str, Any]:
    assert response.status_code == 409, response.body
    return response.json["error"]


def told(response, field: str) -> str:
    errors = errors_of(response)
    assert field in errors, errors
    return " ".join(map(str, errors[field]))


class TestValues:
    @pytest.mark.parametrize(
        ("field", "value", "named"),
        [
            ("information_category", "rahasia", "rahasia"),
            ("information_category", "", "UU 14/2008"),
            ("exemption_status", "tertutup", "tertutup"),
            ("exemption_status", None, "UU 14/2008"),
            ("information_kind", "berkala-01", "Profil Badan Publik"),
            ("information_kind", "setiap-saat-99", "setiap-saat-99"),
            ("title", "", "Judul"),
            ("notes", "", "UU 14/2008"),
            ("title", HUNDRED_KB, "300"),
            ("notes", HUNDRED_KB, "20.000|20,000|20000"),
            ("retention", HUNDRED_KB, "1.000|1,000|1000"),
            ("title", "Judul \x0b dengan kendali", "U\\+000B"),
            ("notes", "teks \x00 nol", "U\\+0000"),
            ("created_on", "kemarin", "kemarin"),
            ("created_on", "2025-02-30", "2025-02-30"),
            ("created_on", 20250303, "20250303"),
            ("period_end", "2024-01", "2024-01"),
            ("region_code", "99.99", "99.99"),
            ("update_frequency", "kadang", "kadang"),
            ("geographic_level", "negara", "negara"),
            ("priority_data", "mungkin", "mungkin"),
            ("available_forms", ["lisan"], "lisan"),
            ("personal_data", "ya", "UU 14/2008"),
            ("title", {"teks": "Judul"}, "teks"),
            ("notes", ["a", "b"], "a"),
            ("exemption_legal_basis", "UU 27/2022", "UU 27/2022"),
            ("responsible_opd", "dinas-antah-berantah", "dinas-antah-berantah"),
            ("responsible_opd", "bpbd", "bpbd"),
        ],
    )
    def test_a_wrong_value_is_named(self, call, open_record, field, value, named):
        response = call("package_create", **{**open_record, field: value})
        message = told(response, field)
        assert any(part.replace("\\", "") in message for part in named.split("|")), message
        assert model.Package.get(open_record["name"]) is None

    @pytest.mark.parametrize(
        ("field", "value", "named"),
        [
            ("exemption_grounds", [], "Pasal 17"),
            ("exemption_grounds", ["k"], "k"),
            ("exemption_legal_basis", [], "PERKI 1/2021"),
            ("exemption_legal_basis", [{"law": "UU 17/2023", "article": ""}], "PERKI 1/2021"),
            ("exemption_consequence_open", "", "UU 14/2008"),
            ("exemption_consequence_closed", " ", "UU 14/2008"),
            ("exemption_period_type", "selamanya", "selamanya"),
            ("exemption_period_type", "", "UU 14/2008|PP 61/2010"),
            ("exemption_condition", "", "UU 14/2008|PP 61/2010"),
            ("consequence_test_date", "2025-01-20", "20 Januari 2025"),
            ("consequence_test_number", "", "UU 14/2008"),
            ("information_kind", "setiap-saat-03", "Organisasi, administrasi"),
        ],
    )
    def test_a_weak_exemption_is_refused(self, call, exempt_record, field, value, named):
        errors = errors_of(call("package_create", **{**exempt_record, field: value}))
        message = str(errors)
        assert any(part in message for part in named.split("|")), message
        assert model.Package.get(exempt_record["name"]) is None

    def test_a_ground_a_of_31_years_is_refused(self, call, exempt_record):
        record = {
            **exempt_record,
            "exemption_grounds": ["a"],
            "exemption_period_type": "tanggal",
            "exemption_start": "2025-01-01",
            "exemption_end": "2056-01-02",
        }
        assert "30" in told(call("package_create", **record), "exemption_end")

    def test_every_field_empty(self, call, open_record):
        empty = dict.fromkeys(open_record, "")
        response = call("package_create", **{**empty, "tags": []})
        assert response.status_code in {403, 409}

    def test_every_field_empty_for_the_site_itself(self, refused, open_record):
        errors = refused("package_create", **{**dict.fromkeys(open_record, ""), "tags": []})
        assert {"title", "name", "notes", "owner_org", "information_category"} <= set(errors)

    def test_markup_and_rare_characters_are_kept_and_shown_harmless(
        self, app, publish, open_record
    ):
        publish(
            open_record,
            title="<script>alert('x')</script> 𝕏 ☃",
            notes="<img src=x onerror=alert(1)>",
        )
        page = app.get(f"/dataset/{open_record['name']}")
        assert page.status_code == 200, page.body
        assert "<script>alert('x')" not in page.body
        assert "<img src=x" not in page.body
        assert "𝕏" in page.body


class TestExemptEntriesHoldNoFiles:
    """UU 14/2008 Pasal 54: what is exempt is nowhere in the public record, however it comes."""

    FILE = {"name": "Rekam medis", "url": "https://example.org/rekam.csv", "format": "CSV"}

    def test_on_create(self, call, exempt_record):
        response = call("package_create", **exempt_record, resources=[self.FILE])
        assert "Pasal" in str(errors_of(response))
        assert model.Package.get(exempt_record["name"]) is None

    def test_on_update(self, call, publish, exempt_record):
        stored = publish(exempt_record)
        response = call("package_update", **{**stored, "resources": [self.FILE]})
        assert "Pasal" in str(errors_of(response))
        self.has_no_files(exempt_record)

    def test_on_patch(self, call, publish, exempt_record):
        publish(exempt_record)
        response = call("package_patch", id=exempt_record["name"], resources=[self.FILE])
        assert "Pasal" in str(errors_of(response))
        self.has_no_files(exempt_record)

    def test_on_revise(self, call, publish, exempt_record):
        publish(exempt_record)
        response = call(
            "package_revise",
            match={"name": exempt_record["name"]},
            update={"resources": [self.FILE]},
        )
        assert "Pasal" in str(errors_of(response))
        self.has_no_files(exempt_record)

    def test_on_resource_create(self, call, publish, exempt_record):
        publish(exempt_record)
        response = call("resource_create", package_id=exempt_record["name"], **self.FILE)
        assert "Pasal" in str(errors_of(response))
        self.has_no_files(exempt_record)

    def test_on_upload(self, app, officer, publish, exempt_record):
        publish(exempt_record)
        response = app.post(
            "/api/3/action/resource_create",
            data={
                "package_id": exempt_record["name"],
                "name": "Rekam medis",
                "upload": (BytesIO(b"nama,diagnosa\n"), "rekam.csv"),
            },
            content_type="multipart/form-data",
            headers=officer.headers,
        )
        assert "Pasal" in str(errors_of(response))
        self.has_no_files(exempt_record)

    @pytest.mark.parametrize(
        "says_resources", [True, False], ids=["resources-given", "resources-left-out"]
    )
    def test_turning_exempt_with_files_left(
        self, call, publish, open_record, exempt_record, says_resources
    ):
        """The files of an open entry are not forgotten when only its status changes."""
        stored = publish(open_record, resources=[self.FILE])
        closed = {
            **exempt_record,
            "id": stored["id"],
            "name": stored["name"],
            "owner_org": "disdukcapil",
        }
        if says_resources:
            closed["resources"] = stored["resources"]
        assert "Pasal" in str(errors_of(call("package_update", **closed)))
        kept = helpers.call_action("package_show", id=stored["id"])
        assert kept["exemption_status"] == "terbuka"
        assert len(kept["resources"]) == 1

    def test_turning_exempt_after_the_files_are_gone(
        self, call, publish, open_record, exempt_record
    ):
        stored = publish(open_record, resources=[self.FILE])
        papers = ("consequence_test_", "exemption_decision_")  # the PPID Utama's to give
        proposed = {k: v for k, v in exempt_record.items() if not k.startswith(papers)}
        closed = {**proposed, "id": stored["id"], "owner_org": "disdukcapil", "resources": []}
        assert call("package_update", **closed).status_code == 200
        self.has_no_files({"name": exempt_record["name"]})

    def has_no_files(self, record):
        assert helpers.call_action("package_show", id=record["name"])["resources"] == []


class TestWho:
    def test_another_opd_is_refused(self, app, person, open_record):
        stranger = person("dinkes", role="admin")
        response = app.post(
            "/api/3/action/package_create", json=open_record, headers=stranger.headers
        )
        assert response.status_code == 403
        assert model.Package.get(open_record["name"]) is None

    def test_anonymous_is_refused_and_learns_nothing(self, app, clean_portal, open_record):
        response = app.post("/api/3/action/package_create", json=open_record)
        assert response.status_code == 403
        assert "disdukcapil" not in response.body

    def test_an_expired_token_is_nobody(self, app, person, open_record):
        officer = person("disdukcapil", role="editor")
        yesterday = datetime.now(UTC) - timedelta(days=1)
        token = (
            model.Session.query(model.ApiToken).filter_by(owner=model.User.get(officer.name)).one()
        )
        expired = api_token.encode({"jti": token.id, "exp": api_token.into_seconds(yesterday)})
        response = app.post(
            "/api/3/action/package_create", json=open_record, headers={"Authorization": expired}
        )
        assert response.status_code == 403

    def test_a_forged_token_is_nobody(self, app, clean_portal, open_record):
        response = app.post(
            "/api/3/action/package_create", json=open_record, headers={"Authorization": "x.y.z"}
        )
        assert response.status_code == 403

    def test_moving_an_entry_to_another_opd_is_refused(self, call, publish, open_record):
        publish(open_record)
        response = call("package_patch", id=open_record["name"], owner_org="dinkes")
        assert response.status_code in {403, 409}
        assert (
            helpers.call_action("package_show", id=open_record["name"])["organization"]["name"]
            == "disdukcapil"
        )


class TestMalformedRequests:
    @pytest.mark.parametrize("resources", ["berkas.csv", {"url": "x"}, ["x"], 5])
    def test_resources_of_the_wrong_shape(self, call, open_record, resources):
        response = call("package_create", **{**open_record, "resources": resources})
        assert response.status_code in {400, 409}, response.body
        assert model.Package.get(open_record["name"]) is None

    def test_a_body_that_is_not_json(self, app, officer):
        response = app.post(
            "/api/3/action/package_create",
            data="{bukan json",
            content_type="application/json",
            headers=officer.headers,
        )
        assert response.status_code == 400
