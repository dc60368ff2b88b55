"""The pages of the review: the queue, the box on the entry, the form, the link in the header."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

NOTE = "Kolom 4 belum diisi."
BOX = "section.ppid-review"


@pytest.fixture
def page(app: Any, clean_portal: None) -> Callable[..., BeautifulSoup]:
    """Read a page as somebody, in English."""

    def get(path: str, user: Any = None, status: int = 200) -> BeautifulSoup:
        headers = user.headers if user else {}
        answer = app.get(f"/en{path}", headers=headers, status=status)
        return BeautifulSoup(answer.body, "html.parser")

    return get


@pytest.fixture
def press(app: Any, page: Callable[..., BeautifulSoup]) -> Callable[..., Any]:
    """Press a button of the box on an entry's page, with what its form holds."""

    def submit(user: Any, entry: Any, word: str, status: int = 302, **typed: str) -> Any:
        form = page(f"/dataset/{entry['name']}", user).select_one(f"{BOX} form[action$='{word}']")
        assert form, f"there is no button for {word}"
        data = {str(f["name"]): str(f.get("value", "")) for f in form.select("[name]")}
        return app.post(
            str(form["action"]),
            data={**data, **typed},
            headers=user.headers,
            follow_redirects=False,
            status=status,
        )

    return submit


@pytest.fixture
def draft(does, officer, open_record):
    return does(officer, "package_create", **open_record)


def one(tree: Tag, selector: str) -> Tag:
    """Return what a page has at a place."""
    found = tree.select_one(selector)
    assert found, selector
    return found


def words(page: BeautifulSoup) -> list[str]:
    """Return the steps that a page offers."""
    return [str(form["action"]).rsplit("/", 1)[-1] for form in page.select(f"{BOX} form")]


def queue(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]).rsplit("/", 1)[-1] for link in page.select(".ppid-review-queue h2 a")]


def test_the_whole_way_by_its_buttons(press, page, officer, utama, draft):
    press(officer, draft, "ajukan")
    assert queue(page("/tinjauan", utama)) == [draft["name"]]
    press(utama, draft, "kembalikan", note=NOTE)
    assert NOTE in page(f"/dataset/{draft['name']}", officer).select_one(BOX).text
    assert NOTE in page("/tinjauan", officer).select_one(".ppid-review-queue").text
    assert queue(page("/tinjauan", utama)) == []
    press(officer, draft, "ajukan")
    press(utama, draft, "terbitkan")
    assert page(f"/dataset/{draft['name']}").select_one(BOX) is None
    steps = [s.text for s in page(f"/dataset/{draft['name']}", officer).select(f"{BOX} li strong")]
    assert len(steps) == 4


def test_each_is_offered_what_they_may_do(page, press, officer, utama, person, draft):
    path = f"/dataset/{draft['name']}"
    assert words(page(path, officer)) == ["ajukan"]
    assert words(page(path, utama)) == ["terbitkan"]
    assert page(path, person("disdukcapil", role="member")).select_one(BOX) is None
    press(officer, draft, "ajukan")
    assert words(page(path, officer)) == []
    assert words(page(path, utama)) == ["terbitkan", "kembalikan"]


def test_urgent_information_is_confirmed_afterwards(
    page, press, does, officer, utama, urgent_record
):
    entry = does(officer, "package_create", **urgent_record)
    path = f"/dataset/{entry['name']}"
    assert page(path).select_one(BOX) is None
    assert words(page(path, officer)) == []
    assert "Pasal 25" in page(path, officer).select_one(BOX).text
    assert words(page(path, utama)) == ["terbitkan", "kembalikan"]
    press(utama, entry, "terbitkan")
    assert words(page(path, utama)) == []


def test_a_stale_page_is_told_and_the_note_is_kept(app, page, press, does, officer, utama, draft):
    press(officer, draft, "ajukan")
    form = one(page(f"/dataset/{draft['name']}", utama), "form[action$=kembalikan]")
    seen = one(form, "[name=seen]")["value"]
    does(officer, "package_patch", id=draft["id"], title="Judul lain")
    answer = app.post(
        str(form["action"]), data={"seen": seen, "note": NOTE}, headers=utama.headers, status=409
    )
    told = BeautifulSoup(answer.body, "html.parser")
    assert "Look at it again" in one(told, "[role=alert]").text
    assert one(told, "textarea[name=note]").text == NOTE
    assert one(told, "[name=seen]")["value"] != seen


def test_a_return_without_a_note_is_told(press, officer, utama, draft):
    press(officer, draft, "ajukan")
    answer = press(utama, draft, "kembalikan", 409, note=" ")
    assert "Review note" in one(BeautifulSoup(answer.body, "html.parser"), "[role=alert]").text


