"""The search page: cards, filters, and what robots and HTMX get."""

from __future__ import annotations

import pytest

from tests.integration.pages.html import Publish, Read, Record, one, words


class TestSearch:
    FACETS = (
        ("information_category", "setiap-saat"),
        ("exemption_status", "terbuka"),
        ("responsible_opd", "disdukcapil"),
        ("information_kind", "setiap-saat-03"),
        ("res_format", "CSV"),
        ("vocab_year", "2025"),
        ("tags", "penduduk"),
    )

    @pytest.fixture
    def two(self, publish: Publish, open_record: Record, exempt_record: Record) -> None:
        """Publish an open entry with a file, and an exempt one."""
        file = {"name": "Tabel", "url": "https://data.example/a.csv", "format": "CSV"}
        publish(open_record, resources=[file])
        publish(exempt_record)

    def test_a_card_says_first_what_people_ask(self, two: None, read: Read) -> None:
        """Title, responsible body, category, openness, period, formats, date."""
        card = one(read("/dataset/?q=penduduk"), ".dataset-item")
        assert words(card).startswith(
            "Jumlah Penduduk per Kelurahan Semester I 2025 "
            "Dinas Kependudukan dan Pencatatan Sipil Informasi Setiap Saat Terbuka"
        )
        assert "Period: January 2025 – June 2025 Formats: CSV Record changed:" in words(card)

    def test_a_closed_card_offers_no_format(self, two: None, read: Read) -> None:
        """An exempt entry says in words that it is closed."""
        card = one(read("/dataset/?q=rekam"), ".dataset-item")
        assert "Dikecualikan Seluruhnya" in words(card)
        assert "Formats" not in words(card)

    @pytest.mark.parametrize(("facet", "value"), FACETS)
    def test_every_filter_narrows(self, two: None, read: Read, facet: str, value: str) -> None:
        """The link of a filter leads to fewer entries, and says how to lay it down again."""
        page = read("/dataset/")
        assert len(page.select(".dataset-item")) == 2
        link = one(page, f"#search-facets a[href$='?{facet}={value}']")
        narrowed = read(str(link["href"]).removeprefix("/en"))
        assert len(narrowed.select(".dataset-item")) == 1
        assert one(narrowed, "#search-facets .active a")["href"] == "/en/dataset/"

    def test_a_filter_that_finds_nothing_still_has_words(self, two: None, read: Read) -> None:
        """A code is never shown in the place of its words."""
        page = read("/dataset/?information_category=berkala&responsible_opd=dinkes")
        assert "Informasi Berkala" in words(one(page, ".filter-list"))
        assert "Dinas Kesehatan" in words(one(page, ".filter-list"))

    def test_what_nobody_knows_is_called_unknown(self, two: None, read: Read) -> None:
        """A chip in words, with a way to lay it down; nothing to put in order or to follow."""
        asked = "/dataset/?organization=tidakada&update_frequency=x&responsible_opd=y&q=z"
        page = read(asked)
        chips = words(one(page, ".filter-list"))
        for said in ("Body: tidakada (unknown)", "Update frequency: x (unknown)"):
            assert said in chips
        assert "Responsible body: y (unknown)" in chips
        assert len(page.select(".filter-list a.remove")) == 3
        assert not page.select("#field-order-by")
        assert not page.select("[type='application/atom+xml'][href*='/feeds/custom']")

    def test_filters_come_in_the_order_people_ask(self, two: None, read: Read) -> None:
        titles = [words(title) for title in read("/dataset/").select("#search-facets h2")]
        first = ["Responsible body", "Year", "Format", "Information category"]
        assert titles[:4] == first
        assert titles[-2:] == ["Exemption status", "Grounds of exemption"]

    def test_long_filters_show_the_largest_first(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Eleven tags: ten and a link to all; all and a link back."""
        publish(open_record, tags=[{"name": f"tag-{number:02}"} for number in range(11)])
        tags = "#search-facets a[href*='?tags=tag-'], #search-facets a[href*='&tags=tag-']"
        page = read("/dataset/")
        assert len(page.select(tags)) == 10
        more = str(one(page, "#search-facets .read-more")["href"]).removeprefix("/en")
        everything = read(more)
        assert len(everything.select(tags)) == 11
        assert one(everything, "#search-facets .read-more")["href"] == "/en/dataset/"

    @pytest.mark.parametrize("query", ["Disdukcapil", "penduduk"])
    def test_it_finds_by_what_people_call_a_body(self, two: None, read: Read, query: str) -> None:
        """The abbreviation of a body finds its entries."""
        assert len(read(f"/dataset/?q={query}").select(".dataset-item")) == 1

    def test_htmx_gets_the_results_and_the_filters_alone(self, two: None, read: Read) -> None:
        """Core's live search swaps these two elements by their ids."""
        part = read("/dataset/?q=penduduk", headers={"HX-Request": "true"})
        assert [tag["id"] for tag in part.find_all(recursive=False)] == [
            "search-results",
            "search-facets",
        ]
        assert not part.select("header")

    def test_robots_are_kept_from_the_filters_alone(self, two: None, read: Read) -> None:
        """The catalogue itself may be indexed; its combinations of filters may not."""
        assert not read("/dataset/").select("meta[name=robots]")
        assert read("/dataset/?tags=penduduk").select("meta[name=robots][content^=noindex]")
        assert read("/organization/disdukcapil?tags=a").select(
            "meta[name=robots][content^=noindex]"
        )
