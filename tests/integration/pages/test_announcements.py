"""Urgent announcements: on every page until they end, in a feed, and gone at once when closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import announcements
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from tests.integration.exemption.conftest import REASONS
from tests.integration.pages.html import Publish, Read, Record, one, words

FEED = "/informasi/serta-merta.atom"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
A_DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return dt.datetime.now(tk.h.get_display_timezone()).date()


def age(name: str, days: int) -> None:
    """Let an entry have been made some days before today, at noon on the portal's clock."""
    day = today() - days * A_DAY
    noon = dt.datetime.combine(day, dt.time(12), tk.h.get_display_timezone())
    model.Session.execute(
        sa.update(model.Package)
        .where(model.Package.name == name)
        .values(metadata_created=noon.astimezone(dt.UTC).replace(tzinfo=None))
    )
    model.Session.commit()


@pytest.fixture
def banner(read: Read) -> Callable[..., str]:
    """Return what the banner of a page says, or an empty text."""

    def find(path: str = "/about") -> str:
        return " ".join(map(words, read(path).select(".ppid-banner")))

    return find


@pytest.fixture
def feed(app: Any, clean_portal: None) -> Callable[..., Any]:
    """Ask for the feed."""

    def get(**headers: str) -> Any:
        return app.get(FEED, headers={key.replace("_", "-"): v for key, v in headers.items()})

    return get


def titles(answer: Any) -> list[str | None]:
    root = ElementTree.fromstring(answer.data)
    return [entry.findtext("a:title", None, ATOM) for entry in root.findall("a:entry", ATOM)]


class TestBanner:
    @pytest.mark.parametrize(
        "path", ["/about", "/dataset/", "/organization/", "/informasi/berkala"]
    )
    def test_it_is_on_every_page(
        self, publish: Publish, read: Read, announcement: Record, path: str
    ) -> None:
        """UU 14/2008 Pasal 10: told at once, under a name, with a link to the entry."""
        publish(announcement)
        banner = one(read(path), ".ppid-banner")
        assert (banner["role"], banner["aria-label"]) == ("region", "Urgent announcements")
        assert one(banner, "a")["href"] == f"/en/dataset/{announcement['name']}"
        assert words(banner) == announcement["title"]

    def test_whoever_logs_in_took_a_wrong_turn_or_reads_it_already_is_spared(
        self, publish: Publish, read: Read, announcement: Record
    ) -> None:
        publish(announcement)
        assert not read("/user/login").select(".ppid-banner")
        assert not read("/tidak-ada", status=404).select(".ppid-banner")
        assert not read(f"/dataset/{announcement['name']}").select(".ppid-banner")

    def test_the_home_page_lists_them_instead(
        self, publish: Publish, read: Read, announcement: Record
    ) -> None:
        """The same ones, once, with body and day."""
        publish(announcement)
        page = read("/")
        assert not page.select(".ppid-banner")
        listed = words(one(page, ".ppid-urgent"))
        assert announcement["title"] in listed
        assert "Badan Penanggulangan Bencana Daerah" in listed

    @pytest.mark.parametrize(
        ("until", "made", "shown"),
        [
            pytest.param(0, 100, True, id="on its last day"),
            pytest.param(-1, 0, False, id="the day after"),
            pytest.param(30, 100, True, id="long before its last day"),
            pytest.param(None, announcements.DAYS_SHOWN, True, id="without a day, for 14 days"),
            pytest.param(None, announcements.DAYS_SHOWN + 1, False, id="without a day, no longer"),
        ],
    )
    def test_it_ends(
        self,
        publish: Publish,
        read: Read,
        banner: Callable[..., str],
        announcement: Record,
        until: int | None,
        made: int,
        shown: bool,
    ) -> None:
        """By the day that it says, or else after fourteen, on the portal's clock."""
        said = {} if until is None else {"announcement_until": str(today() + until * A_DAY)}
        publish(announcement, **said)
        age(announcement["name"], made)
        assert bool(banner()) is shown
        assert bool(read("/").select(".ppid-urgent")) is shown

    def test_it_has_the_three_newest(
        self, publish: Publish, banner: Callable[..., str], announcement: Record
    ) -> None:
        """An older one that still holds waits behind them."""
        for days in range(5):
            publish(announcement, name=f"rob-{days}", title=f"Rob {days}")
            age(f"rob-{days}", days)
        assert banner() == "Rob 0 Rob 1 Rob 2 2 more : Urgent announcements"

    def test_only_announcements_are_in_it(
        self, publish: Publish, banner: Callable[..., str], open_record: Record
    ) -> None:
        """A date that another entry happens to hold makes it none."""
        publish(open_record, announcement_until=str(today()))
        assert banner() == ""

    @pytest.mark.parametrize("text", ["besok", "2026-02-30", "20261231", "2026-W53-4"])
    def test_the_last_day_must_be_a_date(
        self, refused: Callable[..., dict[str, Any]], announcement: Record, text: str
    ) -> None:
        """In the one way of writing that the portal compares."""
        errors = refused("package_create", **announcement, announcement_until=text)
        assert text in errors["announcement_until"][0]

    def test_the_entry_says_until_when(
        self, publish: Publish, read: Read, announcement: Record
    ) -> None:
        """A reader of the announcement sees its last day."""
        publish(announcement, announcement_until="2031-05-03")
        page = read(f"/dataset/{announcement['name']}")
        assert "Announced until: 3 May 2031" in words(one(page, ".ppid-announcement"))

    def test_the_database_finds_them_by_their_own_index(self, clean_portal: None) -> None:
        """Its condition is the one that every page asks with."""
        model.Session.execute(sa.text("SET LOCAL enable_seqscan = off"))
        # In an empty table the index of the DIP serves as well; it comes back with the rollback.
        model.Session.execute(sa.text("DROP INDEX ppid_dip"))
        plans = []

        def explain(asked: sa.Select[Any], **values: Any) -> list[Any]:
            asked = asked.params(values)
            text = asked.compile(model.meta.engine, compile_kwargs={"literal_binds": True})
            plans.extend(model.Session.scalars(sa.text(f"EXPLAIN {text}")))
            return []

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(announcements, "_read", explain)
            announcements.current()
        model.Session.rollback()
        assert "ppid_urgent" in " ".join(plans)


