"""Every way of CKAN to a stored entry meets the same law; each is tried by who may not."""

from __future__ import annotations

from contextlib import suppress

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import helpers
from ckan.types import Context

from ckanext.ppidbontang.domain.changes import PAPER_FIELDS
from ckanext.ppidbontang.model import ReviewEvent

FILE = {"name": "Tabel", "url": "https://example.go.id/tabel.csv", "format": "CSV"}


@pytest.fixture
def boss(person):
    """Return the PPID Pelaksana of Disdukcapil; CKAN keeps bulk changes for administrators."""
    return person("disdukcapil", role="admin")


@pytest.fixture
def draft(does, officer, open_record):
    return does(officer, "package_create", **open_record, resources=[FILE])


@pytest.fixture
def published(does, utama, open_record):
    return does(utama, "package_create", **open_record, resources=[FILE])


@pytest.fixture
def exempt(does, utama, closed_record):
    return does(utama, "package_create", **closed_record)


@pytest.fixture
def partial(does, utama, partial_record):
    return does(utama, "package_create", **partial_record, resources=[FILE])


class TestPublishing:
    """Only the PPID Utama un-privates; serta-merta information aside."""

    @pytest.fixture(
        params=["update", "patch", "revise", "restored-version", "bulk", "form-value"],
    )
    def try_it(self, request, does):
        def update(user, entry):
            does(user, "package_update", **{**entry, "private": False})

        def patch(user, entry):
            does(user, "package_patch", id=entry["id"], private=False)

        def revise(user, entry):
            does(user, "package_revise", match={"id": entry["id"]}, update={"private": False})

        def restore(user, entry):
            was = {**entry, "private": False, "review_state": "published", "title": "Dahulu"}
            does(user, "package_update", **was)

        def bulk(user, entry):
            does(user, "bulk_update_public", datasets=[entry["id"]], org_id=entry["owner_org"])

        def form(user, entry):
            does(user, "package_patch", id=entry["id"], private="no")

        ways = (update, patch, revise, restore, bulk, form)
        return dict(
            zip(
                ("update", "patch", "revise", "restored-version", "bulk", "form-value"),
                ways,
                strict=True,
            )
        )[request.param]

    def test_the_body_does_not(self, try_it, boss, draft, stored):
        with pytest.raises((tk.ValidationError, tk.NotAuthorized), match="PPID Utama"):
            try_it(boss, draft)
        assert stored(draft["id"]).private is True
        assert ReviewEvent.latest(draft["id"]) is None

    def test_the_ppid_utama_does(self, try_it, utama, draft, stored):
        try_it(utama, draft)
        assert stored(draft["id"]).private is False
        last = ReviewEvent.latest(draft["id"])
        assert last is not None
        assert (last.step, last.actor) == ("publish", utama.name)

    @pytest.mark.parametrize("value", ["", None])
    def test_what_says_nothing_changes_nothing(self, does, officer, draft, value):
        kept = does(officer, "package_update", **{**draft, "private": value, "title": "Baru"})
        assert (kept["title"], kept["private"]) == ("Baru", True)

    def test_leaving_it_out_changes_nothing(self, does, officer, draft):
        record = {name: value for name, value in draft.items() if name != "private"}
        assert does(officer, "package_update", **{**record, "title": "Baru"})["private"] is True

    def test_nor_does_a_value_that_is_neither(self, is_refused, officer, draft):
        assert is_refused(officer, "package_patch", id=draft["id"], private="t")["private"]

    def test_files_may_change_without_publishing(self, does, officer, draft, stored):
        does(officer, "resource_create", package_id=draft["id"], name="Dua", url="https://a.id/2")
        file = draft["resources"][0]["id"]
        does(officer, "resource_patch", id=file, name="Satu")
        does(officer, "resource_update", **{**FILE, "id": file, "name": "Satu lagi"})
        does(officer, "resource_delete", id=file)
        assert stored(draft["id"]).private is True

    def test_restored_from_deletion_only_as_private(
        self, does, is_refused, officer, published, stored
    ):
        does(officer, "package_delete", id=published["id"])
        errors = is_refused(officer, "package_patch", id=published["id"], state="active")
        assert errors["private"]
        back = does(officer, "package_patch", id=published["id"], state="active", private=True)
        assert (back["state"], back["private"]) == ("active", True)

    def test_serta_merta_in_bulk(self, does, boss, urgent_record, stored):
        entry = does(boss, "package_create", **urgent_record, private=True)
        one = {"datasets": [entry["id"]], "org_id": entry["owner_org"]}
        does(boss, "bulk_update_public", **one)
        assert stored(entry["id"]).private is False

    def test_hiding_is_free(self, does, boss, published, stored):
        one = {"datasets": [published["id"]], "org_id": published["owner_org"]}
        does(boss, "bulk_update_private", **one)
        assert stored(published["id"]).private is True


