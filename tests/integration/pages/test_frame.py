"""What every page has: headings in order, the footer, one answer to what is not there."""

from __future__ import annotations

import pytest

from tests.integration.pages.html import OBJECTION, REQUEST, Publish, Read, Record, one, words


class TestFrame:
    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/dataset/",
            "/dataset/jumlah-penduduk-2025",
            "/organization/",
            "/organization/disdukcapil",
            "/about",
            "/user/login",
        ],
    )
    def test_headings_are_in_order(
        self, publish: Publish, read: Read, open_record: Record, path: str
    ) -> None:
        """One h1, and no level is left out on the way down."""
        publish(open_record)
        page = read(path)
        levels = [
            int(tag.name[1]) for tag in one(page, ".main, .homepage").select("h1,h2,h3,h4,h5,h6")
        ]
        assert page.select("h1") == [one(page, "h1")]
        downward = levels[levels.index(1) :]
        assert all(low <= high + 1 for high, low in zip(downward, downward[1:], strict=False))

    def test_the_footer_says_whom_to_ask_and_that_it_is_free(
        self, counter: None, read: Read
    ) -> None:
        """UU 25/2009: contact, cost and where to complain on every page."""
        footer = one(read("/about"), ".site-footer")
        assert "ppid@bontang.example" in words(footer)
        assert "free of charge" in words(footer)
        links = [a["href"] for a in footer.select("a")]
        assert {REQUEST, OBJECTION, "/en/organization/"} <= set(links)

    def test_what_is_not_there_and_what_is_hidden_answer_alike(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A private entry can't be told from none at all."""
        publish(open_record, private=True)
        hidden = read("/dataset/jumlah-penduduk-2025", status=404)
        absent = read("/dataset/tidak-ada", status=404)
        assert words(one(hidden, "#content")) == words(one(absent, "#content"))
