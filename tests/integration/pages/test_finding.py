"""What is offered where nothing was found, and while somebody types: nothing that is not public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib import search

from ckanext.ppidbontang.finding import engine
from tests.integration.pages.html import Publish, Read, Record, one, words


@pytest.fixture
def entry(publish: Publish, open_record: Record) -> Record:
    """Publish one entry about the population."""
    return publish(open_record)


@pytest.fixture
def hidden(act: Any, open_record: Record) -> Record:
    """Keep an entry for its body: words of it are nowhere else."""
    title = "Zamrudkhatulistiwa xylofonik"
    record = {**open_record, "name": "x-tersimpan", "title": title, "private": True}
    return act("package_create", **{**record, "tags": [{"name": "zamrudkhatulistiwa"}]})


class TestNothingFound:
    def test_another_spelling_is_offered_with_what_it_finds(
        self, entry: Record, read: Read
    ) -> None:
        page = read("/dataset/?q=jumlah+pendudk")
        meant = one(page, ".ppid-meant a")
        assert words(meant) == "jumlah penduduk"
        assert str(meant["href"]).endswith("/dataset/?q=jumlah+penduduk")
        assert words(one(page, ".ppid-nothing .dataset-heading a")) == entry["title"]

    def test_no_word_of_a_hidden_entry_is_offered(
        self, entry: Record, hidden: Record, read: Read, act: Any
    ) -> None:
        typed = "/dataset/?q=zamrudkhatulistiwo"
        assert not read(typed).select(".ppid-meant")
        # Words of what was public stay in an index for a while.
        act("package_patch", id=hidden["id"], private=False, review_state="published")
        assert words(one(read(typed), ".ppid-meant a")) == "zamrudkhatulistiwa"
        act("package_patch", id=hidden["id"], private=True)
        assert "zamrudkhatulistiwa" not in str(read(typed)).replace("zamrudkhatulistiwo", "")

    def test_filters_are_dropped_one_by_one(self, entry: Record, read: Read) -> None:
        page = read("/dataset/?q=penduduk&responsible_opd=disdukcapil&vocab_year=1999")
        ways = [words(way) for way in page.select(".ppid-ways li")]
        assert ways[0].startswith("Without “1999” 1 entry")
        assert ways[1].startswith("In the whole catalogue 1 entry")
        one(page, ".ppid-nothing a[href$='/informasi']")

    def test_the_ppid_can_be_asked(self, counter: None, entry: Record, read: Read) -> None:
        page = read("/dataset/?q=qwertyuiop")
        assert "free of charge" in words(one(page, ".ppid-nothing"))
        assert not page.select(".ppid-nothing .dataset-item")


class TestSuggestions:
    @pytest.fixture
    def suggested(self, app: Any, clean_portal: None) -> Any:
        """Ask as a script of the page does."""

        def get(typed: str) -> list[dict[str, str]]:
            answer = app.get("/cari/saran", query_string={"q": typed})
            assert answer.headers["Cache-Control"] == "private, max-age=60"
            return answer.json["suggestions"]

        return get

    def test_bodies_tags_and_titles(self, entry: Record, suggested: Any) -> None:
        found = {(one["kind"], one["text"]) for one in suggested("jumlah pend")}
        assert ("entry", entry["title"]) in found
        assert {"kind": "tag", "text": "penduduk", "href": "/dataset/?tags=penduduk"} in suggested(
            "pendu"
        )
        assert [one["text"] for one in suggested("dukcapil")] == [
            "Dinas Kependudukan dan Pencatatan Sipil"
        ]

    def test_nothing_hidden_and_nothing_broken(self, hidden: Record, suggested: Any) -> None:
        for typed in (
            "zam",
            "zamrudkhatulistiwa",
            "xylo",
            "",
            "a",
            "*:*",
            '"',
            "{!x}",
            "a" * 9999,
            "😀",
        ):
            assert suggested(typed) == [], typed


class TestColumns:
    def test_columns_of_tables_are_found_and_gone_with_them(
        self, entry: Record, act: Any, read: Read
    ) -> None:
        def is_found() -> bool:
            return bool(read("/dataset/?q=kadar+merkuri").select(".dataset-item"))

        file = act(
            "resource_create", package_id=entry["id"], name="Tabel", url="https://data.example/a"
        )
        table = {"resource_id": file["id"], "force": True}
        act("datastore_create", **table, fields=[{"id": "kadar_merkuri", "type": "text"}])
        assert is_found()
        act("datastore_delete", resource_id=file["id"], force=True)
        assert not is_found()
        act("datastore_create", **table, fields=[{"id": "tahun", "type": "text"}])
        fields = [{"id": "tahun", "type": "text"}, {"id": "kadar_merkuri", "type": "text"}]
        act("datastore_create", **table, fields=fields)
        assert is_found()


class TestAnyIndex:
    """CKAN's own schema serves too, less well."""

    @pytest.fixture
    def stock(self, monkeypatch: pytest.MonkeyPatch, clean_portal: None) -> Iterator[None]:
        """Have the index look like one that knows no Indonesian."""
        monkeypatch.setattr(engine, "SIGN", "no_such_field_of_the_index/")
        engine.knows_indonesian.forget()
        yield
        engine.knows_indonesian.forget()

    def test_the_search_page_finds_and_helps(self, stock: None, entry: Record, read: Read) -> None:
        assert not engine.knows_indonesian()
        assert read("/dataset/?q=penduduk").select(".dataset-item")
        assert not read("/dataset/?q=pendudk").select(".ppid-meant")
        assert read("/dataset/?q=penduduk&vocab_year=1999").select(".ppid-ways li")


def test_the_api_keeps_the_syntax_of_solr(entry: Record) -> None:
    def count(**asked: Any) -> int:
        return tk.get_action("package_search")({"user": ""}, asked)["count"]

    assert count(q="title:penduduk AND vocab_year:2025") == 1
    assert count(q="title:penduduk NOT vocab_year:2025") == 0
    assert count(q="kesehatan", qf="title", defType="edismax") == 0
    assert count(q="penduduk", fq="title:[a TO z]") == 1


def test_ckan_takes_the_schema_for_its_own(entry: Record) -> None:
    assert search.check_solr_schema_version()
