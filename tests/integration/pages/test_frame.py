"""What every page has: headings in order, the footer, one answer to what is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.ppidbontang import config
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

    @pytest.mark.parametrize("path", ["/", "/dataset/", "/about", "/organization/", "/user/login"])
    def test_every_page_says_whom_to_ask_when_and_what_the_reader_may_ask(
        self, monkeypatch: pytest.MonkeyPatch, read: Read, path: str
    ) -> None:
        """UU 25/2009, UU 14/2008 Pasal 22 and 36; where the operator gave no addresses, too."""
        monkeypatch.setitem(tk.config, config.SERVICE_HOURS, "Senin–Jumat 08.00–15.30 WITA")
        page = read(path)
        head, foot = one(page, ".ppid-service"), one(page, ".site-footer")
        for part in (head, foot):
            assert "Senin–Jumat 08.00–15.30 WITA" in words(part)
            assert "ppid@bontang.example" in words(part)
            assert "free of charge" in words(part)
        for right in ("Ask for information", "Object to a refusal"):
            link = next(a for a in foot.select("a") if words(a) == right)
            address, _, place = str(link["href"]).partition("#")
            told = read(address.removeprefix("/en")).select_one(f"#{place} ~ .ppid-reach")
            assert told
            assert "ppid@bontang.example" in words(told)
            assert "Senin–Jumat 08.00–15.30 WITA" in words(told)

    def test_a_reader_loads_no_script_of_ckan(
        self, publish: Publish, read: Read, open_record: Record, person: Callable[..., Any]
    ) -> None:
        """They weigh more than everything else, and a phone of the public has no use for them."""
        publish(open_record)
        path = "/dataset/jumlah-penduduk-2025"
        own = [str(script["src"]) for script in read(path).select("script[src]")]
        assert own
        assert all("/ppidbontang/" in address for address in own)
        officer = person("disdukcapil")
        scripts = [str(s["src"]) for s in read(path, headers=officer.headers).select("script[src]")]
        assert any("/base/" in address for address in scripts)

    def test_nothing_comes_from_a_third_party(self, read: Read) -> None:
        """Reading a page tells nobody but us."""
        page = read("/")
        loaded = page.select(
            "script[src], img[src], link[rel=stylesheet], link[rel='shortcut icon']"
        )
        addresses = [str(tag.get("src") or tag.get("href")) for tag in loaded]
        assert addresses
        assert [address for address in addresses if not address.startswith("/")] == []

    def test_the_city_has_its_own_colour(self, monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
        monkeypatch.setitem(tk.config, config.BRAND_COLOUR, "#8a1538")
        assert "--ppid-band-light: #8a1538;" in str(read("/about").select("style"))

    def test_what_is_not_there_and_what_is_hidden_answer_alike(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A private entry can't be told from none at all."""
        publish(open_record, private=True)
        hidden = read("/dataset/jumlah-penduduk-2025", status=404)
        absent = read("/dataset/tidak-ada", status=404)
        assert words(one(hidden, "#content")) == words(one(absent, "#content"))