class TestFeed:
    def test_it_is_atom(self, publish: Publish, feed: Callable[..., Any], announcement: Record):
        """Who announces, what is stated, and where to read it."""
        made = publish(announcement)
        answer = feed()
        assert answer.content_type == "application/atom+xml; charset=utf-8"
        root = ElementTree.fromstring(answer.data)
        site = tk.config["ckan.site_url"]
        assert root.findtext("a:id", None, ATOM) == f"{site}{FEED}"
        entry = root.find("a:entry", ATOM)
        assert entry is not None
        assert entry.findtext("a:id", None, ATOM) == f"{site}/dataset/{made['id']}"
        assert entry.findtext("a:title", None, ATOM) == announcement["title"]
        author = entry.findtext("a:author/a:name", None, ATOM)
        assert author == "Badan Penanggulangan Bencana Daerah"
        link = entry.find("a:link", ATOM)
        assert link is not None
        assert link.get("href") == f"{site}/dataset/{announcement['name']}"
        summary = entry.findtext("a:summary", None, ATOM) or ""
        stated = [f"{s.label}: {announcement[s.field]}" for s in ANNOUNCEMENT_STATEMENTS]
        assert summary.split("\n\n") == stated

    def test_a_rename_keeps_the_id(
        self, act: Any, publish: Publish, feed: Callable[..., Any], announcement: Record
    ):
        """A reader is not told twice of the same announcement."""
        made = publish(announcement)
        before = ElementTree.fromstring(feed().data).findtext("a:entry/a:id", None, ATOM)
        act("package_patch", id=made["id"], name="nama-baru")
        after = ElementTree.fromstring(feed().data).findtext("a:entry/a:id", None, ATOM)
        assert before == after

    def test_it_has_at_most_fifty_the_newest_first(
        self,
        publish: Publish,
        feed: Callable[..., Any],
        announcement: Record,
        monkeypatch: pytest.MonkeyPatch,
    ):
        """Those that are over too: a feed tells what was announced."""
        assert announcements.IN_FEED == 50
        monkeypatch.setattr(announcements, "_LATEST", announcements._newest(2))
        for days in (20, 0, 40):
            publish(announcement, name=f"rob-{days}", title=f"Rob {days}")
            age(f"rob-{days}", days)
        assert titles(feed()) == ["Rob 0", "Rob 20"]

    def test_it_is_there_without_announcements(self, feed: Callable[..., Any]):
        """A reader may follow it from the first day."""
        assert titles(feed()) == []

    def test_nothing_new_is_not_sent_again(
        self, act: Any, publish: Publish, feed: Callable[..., Any], announcement: Record
    ):
        """304 for the same, the feed for any change."""
        publish(announcement)
        first = feed()
        tag = first.headers["ETag"]
        again = feed(If_None_Match=tag)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert "no-cache" in first.headers["Cache-Control"]
        act("package_patch", id=announcement["name"], title="Banjir rob surut")
        changed = feed(If_None_Match=tag)
        assert (changed.status_code, titles(changed)) == (200, ["Banjir rob surut"])

    def test_a_closing_is_seen_by_who_asks_by_time(
        self, act: Any, publish: Publish, feed: Callable[..., Any], announcement: Record
    ):
        """A closing leaves the time of the last change; only the tag tells it."""
        publish(announcement, name="rob-1", title="Rob 1")
        publish(announcement)
        since = feed().headers["Last-Modified"]
        act("package_patch", id="rob-1", private=True)
        answer = feed(If_Modified_Since=since)
        assert (answer.status_code, titles(answer)) == (200, [announcement["title"]])

    def test_every_page_names_it(self, read: Read):
        """Feed readers find it from wherever they are."""
        for path in ("/", "/about"):
            link = one(read(path), f"link[type='application/atom+xml'][href='{FEED}']")
            assert link["rel"] == ["alternate"]
            assert link["title"]