class TestOpening:
    """Nobody opens by hand what is closed, the PPID Utama and sysadmins included."""

    OPEN = {
        "information_category": "setiap-saat",
        "information_kind": "setiap-saat-03",
        "exemption_status": "terbuka",
    }

    @pytest.fixture(params=["officer", "utama", "sysadmin"])
    def anybody(self, request, person):
        if request.param == "sysadmin":
            return person(sysadmin=True)
        return request.getfixturevalue(request.param)

    @pytest.mark.parametrize("way", ["update", "patch", "revise"])
    def test_wholly_exempt(self, does, is_refused, anybody, exempt, way, stored):
        if way == "revise":
            sent = {"match": {"id": exempt["id"]}, "update": self.OPEN}
        else:
            sent = {**(exempt if way == "update" else {"id": exempt["id"]}), **self.OPEN}
        errors = is_refused(anybody, f"package_{way}", **sent)
        assert "ppid_exemption_open" in errors["exemption_status"][0]
        assert stored(exempt["id"]).extras["exemption_status"] == "dikecualikan-seluruhnya"

    def test_partly_exempt(self, is_refused, anybody, partial):
        sent = {"id": partial["id"], "exemption_status": "terbuka"}
        assert is_refused(anybody, "package_patch", **sent)["exemption_status"]

    def test_from_the_whole_to_a_part(self, is_refused, anybody, exempt):
        sent = {**self.OPEN, "exemption_status": "dikecualikan-sebagian", "exempt_parts": "Nama"}
        assert is_refused(anybody, "package_patch", id=exempt["id"], **sent)["exemption_status"]

    def test_by_posting_an_old_version_back(
        self, does, is_refused, officer, utama, published, proposal, stored
    ):
        """The record of an earlier activity, with the files it had."""
        old = dict(published)
        does(
            utama,
            "ppid_exemption_propose",
            id=published["id"],
            **{name: value for name, value in proposal.items() if name.startswith("exemption_")},
        )
        for user in (officer, utama):
            errors = is_refused(user, "package_update", **old)
            assert "ppid_exemption_open" in str(errors)
        entry = stored(published["id"])
        assert entry.extras["exemption_status"] == "dikecualikan-seluruhnya"
        assert entry.resources == []

    def test_by_a_file(self, is_refused, anybody, exempt):
        errors = is_refused(anybody, "resource_create", package_id=exempt["id"], **FILE)
        assert "Pasal 54" in str(errors)

    def test_the_portal_itself_may(self, act, exempt, stored):
        """`ckan ppid load` works with `ignore_auth`, as this does: the operator answers for it."""
        act("package_patch", id=exempt["id"], **self.OPEN)
        assert stored(exempt["id"]).extras["exemption_status"] == "terbuka"


class TestReasonsAndPapers:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("exemption_grounds", ["a"]),
            ("exemption_legal_basis", [{"law": "UU 1/2000", "article": "Pasal 1"}]),
            ("exemption_consequence_open", "Lain."),
            ("exemption_condition", "Lain."),
            ("exemption_start", "2025-02-01"),
            ("exempt_parts", "Semua."),
            ("consequence_test_number", "999"),
            ("exemption_decision_official", "Lain"),
        ],
    )
    def test_are_not_the_bodys(self, does, is_refused, officer, utama, partial, field, value):
        assert is_refused(officer, "package_patch", id=partial["id"], **{field: value})[field]
        changed = does(utama, "package_show", id=partial["id"])
        assert changed[field] == partial[field]

    def test_the_ppid_utama_corrects_them(self, does, utama, partial):
        new = does(utama, "package_patch", id=partial["id"], exempt_parts="Nama pelapor.")
        assert new["exempt_parts"] == "Nama pelapor."

    @pytest.mark.parametrize("field", PAPER_FIELDS)
    def test_papers_are_not_given_at_birth(
        self, is_refused, officer, proposal, closed_record, field
    ):
        errors = is_refused(officer, "package_create", **proposal, **{field: closed_record[field]})
        assert "PPID Utama" in str(errors[field])

    def test_a_body_proposes_and_edits_the_rest(self, does, officer, proposal):
        entry = does(officer, "package_create", **proposal)
        assert (entry["private"], entry["review_state"]) == (True, "draft")
        changed = does(officer, "package_patch", id=entry["id"], notes="Ringkasan lain.")
        assert changed["notes"] == "Ringkasan lain."
        full = does(officer, "package_show", id=entry["id"])
        assert does(officer, "package_update", **{**full, "title": "Judul"})["title"] == "Judul"

    def test_closing_is_free(self, does, officer, published, proposal, stored):
        file = published["resources"][0]["id"]
        does(officer, "resource_delete", id=file)
        reasons = {k: v for k, v in proposal.items() if k.startswith("exemption_")}
        does(
            officer,
            "package_patch",
            id=published["id"],
            information_category="dikecualikan",
            information_kind="",
            **reasons,
        )
        entry = stored(published["id"])
        assert entry.private is False  # what is closed, and why, is public at once
        assert entry.extras["exemption_status"] == "dikecualikan-seluruhnya"