@pytest.mark.parametrize("word", ["ajukan", "terbitkan", "kembalikan"])
def test_a_stranger_finds_nothing(app, person, draft, word):
    stranger = person("dinkes", role="admin")
    for name in (draft["name"], "tidak-ada"):
        path = f"/dataset/{name}/tinjauan/{word}"
        app.post(path, data={"note": "x"}, headers=stranger.headers, status=404)


def test_a_step_is_no_link(app, officer, draft, stored):
    app.get(f"/dataset/{draft['name']}/tinjauan/ajukan", headers=officer.headers, status=404)
    app.post(f"/dataset/{draft['name']}/tinjauan/hapus", headers=officer.headers, status=404)
    assert stored(draft["id"]).extras["review_state"] == "draft"


class TestQueue:
    def test_is_not_for_the_public(self, app, person):
        assert app.get("/tinjauan", follow_redirects=False).status_code in {302, 403}
        app.get("/tinjauan", headers=person().headers, status=403)

    def test_an_officer_sees_their_own(self, page, officer, person, draft):
        assert queue(page("/tinjauan", officer)) == [draft["name"]]
        assert queue(page("/tinjauan", person("dinkes"))) == []

    def test_says_what_whose_since_when_and_what_is_missing(self, page, does, officer, draft):
        does(officer, "ppid_review_submit", id=draft["id"])
        card = page("/tinjauan", officer).select_one(".ppid-review-queue li").text
        for said in ("Pencatatan Sipil", "Setiap Saat", "Submitted for review:", "Retention"):
            assert said in card

    def test_several_are_submitted_at_once(
        self, app, page, does, officer, draft, open_record, urgent_record, stored
    ):
        """Only what breaks no rule can be chosen; an announcement does not wait for a review."""
        for record in ({**open_record, "name": "kedua"}, {**urgent_record, "private": True}):
            does(officer, "package_create", **record)
        listed = page("/tinjauan", officer)
        sent = [str(field["value"]) for field in listed.select("form [name=lawful]")]
        assert sorted(sent) == sorted([draft["name"], "kedua"])
        assert len(listed.select("[type=checkbox][name=entry]")) == 2
        answer = app.post(
            "/en/tinjauan/ajukan",
            data={"entry": ["kedua", "tidak-ada"]},
            headers=officer.headers,
        )
        assert "1 entry is submitted" in answer.text
        assert "tidak-ada" in answer.text
        assert stored("kedua").extras["review_state"] == "submitted"
        app.post(
            "/en/tinjauan/ajukan", data={"every": "1", "lawful": sent}, headers=officer.headers
        )
        assert stored(draft["id"]).extras["review_state"] == "submitted"

    def test_a_page_that_is_none(self, page, utama):
        for number in ("0", "-3", "x", "99"):
            assert queue(page(f"/tinjauan?page={number}", utama)) == []


class TestHeader:
    LINK = ".account a[href$='/tinjauan']"

    def test_leads_those_to_the_queue_who_have_one(self, page, does, person, officer, utama, draft):
        does(officer, "ppid_review_submit", id=draft["id"])
        assert "1" in page("/", utama).select_one(self.LINK).text
        assert page("/", officer).select_one(self.LINK).select_one(".badge") is None
        does(utama, "ppid_review_return", id=draft["id"], note=NOTE)
        assert "1" in page("/", officer).select_one(self.LINK).text
        assert page("/", person()).select_one(self.LINK) is None
        assert page("/").select_one(self.LINK) is None

    def test_is_not_there_without_review(self, direct, page, utama):
        assert page("/", utama).select_one(self.LINK) is None


class TestForm:
    def test_an_officer_does_not_choose_who_sees_a_new_entry(self, page, officer):
        form = page("/dataset/new", officer)
        assert form.select("[name=private]") == []
        assert "draft" in form.select_one(".ppid-draft-first").text

    def test_the_ppid_utama_does(self, page, utama):
        assert len(page("/dataset/new", utama).select("[name=private]")) == 2

    def test_so_does_everybody_without_review(self, direct, page, officer):
        assert len(page("/dataset/new", officer).select("[name=private]")) == 2

    def test_an_officer_may_take_back_what_is_out(self, page, does, officer, utama, open_record):
        entry = does(utama, "package_create", **open_record)
        (box,) = page(f"/dataset/edit/{entry['name']}", officer).select("[name=private]")
        assert (box["type"], box["value"], box.has_attr("checked")) == ("checkbox", "True", False)


def test_purging_what_was_exempt_is_refused_as_a_page(app, person, does, utama, closed_record):
    entry = does(utama, "package_create", **closed_record)
    does(utama, "package_delete", id=entry["id"])
    boss = person(sysadmin=True)
    answer = app.post(
        "/ckan-admin/trash",
        data={"action": "package", "purge-packages": "purge"},
        headers=boss.headers,
        status=403,
    )
    assert entry["name"] in answer.text