class TestWhatIsHidden:
    @pytest.fixture
    def told(self, banner: Callable[..., str], read: Read, feed: Callable[..., Any]) -> Any:
        """Return everything that is said in public of announcements."""
        return lambda: (
            banner(),
            [words(found) for found in read("/").select(".ppid-urgent")],
            titles(feed()),
        )

    def test_a_private_one_is_nowhere(self, publish: Publish, told: Any, announcement: Record):
        """Neither before it is published nor after it was withdrawn."""
        publish(announcement, private=True)
        assert told() == ("", [], [])

    @pytest.mark.parametrize("way", ["closing", "withdrawing", "deleting", "moving it elsewhere"])
    def test_it_is_gone_at_once(
        self, act: Any, publish: Publish, told: Any, announcement: Record, way: str
    ):
        """UU 14/2008 Pasal 54: nothing is kept that could go on telling it."""
        made = publish(announcement)
        assert announcement["title"] in told()[0]
        moves = {
            "closing": (
                "ppid_exemption_propose",
                {**REASONS, "exemption_status": "dikecualikan-seluruhnya"},
            ),
            "withdrawing": ("package_patch", {"private": True}),
            "deleting": ("package_delete", {}),
            "moving it elsewhere": (
                "package_patch",
                {"information_category": "berkala", "information_kind": "berkala-11"},
            ),
        }
        action, given = moves[way]
        act(action, id=made["id"], **given)
        assert told() == ("", [], [])

    def test_one_whose_status_is_in_doubt_is_not_announced(
        self, publish: Publish, told: Any, announcement: Record
    ):
        """Fail closed: an unknown status counts as exempt wherever it is read."""
        made = publish(announcement)
        model.Session.execute(
            sa.text(
                'UPDATE package SET extras = extras || \'{"exemption_status": "apa"}\''
                " WHERE id = :id"
            ),
            {"id": made["id"]},
        )
        model.Session.commit()
        assert told() == ("", [], [])