class TestCategory:
    @pytest.mark.parametrize(
        ("category", "kind"), [("serta-merta", "serta-merta-01"), ("berkala", "berkala-01")]
    )
    def test_of_what_is_published_stays(
        self, is_refused, officer, published, urgent_record, category, kind
    ):
        sent = {**urgent_record, "information_category": category, "information_kind": kind}
        sent |= {"id": published["id"], "name": published["name"]}
        errors = is_refused(officer, "package_patch", **sent)
        assert "PPID Utama" in errors["information_category"][0]

    def test_of_a_draft_is_free(self, does, officer, draft):
        new = {"information_category": "berkala", "information_kind": "berkala-01"}
        assert does(officer, "package_patch", id=draft["id"], **new)["private"] is True


class TestMoving:
    @pytest.fixture
    def pair(self, person):
        return person("disdukcapil", "dinkes", role="admin")

    @pytest.mark.parametrize("reference", ["id", "name"])
    @pytest.mark.parametrize("way", ["update", "patch", "revise"])
    def test_by_a_save(self, is_refused, pair, draft, way, reference, stored):
        other = model.Group.get("dinkes")
        assert other
        to = {"owner_org": getattr(other, reference)}
        if way == "revise":
            sent = {"match": {"id": draft["id"]}, "update": to}
        else:
            sent = {**(draft if way == "update" else {"id": draft["id"]}), **to}
        assert "PPID Utama" in is_refused(pair, f"package_{way}", **sent)["owner_org"][0]
        assert stored(draft["id"]).owner_org == draft["owner_org"]

    def test_its_own_body_by_name_is_no_move(self, does, officer, draft):
        does(officer, "package_patch", id=draft["id"], owner_org="disdukcapil", title="Baru")

    def test_by_the_action_for_it(self, does, pair, utama, draft, stored):
        """CKAN keeps it for sysadmins: it neither judges nor indexes what it moves."""
        for user in (pair, utama):
            with pytest.raises(tk.NotAuthorized):
                does(user, "package_owner_org_update", id=draft["id"], organization_id="dinkes")
        assert stored(draft["id"]).owner_org == draft["owner_org"]

    def test_by_the_ppid_utama(self, does, utama, draft):
        moved = does(utama, "package_patch", id=draft["id"], owner_org="dinkes")
        assert moved["organization"]["name"] == "dinkes"

    @pytest.mark.parametrize("capacity", ["organization", "public", "admin"])
    def test_by_membership(self, does, person, draft, capacity, stored):
        """An entry that is made a member of another body stays whose it is, and unseen."""
        grabber = person("dinkes", role="admin")
        sent = {
            "id": "dinkes",
            "object": draft["id"],
            "object_type": "package",
            "capacity": capacity,
        }
        with suppress(tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
            does(grabber, "member_create", **sent)
        with pytest.raises(tk.ObjectNotFound):
            does(grabber, "package_show", id=draft["id"])
        assert stored(draft["id"]).owner_org == draft["owner_org"]

    def test_by_the_record_of_a_body(self, does, person, draft, stored):
        grabber = person("dinkes", role="admin")
        body = does(grabber, "organization_show", id="dinkes")
        packages = [{"id": draft["id"], "name": draft["name"], "capacity": "admin"}]
        with suppress(tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
            does(grabber, "organization_update", **{**body, "packages": packages})
        assert stored(draft["id"]).owner_org == draft["owner_org"]
        with pytest.raises(tk.ObjectNotFound):
            does(grabber, "package_show", id=draft["id"])

    def test_an_administrator_of_a_body_makes_nobody_ppid_utama(self, does, person):
        boss, friend = person("dinkes", role="admin"), person("dinkes")
        with pytest.raises(tk.NotAuthorized):
            does(
                boss,
                "organization_member_create",
                id="kota-bontang",
                username=friend.name,
                role="admin",
            )


class TestCollaborators:
    def test_are_switched_off(self, does, officer, person, draft):
        friend = person("dinkes")
        with pytest.raises((tk.NotAuthorized, tk.ValidationError)):
            does(
                officer,
                "package_collaborator_create",
                id=draft["id"],
                user_id=friend.name,
                capacity="admin",
            )

    def test_meet_the_law_all_the_same(
        self, monkeypatch, does, is_refused, officer, person, draft, stored
    ):
        monkeypatch.setitem(tk.config, "ckan.auth.allow_dataset_collaborators", True)
        friend = person("dinkes")
        user = model.User.get(friend.name)
        assert user
        member = model.PackageMember(package_id=draft["id"], user_id=user.id, capacity="editor")
        model.Session.add(member)
        model.Session.commit()
        assert is_refused(friend, "package_patch", id=draft["id"], private=False)["private"]


class TestDeleting:
    @pytest.mark.parametrize("way", ["delete", "patch", "bulk"])
    @pytest.mark.parametrize("sort", ["exempt", "partial"])
    def test_what_is_closed_is_not_the_bodys_to_delete(
        self, request, does, boss, utama, way, sort, stored
    ):
        entry = request.getfixturevalue(sort)

        def delete(user):
            if way == "delete":
                does(user, "package_delete", id=entry["name"])
            elif way == "patch":
                does(user, "package_patch", id=entry["id"], state="deleted")
            else:
                one = {"datasets": [entry["id"]], "org_id": entry["owner_org"]}
                does(user, "bulk_update_delete", **one)

        with pytest.raises((tk.NotAuthorized, tk.ValidationError), match="PPID Utama"):
            delete(boss)
        assert stored(entry["id"]).state == "active"
        delete(utama)
        assert stored(entry["id"]).state == "deleted"

    @pytest.mark.parametrize("way", ["delete", "bulk"])
    def test_what_is_open_is(self, does, boss, draft, way, stored):
        if way == "delete":
            does(boss, "package_delete", id=draft["id"])
        else:
            one = {"datasets": [draft["id"]], "org_id": draft["owner_org"]}
            does(boss, "bulk_update_delete", **one)
        assert stored(draft["id"]).state == "deleted"

    def test_one_exempt_entry_keeps_the_whole_bulk(self, does, boss, draft, exempt, stored):
        both = {"datasets": [draft["id"], exempt["id"]], "org_id": draft["owner_org"]}
        with pytest.raises(tk.NotAuthorized):
            does(boss, "bulk_update_delete", **both)
        assert stored(draft["id"]).state == "active"

    def test_a_deleted_exempt_entry_stays_closed(self, does, is_refused, utama, exempt):
        does(utama, "package_delete", id=exempt["id"])
        sent = {"id": exempt["id"], "state": "active", **TestOpening.OPEN}
        assert is_refused(utama, "package_patch", **sent)["exemption_status"]

    def test_a_file_of_a_partly_exempt_entry_may_go(self, does, officer, partial, stored):
        does(officer, "resource_delete", id=partial["resources"][0]["id"])
        assert stored(partial["id"]).resources == []


class TestPurging:
    @pytest.mark.parametrize("trusted", [True, False], ids=["site", "sysadmin"])
    def test_what_was_exempt_outlives_everybody(self, person, exempt, stored, trusted):
        user = person(sysadmin=True)
        context = Context(user=user.name, ignore_auth=trusted)
        with pytest.raises(tk.NotAuthorized, match=exempt["name"]):
            tk.get_action("dataset_purge")(context, {"id": exempt["id"]})
        assert stored(exempt["id"]).state == "active"

    def test_what_was_never_exempt_may_go(self, does, person, draft):
        does(person(sysadmin=True), "dataset_purge", id=draft["id"])
        assert model.Package.get(draft["id"]) is None

    def test_nobody_else_purges(self, does, utama, draft):
        with pytest.raises(tk.NotAuthorized):
            does(utama, "dataset_purge", id=draft["id"])


def test_the_api_says_it_in_words(app, officer, draft):
    response = app.post(
        "/api/3/action/package_patch",
        json={"id": draft["id"], "private": False},
        headers=officer.headers,
    )
    assert response.status_code == 409
    assert "PERKI 1/2021 Pasal 25" in str(response.json["error"]["private"])
    shown = helpers.call_action("package_show", id=draft["id"])
    assert shown["private"] is True
