"""A page for each category: the law in plain words, what there is, and what each body owes."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.lib import search

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.duties import duties_of
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import kinds_of
from tests.integration.pages.html import Publish, Read, Record, one, words
from tests.integration.pages.test_queries import counted

PAGES = [f"/informasi/{category}" for category in Category]
BODIES = 46


def row_of(page: Any, body: str) -> str:
    return words(one(page, f".ppid-owed tr:has(a[href$='/{body}'])"))


class TestEveryCategory:
    @pytest.mark.parametrize("category", list(Category))
    def test_it_says_what_the_law_says(self, read: Read, category: Category) -> None:
        """Official name, and every sentence with its provision."""
        page = read(f"/informasi/{category}")
        assert words(one(page, "h1")) == category.label
        assert category.official_name in words(page)
        law = words(one(page, ".ppid-law"))
        duties = duties_of(category)
        for provision in (*duties.meaning, *duties.of_the_body, *duties.of_the_citizen):
            assert f"{provision.text} {provision.citation}" in law

    def test_officers_alone_read_what_is_not_confirmed(self, read: Read, person: Any) -> None:
        """That a provision was not seen in the official text is theirs to mend."""
        officer = person("dinkes")
        for category in Category:
            duties = duties_of(category)
            provisions = (*duties.meaning, *duties.of_the_body, *duties.timing)
            said = (*provisions, *duties.of_the_citizen)
            unsure = [provision for provision in said if not provision.citation.verified]
            for headers, marks in ((officer.headers, len(unsure)), ({}, 0)):
                law = one(read(f"/informasi/{category}", headers=headers), ".ppid-law")
                assert words(law).count("to be confirmed") == marks, category

    @pytest.mark.parametrize("path", ["/informasi", *PAGES])
    def test_headings_are_in_order(
        self, publish: Publish, read: Read, open_record: Record, exempt_record: Record, path: str
    ) -> None:
        """One h1, and no level is left out on the way down."""
        publish(open_record)
        publish(exempt_record)
        levels = [int(tag.name[1]) for tag in one(read(path), ".main").select("h1,h2,h3,h4,h5,h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(low <= high + 1 for high, low in zip(levels, levels[1:], strict=False))

    @pytest.mark.parametrize("path", PAGES)
    def test_it_leads_to_the_registers_and_from_the_header(self, read: Read, path: str) -> None:
        """The DIP and the DIK are one click away, and so are the categories."""
        page = read(path)
        links = [a["href"] for a in page.select("a[href]")]
        assert {"/dip", "/dik", "/en/informasi"} <= set(links)

    def test_what_is_no_category_is_no_page(self, read: Read) -> None:
        """Only the four words of the law have a page."""
        for path in ("/informasi/rahasia", "/informasi/Berkala", "/informasi/berkala/1"):
            read(path, status=404)

    def test_the_way_in_has_a_card_for_each(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Its name leads to the page of the category, its counts to the entries."""
        publish(open_record)
        partly = "/en/dataset/?exemption_status=dikecualikan-sebagian"
        for path in ("/informasi", "/"):
            cards = read(path).select(".ppid-category")
            assert [[a["href"] for a in card.select("a")] for card in cards] == [
                [
                    f"/en/informasi/{category}",
                    f"/en/dataset/?information_category={category}",
                    *([] if category.is_open else [partly]),
                ]
                for category in Category
            ]
            assert "1 entry" in words(cards[list(Category).index(Category.SETIAP_SAAT)])

    @pytest.mark.parametrize("path", ["/informasi", *PAGES])
    def test_it_stands_without_the_search_engine(
        self, read: Read, monkeypatch: pytest.MonkeyPatch, path: str
    ) -> None:
        """What the law says needs no figures; they are left out, never wrong."""

        def away(*_args: Any, **_named: Any) -> None:
            raise search.SearchError("away")

        monkeypatch.setattr("ckan.lib.search.query.PackageSearchQuery.run", away)
        page = read(path)
        assert not page.select(".ppid-count, .ppid-none, .ppid-latest")
        assert "0 entries" not in words(page)

    def test_it_asks_no_more_for_30_entries_than_for_3(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A page asks the database five times at most, whatever the catalogue holds."""

        def statements() -> dict[str, int]:
            found = {}
            for path in PAGES:
                read(path)  # what is read once for a process is read here
                with counted() as sent:
                    read(path)
                found[path] = len(sent)
            return found

        bodies = ("disdukcapil", "dinkes", "bpbd")
        kinds = kinds_of(Category.SETIAP_SAAT)

        def fill(numbers: range) -> None:
            for number in numbers:
                publish(
                    open_record,
                    name=f"entry-{number}",
                    responsible_opd=bodies[number % len(bodies)],
                    information_kind=kinds[number % len(kinds)].code,
                )

        fill(range(3))
        few = statements()
        fill(range(3, 30))
        assert few == statements()
        assert max(few.values()) <= 5


class TestOpenInformation:
    def test_it_counts_each_kind_and_says_where_there_is_none(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A kind leads to its entries; one without any says so and leads nowhere."""
        publish(open_record)
        listed = one(read("/informasi/setiap-saat"), ".ppid-kinds").select("li")
        kinds = kinds_of(Category.SETIAP_SAAT)
        assert [kind.label in words(line) for kind, line in zip(kinds, listed, strict=True)]
        assert words(listed[2]) == f"{kinds[2].label} 1"
        assert one(listed[2], "a")["href"] == (
            "/en/dataset/?information_category=setiap-saat&information_kind=setiap-saat-03"
        )
        assert words(listed[0]) == f"{kinds[0].label} none published yet"
        assert not listed[0].select("a")

    def test_its_link_finds_what_it_counts(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """The search behind a kind shows its entry."""
        publish(open_record)
        href = one(read("/informasi/setiap-saat"), ".ppid-kinds a")["href"]
        found = read(str(href).removeprefix("/en"))
        assert open_record["title"] in words(one(found, ".dataset-list"))

    def test_it_shows_the_latest(self, publish: Publish, read: Read, open_record: Record) -> None:
        """Entries of the category, and of no other."""
        publish(open_record)
        latest = one(read("/informasi/setiap-saat"), ".ppid-latest")
        assert open_record["title"] in words(latest)
        assert not read("/informasi/berkala").select(".ppid-latest")

    def test_every_body_owes_what_it_has_not_published(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Body by body: what is missing, named; the city itself is none of its bodies."""
        publish(open_record, information_category="berkala", information_kind="berkala-01")
        page = read("/informasi/berkala")
        assert len(page.select(".ppid-owed tbody tr")) == BODIES
        assert not page.select(".ppid-owed a[href$='/kota-bontang']")
        assert "All 11 kinds" in row_of(page, "dinkes")
        owed = row_of(page, "disdukcapil")
        missing = [kind.label for kind in kinds_of(Category.BERKALA)][1:]
        assert "10 of 11 kinds" in owed
        assert all(label in owed for label in missing)
        assert "Profil Badan Publik" not in owed

    def test_an_entry_counts_for_the_body_that_answers_for_it(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Who publishes for another does not thereby meet its own duties."""
        publish(open_record, responsible_opd="dinkes")
        page = read("/informasi/setiap-saat")
        assert "15 of 17 kinds" in row_of(page, "dinkes")
        assert "All 17 kinds" in row_of(page, "disdukcapil")

    def test_a_body_that_has_everything_is_complete(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """UU 14/2008 Pasal 9: nothing is left to owe."""
        for kind in kinds_of(Category.BERKALA):
            publish(
                open_record,
                name=kind.code,
                information_category="berkala",
                information_kind=kind.code,
            )
        assert "Nothing missing" in row_of(read("/informasi/berkala"), "disdukcapil")

    def test_without_an_event_nothing_is_owed(self, read: Read) -> None:
        """UU 14/2008 Pasal 10."""
        assert not read("/informasi/serta-merta").select(".ppid-owed")

    def test_what_is_not_published_is_neither_shown_nor_counted(
        self, act: Any, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A private entry and a deleted one meet no duty and are in no list."""
        publish(open_record, private=True)
        act("package_delete", id=publish(open_record, name="yang-dihapus")["id"])
        page = read("/informasi/setiap-saat")
        assert open_record["title"] not in words(page)
        assert "All 17 kinds" in row_of(page, "disdukcapil")
        assert not page.select(".ppid-kinds a")


class TestExemptInformation:
    PAGE = "/informasi/dikecualikan"

    def test_it_names_the_ten_grounds_with_their_counts(
        self, publish: Publish, read: Read, exempt_record: Record
    ) -> None:
        """Each letter in plain words and in the law's own, and how many entries rest on it."""
        publish(exempt_record)
        listed = one(read(self.PAGE), ".ppid-letters").select("li")
        for ground, line in zip(Ground, listed, strict=True):
            assert ground.gloss in words(line)
            assert ground.text in words(line)
            rests = ground.value in exempt_record["exemption_grounds"]
            assert ("none published yet" in words(line)) != rests
        link = one(listed[list(Ground).index(Ground.H)], "a")["href"]
        found = words(one(read(str(link).removeprefix("/en")), ".dataset-list"))
        assert exempt_record["title"] in found

    def test_it_counts_partly_exempt_entries_too(
        self, publish: Publish, read: Read, exempt_record: Record, partly_exempt: Record
    ) -> None:
        """What closes a part rests on the same grounds, and has a status of its own."""
        publish(exempt_record)
        publish(partly_exempt)
        page = read(self.PAGE)
        assert "2 entries are closed: 1 wholly, 1 in part" in words(page)
        statuses = [words(term) for term in one(page, ".ppid-terms").select("dt")]
        assert statuses == ["Dikecualikan Seluruhnya 1", "Dikecualikan Sebagian 1"]
        assert "Until a condition is met 2" in words(page)
        assert exempt_record["title"] in words(one(page, ".ppid-latest"))
        assert partly_exempt["title"] in words(one(page, ".ppid-latest"))

    def test_it_shows_nothing_of_an_unpublished_one(
        self, publish: Publish, read: Read, exempt_record: Record
    ) -> None:
        """A proposal that was never published is in no figure."""
        publish(exempt_record, private=True)
        page = read(self.PAGE)
        assert exempt_record["title"] not in words(page)
        assert "0 entries are closed" in words(page)
