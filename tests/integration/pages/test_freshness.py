"""What the page of an entry says of its next update, and what that costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from babel.dates import format_date
from ckan.tests import helpers

from ckanext.ppidbontang.domain.durations import add_months
from ckanext.ppidbontang.exemption import cases
from tests.integration.pages.html import Publish, Read, Record, one, words
from tests.integration.pages.test_queries import counted

Age = Callable[[str, int], None]

PERIODIC = {"information_category": "berkala", "information_kind": "berkala-02"}


@pytest.fixture
def entry(publish: Publish, open_record: Record, updated_before: Age) -> Callable[..., str]:
    """Publish a periodic entry that was updated so many days ago; return its page."""

    def make(name: str, days: int, **changes: Any) -> str:
        publish({**open_record, **PERIODIC, "name": name, **changes})
        updated_before(name, days)
        return f"/dataset/{name}"

    return make


def said(page: Any) -> str:
    """Return by when the record says that the next update is due; it says from what it counts."""
    found = [words(dd) for dd in page.select(".ppid-record dt:-soup-contains('Next update') + dd")]
    counted = ", counted from the last change of the record"
    assert all(text.endswith(counted) for text in found)
    return " ".join(found).removesuffix(counted)


def day(days_ago: int) -> str:
    """Return, in words, the day by which what was updated so long ago is due."""
    due = add_months(cases.today() - timedelta(days=days_ago), 6)
    return format_date(due, "d MMMM y", locale="en")


class TestMark:
    def test_what_is_late_says_so_in_words(self, entry: Callable[..., str], read: Read) -> None:
        """Beside the other badges, and in the record."""
        page = read(entry("laporan", 300))
        assert words(one(page, ".ppid-late")) == f"Late since {day(300)}"
        assert said(page) == f"late since {day(300)}"

    @pytest.mark.parametrize("days", [10, 170])
    def test_what_is_in_time_says_by_when(
        self, entry: Callable[..., str], read: Read, days: int
    ) -> None:
        """No badge: nothing is wrong."""
        page = read(entry("laporan", days))
        assert not page.select(".ppid-late")
        assert said(page) == f"by {day(days)}"

    @pytest.mark.parametrize(
        "changes",
        [
            {"information_category": "setiap-saat", "information_kind": "setiap-saat-03"},
            {"private": True, "owner_org": "disdukcapil"},
        ],
        ids=["no duty", "not public"],
    )
    def test_what_has_no_duty_says_nothing(
        self,
        entry: Callable[..., str],
        read: Read,
        person: Callable[..., Any],
        changes: dict[str, Any],
    ) -> None:
        """What is not published cannot be out of date."""
        page = read(entry("laporan", 900, **changes), headers=person("disdukcapil").headers)
        assert not page.select(".ppid-late")
        assert said(page) == ""


class TestEditions:
    OLD: Record = {"title": "Laporan Layanan Semester II 2025", "period_end": "2025-12"}
    NEW: Record = {"title": "LAPORAN LAYANAN Semester I 2026", "period_end": "2026-06"}

    def test_an_older_edition_is_not_late(
        self, entry: Callable[..., str], read: Read, person: Callable[..., Any]
    ) -> None:
        """The page says what the list of the body says."""
        older = entry("lama", 300, **self.OLD)
        newer = entry("baru", 200, **self.NEW)
        assert not read(older).select(".ppid-late")
        assert said(read(older)) == ""
        assert said(read(newer)) == f"late since {day(200)}"
        caller = {"user": person("disdukcapil").name, "ignore_auth": False}
        listed = helpers.call_action("ppid_late_list", caller)["results"]
        assert [row["name"] for row in listed] == ["baru"]

    @pytest.mark.parametrize(
        "changes",
        [{"owner_org": "dinkes"}, {"information_kind": "berkala-03"}, {"private": True}],
        ids=["of another body", "of another kind", "not public"],
    )
    def test_what_is_no_edition_takes_no_duty_away(
        self, entry: Callable[..., str], read: Read, changes: Record
    ) -> None:
        """A draft of the next edition least of all: nobody can read it yet."""
        older = entry("lama", 300, **self.OLD)
        entry("baru", 10, **{**self.NEW, **changes})
        assert said(read(older)) == f"late since {day(300)}"

    def test_only_what_is_near_or_late_costs_a_statement(
        self, entry: Callable[..., str], read: Read
    ) -> None:
        """One, to look for newer editions."""
        fresh, late = entry("baru", 10, title="Renja"), entry("lama", 300, title="Profil")
        costs = []
        for path in (fresh, late):
            read(path)
            with counted() as sent:
                read(path)
            costs.append(len(sent))
        assert costs[1] == costs[0] + 1
