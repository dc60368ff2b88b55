"""The case of an exemption on pages: what everybody reads, and what only its people find."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests import helpers
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.domain.exemption_case import TRANSITIONS, CaseState, Move
from ckanext.ppidbontang.model import ExemptionEvent, OriginalEvent
from ckanext.ppidbontang.model.events import Event
from ckanext.ppidbontang.views.exemption_forms import _WORDS
from tests.integration.exemption.conftest import CONTENT, DECISION, REASONS, TEST, table
from tests.integration.pages.html import one, words
from tests.integration.pages.test_queries import counted

NAME = "pasien-2025"
ENTRY = f"/dataset/{NAME}"
CASE = f"{ENTRY}/pengecualian"
WHOLE, PART = "dikecualikan-seluruhnya", "dikecualikan-sebagian"

PROPOSAL = {
    **{field: value for field, value in REASONS.items() if field != "exemption_legal_basis"},
    "exemption_legal_basis-0-law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan",
    "exemption_legal_basis-0-article": "Pasal 177",
    "exemption_legal_basis-1-law": "",
    "exemption_legal_basis-1-article": " ",
    "exemption_status": WHOLE,
    "note": "Catatan internal kenari.",
    "state": "terbuka",
}


@pytest.fixture
def entry(act, publish, open_record) -> dict[str, Any]:
    """Return a published entry of Dinkes with an uploaded file."""
    publish(open_record, name=NAME, owner_org="dinkes", private=False)
    act("resource_create", package_id=NAME, name="Pasien", format="CSV", upload=table())
    return act("package_show", id=NAME)


@pytest.fixture
def people(person) -> dict[str, Any]:
    return {
        "utama": person("kota-bontang", role="admin"),
        "officer": person("dinkes", role="editor"),
        "viewer": person("dinkes", role="member"),
        "stranger": person("disdukcapil", role="editor"),
    }


@pytest.fixture
def ask(app, people) -> Callable[..., Any]:
    """Ask for a page as somebody, without following where it leads."""

    def request(who: str, path: str, method: str = "get", status: int = 200, **options: Any) -> Any:
        headers = people[who].headers if who in people else {}
        options = {"headers": headers, "follow_redirects": False, **options}
        answer = app.test_client().open(f"/en{path}", method=method.upper(), **options)
        assert answer.status_code == status
        return answer

    return request


@pytest.fixture
def send(ask) -> Callable[..., Any]:
    """Send a form of the work page."""

    def post(who: str, step: str, status: int = 302, **form: Any) -> Any:
        return ask(who, f"{CASE}/{step}", "post", status, data=form)

    return post


@pytest.fixture
def closed(entry, send) -> dict[str, Any]:
    send("officer", "usulkan", **PROPOSAL)
    return entry


@pytest.fixture
def decided(closed, send) -> dict[str, Any]:
    send("utama", "uji", **TEST)
    send("utama", "tetapkan", outcome=WHOLE, **DECISION)
    return closed


def body(answer: Any) -> str:
    """Return a page without the token that is another one each time."""
    return re.sub(r'(name="_csrf_token" (?:content|value))="[^"]*"', r"\1", answer.body)


def tree(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.body, "html.parser")


def last(kind: type[Event], package_id: str) -> Event:
    event = kind.latest(package_id)
    assert event
    return event


def state() -> str:
    package = model.Session.scalars(sa.select(model.Package).filter_by(name=NAME)).one()
    event = ExemptionEvent.latest(package.id)
    return event.to_state if event else "terbuka"


def original() -> dict[str, Any]:
    [file] = helpers.call_action("ppid_original_list", {"ignore_auth": True}, id=NAME)
    return file


class TestStrangers:
    """To whom the case does not concern, it is not there."""

    READERS = ("anonymous", "stranger")

    @pytest.mark.parametrize("who", READERS)
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_the_work_page_answers_as_for_a_missing_entry(self, ask, closed, who, method):
        here = body(ask(who, CASE, method, 404))
        missing = body(ask(who, "/dataset/tidak-ada/pengecualian", method, 404))
        assert here.replace(NAME, "tidak-ada") == missing

    @pytest.mark.parametrize("who", READERS)
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_an_original_answers_as_a_missing_entry(self, ask, closed, who, method):
        address = f"{ENTRY}/asli/{original()['id']}"
        here = body(ask(who, address, method, 404))
        missing = body(ask(who, address.replace(NAME, "tidak-ada"), method, 404))
        page = body(ask(who, "/dataset/tidak-ada", method, 404))
        assert here.replace(NAME, "tidak-ada") == missing
        assert missing.replace(address.removeprefix(ENTRY), "") == page
        assert last(OriginalEvent, closed["id"]).step == "tarik"

    @pytest.mark.parametrize("who", READERS)
    @pytest.mark.parametrize("path", [*(f"pengecualian/{m}" for m in ("usulkan", "uji")), "asli"])
    def test_their_forms_answer_as_for_a_missing_entry(self, ask, closed, who, path):
        sent = {"data": {**TEST, "upload": table()}}
        here = body(ask(who, f"{ENTRY}/{path}", "post", 404, **sent))
        sent = {"data": {**TEST, "upload": table()}}
        missing = body(ask(who, f"/dataset/tidak-ada/{path}", "post", 404, **sent))
        assert here.replace(NAME, "tidak-ada") == missing
        assert state() == "diusulkan"

    @pytest.mark.parametrize("who", READERS)
    def test_core_s_own_address_of_the_file_is_missing_too(self, ask, closed, who):
        file = original()
        here = body(ask(who, f"/file/download/{file['id']}", status=404))
        missing = body(ask(who, "/file/download/tidak-ada", status=404))
        assert here.replace(file["id"], "tidak-ada") == missing

    @pytest.mark.parametrize("who", READERS)
    def test_the_entry_says_nothing_of_originals(self, ask, closed, who):
        page = body(ask(who, ENTRY))
        for secret in ("originals", f"{NAME}/pengecualian", "pasien.csv", "sha256", "kenari"):
            assert secret not in page
        assert closed["resources"][0]["id"] not in page


class TestEntryPage:
    def test_everybody_reads_the_public_history(self, ask, decided):
        history = words(one(tree(ask("anonymous", ENTRY)), ".ppid-history"))
        for told in ("180/UK/2025", "188/PPID/2025", "10 January 2025", "Pasal 17 huruf h"):
            assert told in history
        for secret in ("By:", "Catatan internal", "Bagian Hukum"):
            assert secret not in history

    def test_insiders_read_who_and_why(self, ask, decided, people):
        history = words(one(tree(ask("viewer", ENTRY)), ".ppid-history"))
        for told in (people["officer"].name, people["utama"].name, "Catatan internal kenari."):
            assert told in history
        assert TEST["attendees"] in history

    def test_insiders_find_the_originals(self, ask, closed, people):
        box = one(tree(ask("viewer", ENTRY)), "#originals")
        file = original()
        said = words(box)
        for told in ("pasien.csv", "was public before", people["officer"].name):
            assert told in said
        assert one(box, ".ppid-checksum").text == file["hash"].partition(":")[2]
        assert file["id"] in one(box, "td a")["href"]
        assert not box.select("form")
        assert one(tree(ask("officer", ENTRY)), "#originals form")

    def test_an_open_entry_has_no_box_and_no_history(self, ask, entry):
        page = tree(ask("officer", ENTRY))
        assert not page.select("#originals, .ppid-history")

    def test_the_button_leads_to_the_work_page(self, ask, entry):
        link = one(tree(ask("officer", ENTRY)), f"a[href$='{CASE}']")
        assert words(link) == "Exemption"
        assert not tree(ask("anonymous", ENTRY)).select(f"a[href$='{CASE}']")

    def test_the_public_costs_one_query_more(self, ask, entry, monkeypatch):
        ask("anonymous", ENTRY)
        with counted() as with_history:
            ask("anonymous", ENTRY)
        assert len([s for s in with_history if "ppid_exemption_event" in s]) == 1
        assert not [s for s in with_history if "ppid_original" in s or "file_owner" in s]


class TestDownload:
    def test_every_download_is_recorded(self, ask, closed, people):
        answer = ask("viewer", f"{ENTRY}/asli/{original()['id']}")
        assert answer.body == CONTENT
        assert answer.headers["Content-Disposition"] == "attachment; filename=pasien.csv"
        assert answer.headers["Cache-Control"] == "no-store, private"
        event = last(OriginalEvent, closed["id"])
        assert (event.step, event.actor) == ("unduh", people["viewer"].name)

    def test_head_describes_and_is_no_download(self, ask, closed):
        answer = ask("viewer", f"{ENTRY}/asli/{original()['id']}", "head")
        assert answer.headers["Content-Length"] == str(len(CONTENT))
        assert answer.headers["Content-Type"].startswith("text/")
        assert last(OriginalEvent, closed["id"]).step == "tarik"

    def test_core_s_own_address_leads_to_the_recorded_one(self, ask, closed):
        file = original()
        answer = ask("officer", f"/file/download/{file['id']}", status=302)
        assert answer.headers["Location"].endswith(f"/dataset/{closed['id']}/asli/{file['id']}")
        assert last(OriginalEvent, closed["id"]).step == "tarik"

    def test_a_file_belongs_to_its_entry_alone(self, ask, closed, publish, open_record):
        publish(open_record, name="lain", owner_org="dinkes", private=False)
        ask("officer", f"/dataset/lain/asli/{original()['id']}", status=404)
        ask("officer", f"{ENTRY}/asli/tidak-ada", status=404)


class TestUpload:
    def send(self, ask, who: str, status: int, name: str = "asli.csv") -> Any:
        upload = FileStorage(io.BytesIO(b"a,b\n1,2\n"), name)
        return ask(who, f"{ENTRY}/asli", "post", status, data={"upload": upload})

    def test_puts_a_file_into_the_vault(self, ask, closed):
        self.send(ask, "officer", 302)
        held = helpers.call_action("ppid_original_list", {"ignore_auth": True}, id=NAME)
        assert [file["name"] for file in held] == ["asli.csv", "pasien.csv"]

    def test_is_not_for_those_who_only_read(self, ask, closed):
        self.send(ask, "viewer", 403)

    def test_without_a_file_is_refused_beside_the_field(self, ask, closed):
        page = tree(self.send(ask, "officer", 422, name=""))
        assert one(page, "#ppid-errors a")["href"] == "#field-upload"
        assert "Choose a file." in words(one(page, "#error-upload"))

    def test_of_an_open_entry_is_refused(self, ask, entry):
        page = tree(self.send(ask, "officer", 422))
        assert "this information is open" in words(one(page, "#ppid-errors")).lower()


class TestWorkPage:
    """Who is offered what, in each state."""

    def offers(self, ask, who: str) -> list[str]:
        page = tree(ask(who, CASE))
        offered = page.select(".ppid-steps a") or page.select("#move-heading")
        return [words(offer) for offer in offered]

    def test_each_offer_is_a_lawful_move(self):
        for state, move in _WORDS:
            lawful = (state, move) in TRANSITIONS
            assert lawful or (move, (state, Move.TOLAK) in TRANSITIONS) == (Move.TETAPKAN, True)

    def test_every_lawful_move_is_offered_in_some_words(self):
        offered = {*_WORDS, *((s, Move.TOLAK) for s, m in _WORDS if m is Move.TETAPKAN)}
        assert set(TRANSITIONS) <= offered
        assert {state for state, _move in _WORDS} == set(CaseState)

    def test_an_open_entry(self, ask, entry):
        assert self.offers(ask, "officer") == ["Propose an exemption"]
        assert self.offers(ask, "viewer") == []
        page = tree(ask("officer", CASE))
        assert str(one(page, "form.ppid-move")["action"]).endswith(f"{CASE}/usulkan")
        warning = words(one(page, ".ppid-consequence"))
        for told in ("closed at once", "stay public", "Pasal 54", "Pasal 52"):
            assert told in warning
        assert len(page.select("[name^=exemption_legal_basis-][name$=-law]")) == 3
        assert not tree(ask("viewer", CASE)).select("form.ppid-move")

    def test_a_proposal(self, ask, closed):
        assert self.offers(ask, "officer") == ["Correct the proposal"]
        offered = ["Record the consequence test", "Refuse the proposal", "Correct the proposal"]
        assert self.offers(ask, "utama") == offered
        assert not tree(ask("officer", CASE)).select("form.ppid-move")
        assert str(one(tree(ask("utama", CASE)), "form.ppid-move")["action"]).endswith("/uji")

    def test_a_proposal_before_its_test_can_only_be_refused(self, ask, closed):
        page = tree(ask("utama", f"{CASE}?langkah=tetapkan"))
        assert [answer["value"] for answer in page.select("[name=outcome]")] == ["ditolak"]

    def test_a_tested_proposal(self, ask, closed, send):
        send("utama", "uji", **TEST)
        assert self.offers(ask, "utama") == ["Decide on the proposal", "Record the test anew"]
        page = tree(ask("utama", CASE))
        outcomes = [answer["value"] for answer in page.select("[name=outcome]")]
        assert outcomes == [WHOLE, PART, "ditolak"]
        assert not page.select("[name=outcome][checked], [name=files][checked]")

    def test_a_decided_exemption(self, ask, decided):
        assert self.offers(ask, "utama") == ["Extend the exemption", "Declare the information open"]
        assert self.offers(ask, "officer") == []
        page = tree(ask("utama", f"{CASE}?langkah=buka"))
        assert one(page, "[name=files][checked]")["value"] == original()["id"]
        assert one(page, "[name=exemption_decision_number]")["value"] == ""
        assert not page.select("[name=information_category]")

    def test_an_exemption_that_has_ended_can_only_be_opened(self, ask, entry, send):
        send("officer", "usulkan", **{**PROPOSAL, "exemption_end": "2026-01-10"})
        send("utama", "uji", **TEST)
        send("utama", "tetapkan", outcome=WHOLE, **DECISION)
        assert self.offers(ask, "utama") == ["Declare the information open"]
        page = tree(ask("utama", CASE))
        assert "open by law" in words(one(page, ".ppid-case-state"))
        assert str(one(page, "form.ppid-move")["action"]).endswith("/buka")

    def test_an_entry_that_was_never_open_is_asked_for_its_class(
        self, ask, publish, exempt_record, send
    ):
        publish(exempt_record, name=NAME, owner_org="dinkes")
        page = tree(ask("utama", f"{CASE}?langkah=buka"))
        offered = [choice["value"] for choice in page.select("[name=information_category]")]
        assert offered == ["berkala", "serta-merta", "setiap-saat"]
        send("utama", "buka", 422, **DECISION)
        send("utama", "buka", information_category="setiap-saat", personal_data="tidak", **DECISION)
        assert state() == "dibuka"


class TestMoves:
    def test_the_whole_way(self, ask, entry, send):
        send("officer", "usulkan", **PROPOSAL)
        shown = helpers.call_action("package_show", id=NAME)
        assert shown["exemption_legal_basis"] == REASONS["exemption_legal_basis"]
        assert shown["resources"] == []
        send("utama", "uji", state="diusulkan", **TEST)
        send("utama", "tetapkan", state="diuji", outcome=WHOLE, **DECISION)
        longer = {"exemption_period_type": "tanggal", "exemption_end": "2033-01-10"}
        send("utama", "perpanjang", state="ditetapkan", **longer, **DECISION)
        assert helpers.call_action("package_show", id=NAME)["exemption_start"] == "2025-01-10"
        send("utama", "buka", state="ditetapkan", files=[original()["id"]], **DECISION)
        assert state() == "dibuka"
        [file] = helpers.call_action("package_show", id=NAME)["resources"]
        assert file["id"] == entry["resources"][0]["id"]
        steps = [event.step for event in ExemptionEvent.of(entry["id"])]
        assert steps == ["usulkan", "uji", "tetapkan", "perpanjang", "buka"]

    def test_says_what_happened_and_what_comes_next(self, app, ask, entry, people):
        page = app.post(f"/en{CASE}/usulkan", data=PROPOSAL, headers=people["officer"].headers).body
        assert "Next, the PPID Utama tests the consequences." in words(
            one(BeautifulSoup(page, "html.parser"), ".flash-messages")
        )

    def test_a_refusal_gives_back_what_was_public(self, closed, send):
        send("utama", "tetapkan", outcome="ditolak", files=[], **DECISION)
        assert state() == "ditolak"
        assert len(helpers.call_action("package_show", id=NAME)["resources"]) == 1

    def test_a_part_keeps_the_files_that_nobody_ticked(self, closed, send):
        send("utama", "uji", **TEST)
        parts = {"exempt_parts": "Kolom nama"}
        send("utama", "tetapkan", outcome=PART, **DECISION, **parts)
        assert helpers.call_action("package_show", id=NAME)["resources"] == []
        assert original()["name"] == "pasien.csv"

    def test_a_part_says_which_files(self, ask, entry, send):
        asked = {**PROPOSAL, "exemption_status": PART, "exempt_parts": "Kolom nama"}
        page = tree(send("officer", "usulkan", 422, **asked))
        assert "Pasal 2 ayat (2)" in words(one(page, "#error-resources"))
        send("officer", "usulkan", **asked, resources=[entry["resources"][0]["id"]])
        assert state() == "diusulkan"
        assert helpers.call_action("package_show", id=NAME)["exempt_parts"] == "Kolom nama"

    def test_parts_of_a_whole_are_not_sent(self, closed, send):
        send("officer", "usulkan", **{**PROPOSAL, "state": "", "exempt_parts": "Kolom nama"})
        assert not helpers.call_action("package_show", id=NAME).get("exempt_parts")


class TestRefusals:
    def test_come_back_beside_their_fields_with_all_that_was_filled_in(self, entry, send):
        form = {**PROPOSAL, "exemption_grounds": ["a", "h"], "exemption_end": "2056-01-10"}
        page = tree(send("officer", "usulkan", 422, **form))
        summary = one(page, "#ppid-errors")
        assert summary["role"] == "alert"
        assert "autofocus" in summary.attrs
        assert one(summary, "a")["href"] == "#field-exemption_end"
        assert "PP 61/2010" in words(one(page, "#error-exemption_end"))
        for name, value in form.items():
            kept = page.select(f"form.ppid-move [name='{name}']")
            if name in {"exemption_grounds", "exemption_status"}:
                checked = [box["value"] for box in kept if box.has_attr("checked")]
                assert checked == ([value] if isinstance(value, str) else value)
            elif kept[0].name == "select":
                assert one(kept[0], "[selected]")["value"] == value
            else:
                assert str(kept[0].get("value") or kept[0].text).strip() == value.strip()
        assert state() == "terbuka"

    @pytest.mark.parametrize(
        ("change", "field", "says"),
        [
            ({"exemption_grounds": []}, "exemption_grounds", "Pasal 17"),
            ({"exemption_status": ""}, "exemption_status", "exemption_status"),
            ({"exemption_legal_basis-0-article": ""}, "exemption_legal_basis", "PERKI 1/2021"),
            ({"exemption_consequence_open": " "}, "exemption_consequence_open", "Pasal 19"),
            ({"exemption_start": "kemarin"}, "exemption_start", "kemarin"),
        ],
    )
    def test_name_the_field_and_the_law(self, entry, send, change, field, says):
        page = tree(send("officer", "usulkan", 422, **{**PROPOSAL, **change}))
        assert says in words(one(page, "#ppid-errors"))
        assert page.select(f"#ppid-errors a[href^='#field-{field}']")
        assert page.select(f"form.ppid-move [id^='error-{field}']")

    def test_a_decision_before_the_test_names_the_article(self, closed, send):
        page = tree(send("utama", "tetapkan", 422, outcome=WHOLE, **DECISION))
        assert "UU 14/2008 Pasal 19" in words(one(page, "#ppid-errors"))
        assert state() == "diusulkan"

    def test_a_stale_form_is_a_conflict(self, decided, send):
        page = tree(send("utama", "tetapkan", 409, outcome=WHOLE, state="diuji", **DECISION))
        assert "Decided" in words(one(page, "#ppid-errors"))

    def test_a_double_submit_is_a_conflict(self, closed, send):
        send("officer", "usulkan", 409, **PROPOSAL)
        assert len(ExemptionEvent.of(closed["id"])) == 1

    @pytest.mark.parametrize("who", ["officer", "viewer"])
    def test_those_who_may_not_are_told_so(self, closed, send, who):
        send(who, "uji", 403, **TEST)
        assert state() == "diusulkan"

    def test_there_is_no_other_move(self, closed, send):
        send("utama", "hapus", 404)

    @pytest.mark.parametrize(
        ("step", "name"),
        itertools.product(("usulkan", "uji", "tetapkan"), ("exemption_grounds", "note")),
    )
    def test_nonsense_is_no_crash(self, closed, send, step, name):
        junk = {name: "\x00\ud7ff<script>", "exemption_legal_basis-99999-law": "x"}
        send("utama", step, 422, **junk)
