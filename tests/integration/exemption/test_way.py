"""The way of an exemption, from the proposal to the opening, and what is left of it in public."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers
from ckanext.datastore.backend import DatastoreBackend
from sqlalchemy.exc import ProgrammingError

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.exemption import finishing
from ckanext.ppidbontang.model import ExemptionEvent, OriginalEvent, Unfinished

from .conftest import CONTENT, DECISION, REASONS, TEST, table

pytestmark = pytest.mark.usefixtures("with_plugins")

_TOKEN = re.compile(r'name="_csrf_token"[^>]*')  # another for each page


def show(entry):
    return helpers.call_action("package_show", id=entry["id"])


def originals(entry):
    return helpers.call_action("ppid_original_list", {"ignore_auth": True}, id=entry["id"])


class TestProposal:
    def test_closes_at_once(self, app, entry, closed):
        assert closed == {"id": entry["id"], "state": "diusulkan", "finished": True}
        shown = show(entry)
        assert shown["resources"] == []
        assert shown["information_category"] == "dikecualikan"
        assert shown["exemption_status"] == "dikecualikan-seluruhnya"
        page = app.get(f"/dataset/{entry['name']}").body
        assert "Mengungkap riwayat kesehatan pasien." in page
        assert "pasien.csv" not in page

    def test_leaves_no_row_of_the_files(self, entry, closed):
        rows = model.Session.query(model.Resource).filter_by(package_id=entry["id"]).count()
        assert rows == 0
        [file] = originals(entry)
        assert (file["name"], file["was_public"], file["size"]) == (
            "pasien.csv",
            True,
            len(CONTENT),
        )
        assert file["hash"].startswith("sha256:")

    def test_old_addresses_answer_as_missing_ones(self, app, entry, closed):
        for resource in entry["resources"]:
            gone = app.get(f"/dataset/{entry['id']}/resource/{resource['id']}", status=404)
            other = app.get(f"/dataset/{entry['id']}/resource/tidak-ada", status=404)
            there_is_none = other.body.replace("tidak-ada", resource["id"])
            assert _TOKEN.sub("", gone.body) == _TOKEN.sub("", there_is_none)
        [upload] = [r for r in entry["resources"] if r["url_type"] == "upload"]
        app.get(f"/dataset/{entry['id']}/resource/{upload['id']}/download/pasien.csv", status=404)

    def test_takes_the_bytes_out_of_the_public_storage(self, entry, closed):
        from ckanext.ppidbontang.exemption.finishing import public_place

        for resource in entry["resources"]:
            storage, location = public_place(resource["id"])
            assert not storage.exists(vault.files.FileData(location))

    def test_scrubs_what_activities_held(self, entry, closed):
        stored = model.Session.scalars(
            sa.text("SELECT data FROM activity WHERE data LIKE '%pasien.csv%'")
        )
        assert stored.all() == []

    def test_leaves_search_with_the_public_entry_only(self, entry, closed):
        for query in ("res_url:*pasien.csv*", "res_name:Pasien", "Tautan"):
            assert helpers.call_action("package_search", q=query)["count"] == 0
        [found] = helpers.call_action("package_search", q="name:pasien-2025")["results"]
        assert found["resources"] == []

    @pytest.mark.parametrize(
        ("change", "field", "says"),
        [
            pytest.param(
                {"exemption_grounds": ""},
                "exemption_grounds",
                "Pasal 17",
                id="UU 14/2008 Pasal 17-no ground",
            ),
            pytest.param(
                {"exemption_grounds": ["z"]},
                "exemption_grounds",
                "z",
                id="UU 14/2008 Pasal 17-unknown letter",
            ),
            pytest.param(
                {"exemption_grounds": ["a"], "exemption_end": "2056-01-10"},
                "exemption_end",
                "PP 61/2010",
                id="PP 61/2010-ground a for 31 years",
            ),
            pytest.param(
                {
                    "exemption_grounds": ["b"],
                    "exemption_period_type": "permanen",
                    "exemption_end": "",
                },
                "exemption_period_type",
                "Pasal 20",
                id="UU 14/2008 Pasal 20-a to f without end",
            ),
            pytest.param(
                {"exemption_end": "2024-01-01"},
                "exemption_end",
                "10 January 2025",
                id="record-end before start",
            ),
            pytest.param(
                {
                    "exemption_grounds": ["j"],
                    "exemption_legal_basis": [{"law": "Peraturan Wali Kota", "article": "Pasal 1"}],
                },
                "exemption_legal_basis",
                "Pasal 17 huruf j",
                id="UU 14/2008 Pasal 17 huruf j-without a law",
            ),
            pytest.param(
                {"exemption_status": "tertutup"},
                "exemption_status",
                "tertutup",
                id="record-unknown status",
            ),
        ],
    )
    def test_is_refused_by_name_and_changes_nothing(
        self, entry, move, officer, change, field, says
    ):
        given = {"exemption_status": "dikecualikan-seluruhnya", **REASONS, **change}
        with pytest.raises(tk.ValidationError) as caught:
            move(officer, "propose", **given)
        assert says in str(caught.value.error_dict[field])
        assert len(show(entry)["resources"]) == 2
        assert ExemptionEvent.of(entry["id"]) == []

    def test_is_not_for_others(self, entry, move, person, stranger):
        with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
            move(stranger, "propose", exemption_status="dikecualikan-seluruhnya", **REASONS)
        viewer = person("dinkes", role="member")
        with pytest.raises(tk.NotAuthorized):
            move(viewer, "propose", exemption_status="dikecualikan-seluruhnya", **REASONS)


class TestTestAndDecision:
    def test_are_for_the_ppid_utama(self, move, closed, officer):
        for step, given in (("test", TEST), ("decide", DECISION), ("open", DECISION)):
            with pytest.raises(tk.NotAuthorized):
                move(officer, step, **given)

    def test_a_decision_comes_after_the_test(self, move, closed, utama):
        with pytest.raises(tk.ValidationError) as caught:
            move(utama, "decide", outcome="dikecualikan-seluruhnya", **DECISION)
        assert "Pasal 19" in str(caught.value.error_dict)

    def test_a_decision_is_not_dated_before_the_test(self, move, closed, utama):
        move(utama, "test", **TEST)
        early = {**DECISION, "exemption_decision_date": "2025-01-05"}
        with pytest.raises(tk.ValidationError) as caught:
            move(utama, "decide", outcome="dikecualikan-seluruhnya", **early)
        assert "Pasal 19" in str(caught.value.error_dict["exemption_decision_date"])

    @pytest.mark.parametrize("missing", [*TEST])
    def test_a_test_states_all_of_it(self, move, closed, utama, missing):
        with pytest.raises(tk.ValidationError) as caught:
            move(utama, "test", **{**TEST, missing: " "})
        assert missing in caught.value.error_dict

    def test_make_an_exemption(self, entry, decided):
        assert decided["state"] == "ditetapkan"
        assert show(entry)["exemption_decision_number"] == "188/PPID/2025"

    def test_a_double_submit_is_refused(self, move, decided, utama):
        with pytest.raises(tk.ValidationError) as caught:
            move(utama, "decide", outcome="dikecualikan-seluruhnya", **DECISION)
        assert "Decided" in str(caught.value.error_dict)

    def test_a_stale_form_is_refused(self, move, decided, utama):
        with pytest.raises(tk.ValidationError) as caught:
            move(utama, "open", state="diuji", **DECISION)
        assert "Decided" in str(caught.value.error_dict["state"])

    def test_a_refusal_gives_everything_back(self, app, entry, move, closed, utama):
        assert move(utama, "decide", outcome="ditolak", **DECISION)["state"] == "ditolak"
        self.assert_as_before(app, entry)

    def test_in_part_gives_the_class_back_and_keeps_the_files(self, entry, move, closed, utama):
        move(utama, "test", **TEST)
        parts = {"exempt_parts": "Kolom nama"}
        moved = move(utama, "decide", outcome="dikecualikan-sebagian", **DECISION, **parts)
        assert moved["state"] == "ditetapkan"
        shown = show(entry)
        assert shown["exemption_status"] == "dikecualikan-sebagian"
        assert shown["information_category"] == entry["information_category"]
        assert shown["resources"] == []
        assert len(originals(entry)) == 1

    def assert_as_before(self, app, entry):
        shown = show(entry)
        for field in ("information_category", "information_kind", "exemption_status"):
            assert shown[field] == entry[field]
        kept = ("id", "name", "url", "format")
        assert [[r[k] for k in kept] for r in shown["resources"]] == [
            [r[k] for k in kept] for r in entry["resources"]
        ]
        assert app.get(shown["resources"][0]["url"]).body == CONTENT
        assert originals(entry) == []
        assert not shown.get("exemption_grounds")


class TestOpening:
    def test_gives_everything_back(self, app, entry, move, decided, utama):
        assert move(utama, "open", **DECISION)["state"] == "dibuka"
        TestTestAndDecision().assert_as_before(app, entry)

    def test_gives_the_views_back(self, act, publish, open_record, move_of, officer, utama):
        made = publish(open_record, name="catatan", owner_org="dinkes", private=False)
        act("resource_create", package_id=made["id"], format="TXT", upload=table("catatan.txt"))
        [resource] = act("package_show", id=made["id"])["resources"]
        before = [view["view_type"] for view in act("resource_view_list", id=resource["id"])]
        assert before == ["text_view"]
        move = move_of(made["id"])
        move(officer, "propose", exemption_status="dikecualikan-seluruhnya", **REASONS)
        move(utama, "decide", outcome="ditolak", **DECISION)
        after = [view["view_type"] for view in act("resource_view_list", id=resource["id"])]
        assert after == before

    def test_publishes_the_originals_that_are_named(self, entry, move, closed, utama, officer):
        new = helpers.call_action(
            "ppid_original_create",
            {"user": officer.name, "ignore_auth": False},
            id=entry["id"],
            upload=table("asli.csv", "a,b\n1,2\n"),
        )
        move(utama, "test", **TEST)
        move(utama, "decide", outcome="dikecualikan-seluruhnya", **DECISION)
        move(utama, "open", files=[new["id"]], **DECISION)
        assert {r["name"] for r in show(entry)["resources"]} == {"asli.csv", "Tautan"}
        assert [o["name"] for o in originals(entry)] == ["pasien.csv"]

    def test_asks_for_the_category_of_what_was_never_open(
        self, publish, exempt_record, utama, open_record
    ):
        born = publish(exempt_record)
        caller = {"user": utama.name, "ignore_auth": False}
        with pytest.raises(tk.ValidationError) as caught:
            helpers.call_action("ppid_exemption_open", caller, id=born["id"], **DECISION)
        assert "information_category" in caught.value.error_dict
        moved = helpers.call_action(
            "ppid_exemption_open",
            caller,
            id=born["id"],
            information_category="setiap-saat",
            information_kind="setiap-saat-03",
            **DECISION,
        )
        assert moved["state"] == "dibuka"


class TestPart:
    def propose(self, move, officer, **given):
        parts = {"exemption_status": "dikecualikan-sebagian", "exempt_parts": "Kolom nama"}
        return move(officer, "propose", **{**REASONS, **parts, **given})

    def test_asks_which_files(self, entry, move, officer):
        with pytest.raises(tk.ValidationError) as caught:
            self.propose(move, officer)
        assert "Pasal 2 ayat (2)" in str(caught.value.error_dict["resources"])
        with pytest.raises(tk.ValidationError):
            self.propose(move, officer, resources=["tidak-ada"])
        assert len(show(entry)["resources"]) == 2

    def test_closes_only_those(self, entry, move, officer, utama):
        named = [r["id"] for r in entry["resources"] if r["name"] == "Pasien"]
        self.propose(move, officer, resources=named)
        shown = show(entry)
        assert [r["name"] for r in shown["resources"]] == ["Tautan"]
        assert shown["information_category"] == entry["information_category"]
        move(utama, "test", **TEST)
        with pytest.raises(tk.ValidationError) as caught:
            move(utama, "decide", outcome="dikecualikan-seluruhnya", **DECISION)
        assert "Pasal 2 ayat (2)" in str(caught.value.error_dict)
        move(utama, "decide", outcome="dikecualikan-sebagian", **DECISION)
        move(utama, "open", **DECISION)
        assert len(show(entry)["resources"]) == 2


class TestHistory:
    def test_tells_everybody_dates_numbers_and_grounds(self, app, entry, decided):
        told = app.get(f"/api/3/action/ppid_exemption_history?id={entry['name']}").json["result"]
        assert told["state"] == "ditetapkan"
        assert [m["move"] for m in told["moves"]] == ["usulkan", "uji", "tetapkan"]
        assert told["moves"][1]["number"] == "180/UK/2025"
        assert told["moves"][2]["grounds"] == ["h"]
        inside = {"actor", "note", "details", "withdrawn"}
        assert not inside & {key for m in told["moves"] for key in m}

    def test_tells_those_who_see_originals_who_and_why(self, entry, decided, move, officer, utama):
        told = move(officer, "history")
        assert [m["actor"] for m in told["moves"]] == [officer.name, utama.name, utama.name]
        assert told["moves"][1]["details"]["attendees"] == TEST["attendees"]

    @pytest.mark.parametrize("table", ["ppid_exemption_event", "ppid_original_event"])
    @pytest.mark.parametrize(
        "statement", ["UPDATE {} SET step = 'x'", "DELETE FROM {}", "TRUNCATE {}"]
    )
    def test_only_grows(self, closed, table, statement):
        with pytest.raises(ProgrammingError, match="the history only grows"):
            model.Session.execute(sa.text(statement.format(table)))
        model.Session.rollback()
        assert OriginalEvent.of(closed["id"])


def test_nothing_is_left_to_do(decided):
    assert Unfinished.ids() == []


def test_a_table_that_was_filled_during_the_closing_goes_too(act, entry, closed):
    """The loader had the file already; nobody may find its rows afterwards."""
    [withdrawn] = [r for r in entry["resources"] if r["url_type"] == "upload"]
    backend: Any = DatastoreBackend.get_active_backend()
    with backend._get_write_engine().begin() as connection:
        connection.execute(sa.text(f'CREATE TABLE "{withdrawn["id"]}" (nama text)'))
    assert backend.resource_exists(withdrawn["id"])
    finishing.repair({"ignore_auth": True, "user": ""})
    assert not backend.resource_exists(withdrawn["id"])
