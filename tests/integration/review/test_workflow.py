"""Submit, publish, return, confirm: who may, what is kept, and which steps are refused."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import search
from ckan.tests import helpers
from ckan.types import Context

from ckanext.ppidbontang.model import ReviewEvent


@pytest.fixture
def draft(does, officer, open_record):
    """Return an entry that an officer saved."""
    return does(officer, "package_create", **open_record)


def steps(entry):
    return [(event.step, event.actor) for event in ReviewEvent.of(entry["id"])]


def found_by_public(entry):
    query = {"fq": f"id:{entry['id']}"}
    return tk.get_action("package_search")({"user": ""}, query)["count"] == 1


class TestCreating:
    def test_an_officer_begins_with_a_draft(self, draft):
        assert (draft["private"], draft["review_state"]) == (True, "draft")
        assert steps(draft) == []
        assert not found_by_public(draft)

    def test_an_officer_cannot_publish_by_saying_so(self, is_refused, officer, open_record):
        errors = is_refused(officer, "package_create", **open_record, private=False)
        assert "submit it for review" in errors["private"][0]
        assert model.Package.get(open_record["name"]) is None

    def test_what_a_caller_says_of_the_state_counts_for_nothing(self, does, officer, open_record):
        entry = does(officer, "package_create", **open_record, review_state="published")
        assert (entry["private"], entry["review_state"]) == (True, "draft")
        entry = does(officer, "package_patch", id=entry["id"], review_state="submitted")
        assert entry["review_state"] == "draft"

    def test_serta_merta_information_is_out_at_once(self, does, officer, urgent_record):
        """PERKI 1/2021 Pasal 25: no delay."""
        entry = does(officer, "package_create", **urgent_record)
        assert (entry["private"], entry["review_state"]) == (False, "published")
        assert steps(entry) == [("announce", officer.name)]
        assert found_by_public(entry)

    def test_the_ppid_utama_publishes_as_ever(self, does, utama, open_record):
        entry = does(utama, "package_create", **open_record)
        assert (entry["private"], entry["review_state"]) == (False, "published")
        assert steps(entry) == [("publish", utama.name)]

    def test_without_review_an_officer_publishes(self, direct, does, officer, open_record):
        entry = does(officer, "package_create", **open_record)
        assert (entry["private"], entry["review_state"]) == (False, "published")

    def test_the_portal_itself_publishes_without_a_trail(self, publish, open_record):
        entry = publish(open_record)
        assert entry["review_state"] == "published"
        assert steps(entry) == []


class TestTheWayOfAnEntry:
    def test_submitted_and_published(self, does, officer, utama, draft):
        done = does(officer, "ppid_review_submit", id=draft["name"])
        assert done["review_state"] == "submitted"
        assert not found_by_public(draft)
        queue = does(utama, "ppid_review_list")
        assert [row["name"] for row in queue["results"]] == [draft["name"]]
        done = does(utama, "ppid_review_publish", id=draft["id"], seen=done["metadata_modified"])
        assert done["review_state"] == "published"
        assert steps(draft) == [("submit", officer.name), ("publish", utama.name)]
        assert found_by_public(draft)
        shown = helpers.call_action("package_show", id=draft["id"])
        assert (shown["private"], shown["review_state"]) == (False, "published")
        assert does(utama, "ppid_review_list")["count"] == 0

    def test_returned_with_a_note_and_submitted_again(self, does, officer, utama, draft):
        does(officer, "ppid_review_submit", id=draft["id"])
        does(utama, "ppid_review_return", id=draft["id"], note=" Lengkapi kolom 4. ")
        [row] = does(officer, "ppid_review_list")["results"]
        assert (row["review_state"], row["note"]) == ("returned", "Lengkapi kolom 4.")
        changed = does(officer, "package_patch", id=draft["id"], created_place="Bontang")
        assert changed["review_state"] == "returned"
        assert does(officer, "ppid_review_submit", id=draft["id"])["review_state"] == "submitted"
        history = does(officer, "ppid_review_history", id=draft["id"])
        assert [step["step"] for step in history] == ["submit", "return", "submit"]
        assert history[1]["note"] == "Lengkapi kolom 4."

    def test_a_form_left_before_its_last_step_is_finished(self, does, officer, utama, open_record):
        context = Context(user=officer.name, allow_state_change=True)
        entry = tk.get_action("package_create")(context, {**open_record, "state": "draft"})
        assert (entry["state"], entry["private"]) == ("draft", True)
        does(officer, "ppid_review_submit", id=entry["id"])
        assert does(utama, "ppid_review_list")["count"] == 1

    def test_taken_back_in_an_emergency(self, does, officer, utama, open_record):
        entry = does(utama, "package_create", **open_record)
        taken = does(officer, "package_patch", id=entry["id"], private=True)
        assert (taken["private"], taken["review_state"]) == (True, "draft")
        assert steps(entry) == [("publish", utama.name), ("withdraw", officer.name)]
        assert not found_by_public(entry)


class TestSertaMerta:
    @pytest.fixture
    def urgent(self, does, officer, urgent_record):
        return does(officer, "package_create", **urgent_record)

    def test_waits_for_confirmation_while_it_is_out(self, does, utama, urgent):
        [row] = does(utama, "ppid_review_list")["results"]
        assert row["unconfirmed"] is True
        does(utama, "ppid_review_publish", id=urgent["id"], seen=urgent["metadata_modified"])
        assert steps(urgent)[-1] == ("confirm", utama.name)
        assert does(utama, "ppid_review_list")["count"] == 0
        assert found_by_public(urgent)

    def test_its_body_does_not_confirm_itself(self, is_refused, officer, urgent):
        errors = is_refused(officer, "ppid_review_publish", id=urgent["id"])
        assert "already published" in errors["review_state"][0]

    def test_may_be_returned(self, does, officer, utama, urgent):
        does(utama, "ppid_review_return", id=urgent["id"], note="Sumber belum disebut.")
        assert not found_by_public(urgent)
        [row] = does(officer, "ppid_review_list")["results"]
        assert (row["review_state"], row["unconfirmed"]) == ("returned", False)
        done = does(officer, "ppid_review_publish", id=urgent["id"])
        assert done["review_state"] == "published"
        assert [step for step, _ in steps(urgent)] == ["announce", "return", "announce"]

    def test_is_not_out_without_its_statements(self, is_refused, officer, urgent_record):
        del urgent_record["announcement_hazard"]
        assert is_refused(officer, "package_create", **urgent_record)["announcement_hazard"]


class TestRefusedSteps:
    def test_a_double_submit(self, does, is_refused, officer, draft):
        does(officer, "ppid_review_submit", id=draft["id"])
        errors = is_refused(officer, "ppid_review_submit", id=draft["id"])
        assert "already submitted" in errors["review_state"][0]
        assert len(steps(draft)) == 1

    def test_a_second_publication(self, does, is_refused, utama, draft):
        does(utama, "ppid_review_publish", id=draft["id"])
        errors = is_refused(utama, "ppid_review_publish", id=draft["id"])
        assert "already published" in errors["review_state"][0]

    def test_returning_what_nobody_submitted(self, is_refused, utama, draft):
        errors = is_refused(utama, "ppid_review_return", id=draft["id"], note="Belum.")
        assert "not submitted" in errors["review_state"][0]

    @pytest.mark.parametrize("note", [None, " ", ["x"], {"a": 1}, "a\x00b", "x" * 20_001])
    def test_returning_without_a_note_that_can_be_read(
        self, does, is_refused, officer, utama, draft, note
    ):
        does(officer, "ppid_review_submit", id=draft["id"])
        assert is_refused(utama, "ppid_review_return", id=draft["id"], note=note)["note"]
        assert [step for step, _ in steps(draft)] == ["submit"]

    @pytest.mark.parametrize("action", ["publish", "return"])
    def test_deciding_on_an_older_version(self, does, is_refused, officer, utama, draft, action):
        seen = does(officer, "ppid_review_submit", id=draft["id"])["metadata_modified"]
        does(officer, "package_patch", id=draft["id"], title="Judul lain")
        sent = {"id": draft["id"], "seen": seen, "note": "Baik."}
        errors = is_refused(utama, f"ppid_review_{action}", **sent)
        assert seen in errors["seen"][0]

    def test_submitting_what_could_not_be_published(self, does, is_refused, officer, urgent_record):
        del urgent_record["announcement_hazard"]
        entry = does(officer, "package_create", **urgent_record, private=True)
        errors = is_refused(officer, "ppid_review_submit", id=entry["id"])
        assert "PERKI 1/2021 Pasal 25" in errors["announcement_hazard"][0]
        assert does(officer, "package_show", id=entry["id"])["review_state"] == "draft"

    def test_a_deleted_entry_has_no_review(self, does, officer, utama, draft):
        does(officer, "package_delete", id=draft["id"])
        with pytest.raises(tk.ObjectNotFound):
            does(utama, "ppid_review_publish", id=draft["id"])

    @pytest.mark.parametrize("limit", ["x", "-1", "1.5", ["a"]])
    def test_a_limit_that_is_no_number(self, is_refused, utama, limit):
        assert is_refused(utama, "ppid_review_list", limit=limit)["limit"]


class TestWhoMay:
    @pytest.mark.parametrize("action", ["publish", "return"])
    def test_officers_neither_publish_nor_return(self, does, officer, draft, action):
        does(officer, "ppid_review_submit", id=draft["id"])
        with pytest.raises(tk.NotAuthorized, match="PPID Utama"):
            does(officer, f"ppid_review_{action}", id=draft["id"], note="x")

    @pytest.mark.parametrize("action", ["submit", "publish", "return", "history"])
    def test_for_a_stranger_there_is_nothing(self, does, person, draft, action):
        stranger = person("dinkes", role="admin")
        answers = []
        for id_ in (draft["id"], "tidak-ada"):
            with pytest.raises(tk.ObjectNotFound) as caught:
                does(stranger, f"ppid_review_{action}", id=id_, note="x")
            answers.append(str(caught.value))
        assert answers[0] == answers[1]

    def test_the_notes_of_a_public_entry_are_not_public(self, does, person, utama, draft):
        does(utama, "ppid_review_publish", id=draft["id"])
        with pytest.raises(tk.ObjectNotFound):
            does(person("dinkes"), "ppid_review_history", id=draft["id"])

    @pytest.mark.parametrize("action", ["submit", "publish", "return", "history", "list"])
    def test_nobody_without_a_name(self, app, draft, action):
        here, nowhere = (
            app.post(f"/api/3/action/ppid_review_{action}", json={"id": id_})
            for id_ in (draft["id"], "tidak-ada")
        )
        assert here.status_code in {403, 404}
        assert (here.status_code, here.text) == (nowhere.status_code, nowhere.text)

    def test_a_viewer_reads_the_history_but_has_no_queue(self, does, person, draft):
        viewer = person("disdukcapil", role="member")
        assert does(viewer, "ppid_review_history", id=draft["id"]) == []
        with pytest.raises(tk.NotAuthorized):
            does(viewer, "ppid_review_list")

    def test_officers_see_the_queue_of_their_own_body(self, does, person, officer, draft):
        assert does(person("dinkes"), "ppid_review_list")["count"] == 0
        assert does(officer, "ppid_review_list")["count"] == 1


class TestFaults:
    def test_search_that_is_down_keeps_nothing_from_being_published(
        self, does, utama, draft, stored, monkeypatch
    ):
        def down(*args, **options):
            raise search.SearchIndexError

        monkeypatch.setattr("ckan.logic.index_update_package_dicts", down)
        done = does(utama, "ppid_review_publish", id=draft["id"])
        assert done["review_state"] == "published"
        assert stored(draft["id"]).private is False

    def test_search_that_is_down_keeps_what_is_out_from_half_going(
        self, does, officer, utama, urgent_record, stored, monkeypatch
    ):
        """Search must not show what the database has closed: nothing changes until both can."""
        entry = does(officer, "package_create", **urgent_record)

        def down(*args, **options):
            raise search.SearchIndexError

        monkeypatch.setattr("ckan.logic.index_update_package_dicts", down)
        with pytest.raises(search.SearchIndexError):
            does(utama, "ppid_review_return", id=entry["id"], note="Sumber?")
        assert stored(entry["id"]).private is False
        assert [step for step, _ in steps(entry)] == ["announce"]
