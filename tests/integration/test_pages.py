"""What the public reads: home, search, entries, bodies. Pages are asked for in English, `/en`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup, Tag
from ckan import model
from ckan.lib import search
from sqlalchemy import event

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from ckanext.ppidbontang.helpers import pages

Record = dict[str, Any]
Publish = Callable[..., Record]
Read = Callable[..., BeautifulSoup]

REQUEST = "https://ppid.example/permohonan"
OBJECTION = "https://ppid.example/keberatan"


@pytest.fixture
def read(app: Any, clean_portal: None) -> Read:
    """Ask for a page and return it as a tree."""

    def get(path: str, status: int = 200, **options: Any) -> BeautifulSoup:
        return BeautifulSoup(app.get(f"/en{path}", status=status, **options).body, "html.parser")

    return get


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the portal know where a citizen asks and objects."""
    monkeypatch.setitem(tk.config, config.REQUEST_URL, REQUEST)
    monkeypatch.setitem(tk.config, config.OBJECTION_URL, OBJECTION)


@pytest.fixture
def announcement(open_record: Record) -> Record:
    """Return a lawful serta-merta announcement."""
    statements = {s.field: f"Pernyataan {s.field}" for s in ANNOUNCEMENT_STATEMENTS}
    return {
        **open_record,
        **statements,
        "name": "peringatan-banjir-rob",
        "title": "Peringatan dini banjir rob",
        "owner_org": "bpbd",
        "information_category": "serta-merta",
        "information_kind": "serta-merta-01",
    }


@pytest.fixture
def partly_exempt(open_record: Record, exempt_record: Record) -> Record:
    """Return a lawful, partly exempt entry with its redacted file."""
    reasons = {
        field: value
        for field, value in exempt_record.items()
        if field.startswith(("exemption_", "consequence_"))
    }
    return {
        **open_record,
        **reasons,
        "name": "penerima-bantuan",
        "exemption_status": "dikecualikan-sebagian",
        "exempt_parts": "Nama dan NIK penerima dihitamkan.",
        "resources": [{"name": "Penerima", "url": "https://data.example/a.csv", "format": "CSV"}],
    }


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the one element that a selector finds."""
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} found"
    return found[0]


def words(page: BeautifulSoup | Tag) -> str:
    """Return what a reader reads, blanks run together."""
    return " ".join(page.get_text(" ").split())


class TestHome:
    def test_it_counts_the_categories_and_explains_each(
        self, publish: Publish, read: Read, open_record: Record, exempt_record: Record
    ) -> None:
        """Each category says how many entries it has, what it is, and by which article."""
        publish(open_record)
        publish(exempt_record)
        cards = read("/").select(".ppid-category")
        assert [category.label for category in Category] == [
            words(one(card, ".ppid-category-name")) for card in cards
        ]
        assert [words(one(card, ".ppid-category-count")) for card in cards] == [
            "0 entries",
            "0 entries",
            "1 entry",
            "1 entry",
        ]
        for category, card in zip(Category, cards, strict=True):
            assert category.summary in words(card)
            assert str(category.citation) in words(card)

    def test_it_puts_urgent_announcements_first(
        self, publish: Publish, read: Read, announcement: Record
    ) -> None:
        """UU 14/2008 Pasal 10: what threatens people is told at once."""
        assert not read("/").select(".ppid-urgent")
        publish(announcement)
        assert announcement["title"] in words(one(read("/"), ".ppid-urgent"))

    def test_it_lists_every_body_with_its_count(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A kelurahan stands below its kecamatan; a count is of what a body answers for."""
        publish(open_record, responsible_opd="kel-api-api")
        directory = one(read("/"), ".ppid-directory")
        assert len(directory.select("li > a")) == 47
        below = one(directory, "li:has(> a[href$='/kec-bontang-utara'])")
        assert "Kelurahan Api-Api 1" in words(below)
        assert "Dinas Kependudukan dan Pencatatan Sipil 0" in words(directory)

    def test_it_does_not_show_what_is_not_public(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """A private entry is neither shown nor counted."""
        publish(open_record, private=True)
        page = read("/")
        assert open_record["title"] not in words(page)
        assert "1 entry" not in words(page)

    def test_it_stands_without_the_search_engine(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Citizens find the bodies also while Solr is away."""

        def away(*_args: Any, **_named: Any) -> None:
            raise search.SearchError("away")

        monkeypatch.setattr("ckan.lib.search.query.PackageSearchQuery.run", away)
        assert len(read("/").select(".ppid-directory li > a")) == 47


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
        assert "Period: January 2025 – June 2025 Formats: CSV Updated:" in words(card)

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


class TestOpenEntry:
    def test_it_says_how_the_law_sees_it(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Category with its official name and article, kind, status."""
        publish(open_record)
        record = words(one(read("/dataset/jumlah-penduduk-2025"), ".ppid-record"))
        assert f"{Category.SETIAP_SAAT.official_name} UU 14/2008 Pasal 11" in record
        assert "termasuk data statistik yang dibuat dan dikelola Badan Publik" in record
        assert "Region Kota Bontang" in record
        assert "Period covered January 2025 – June 2025" in record
        assert "64.74" not in record

    def test_it_names_who_answers_for_it(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """The responsible body and its PPID, also where another body published."""
        publish(open_record, responsible_opd="kel-api-api")
        page = read("/dataset/jumlah-penduduk-2025")
        responsible = words(one(page, ".ppid-responsible"))
        assert "Kelurahan Api-Api" in responsible
        assert "ppid.kel-api-api@bontang.example" in responsible
        assert "Published by Dinas Kependudukan dan Pencatatan Sipil" in words(
            one(page, ".ppid-record")
        )

    def test_a_file_is_one_plain_link_away(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Downloading needs no JavaScript."""
        file = {"name": "Tabel", "url": "https://data.example/a.csv", "format": "CSV"}
        publish(open_record, resources=[file])
        page = read("/dataset/jumlah-penduduk-2025")
        assert one(page, ".resource-item a.resource-url-analytics")["href"] == file["url"]

    def test_without_files_there_is_no_empty_heading(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """The public sees no list of nothing."""
        publish(open_record)
        assert not read("/dataset/jumlah-penduduk-2025").select("#dataset-resources")

    def test_markup_of_an_officer_is_text(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """What is typed into a field never becomes a script."""
        publish(
            open_record,
            title="<script>x</script>",
            unit="<b onclick=x>",
            notes="<img src=x onerror=y>",
        )
        page = read("/dataset/jumlah-penduduk-2025")
        assert "<script>x</script>" in words(one(page, "h1"))
        assert not page.select("[onclick], [onerror]")


class TestExemptEntry:
    def test_it_explains_itself(
        self, counter: None, publish: Publish, read: Read, exempt_record: Record
    ) -> None:
        """That it exists, why, on what law, until when, who decided, how to object."""
        publish(exempt_record)
        page = read("/dataset/rekam-medis-pasien")
        said = words(one(page, ".ppid-exemption"))
        for text in (
            "This information exists, but it is closed to the public",
            "UU 14/2008 Pasal 17 huruf h",
            Ground.H.text,
            Ground.J.text,
            "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan, Pasal 177",
            exempt_record["exemption_consequence_open"],
            exempt_record["exemption_consequence_closed"],
            exempt_record["exemption_condition"],
            "Closed since 10 January 2025",
            "188/PPID/2025, 10 January 2025, PPID Utama",
            "180/UK/2025, 6 January 2025, Bontang",
            "within 30 working days",
            "UU 14/2008 Pasal 36",
        ):
            assert text in said
        assert one(page, ".ppid-exemption a.btn")["href"] == OBJECTION
        assert not page.select("#dataset-resources")

    def test_dates_are_indonesian_to_indonesians(
        self, publish: Publish, app: Any, exempt_record: Record
    ) -> None:
        """`10 Januari 2025`."""
        publish(exempt_record)
        assert "10 Januari 2025" in app.get("/dataset/rekam-medis-pasien").body

    @pytest.mark.parametrize(
        ("period", "said"),
        [
            (
                {"exemption_period_type": "tanggal", "exemption_end": "2099-12-31"},
                "Until 31 December 2099",
            ),
            ({"exemption_period_type": "tahun", "exemption_end": "2099"}, "Until the end of 2099"),
            ({"exemption_period_type": "permanen"}, "Permanently"),
            (
                {"exemption_period_type": "tanggal", "exemption_end": "2025-12-31"},
                "This period has ended",
            ),
        ],
    )
    def test_it_says_in_words_until_when(
        self, publish: Publish, read: Read, exempt_record: Record, period: Record, said: str
    ) -> None:
        """Each way of ending has its words; a period that is over says so."""
        publish(exempt_record, **{"exemption_condition": "", **period})
        exemption = words(one(read("/dataset/rekam-medis-pasien"), ".ppid-exemption"))
        assert said in exemption
        assert ("This period has ended" in exemption) == ("2025-12-31" in period.values())

    def test_a_partly_exempt_entry_says_what_is_blacked_out(
        self, publish: Publish, read: Read, partly_exempt: Record
    ) -> None:
        """And still offers its open file."""
        publish(partly_exempt)
        page = read("/dataset/penerima-bantuan")
        assert partly_exempt["exempt_parts"] in words(one(page, ".ppid-exemption"))
        assert page.select(".resource-item")

    def test_an_unclassified_entry_shows_no_file(
        self, publish: Publish, read: Read, partly_exempt: Record
    ) -> None:
        """Fail closed: a record without a category, put there past the rules, shows no file."""
        made = publish(partly_exempt)
        package = model.Package.get(made["id"])
        assert package
        package.extras = {k: v for k, v in package.extras.items() if k != "information_category"}
        model.Session.commit()
        search.rebuild(made["id"])
        for path in ("/dataset/penerima-bantuan", "/dataset/", "/"):
            page = read(path)
            assert not page.select("a[href*='data.example']")
            assert "Formats" not in words(page)


class TestAnnouncement:
    def test_the_eight_statements_come_first(
        self, publish: Publish, read: Read, announcement: Record
    ) -> None:
        """PERKI 1/2021 Pasal 25, before anything else of the entry."""
        publish(announcement)
        page = read("/dataset/peringatan-banjir-rob")
        box = one(page, ".ppid-announcement")
        assert [s.label for s in ANNOUNCEMENT_STATEMENTS] == [words(dt) for dt in box.select("dt")]
        text = words(one(page, "[role=main]"))
        assert text.index("Pernyataan announcement_mitigation") < text.index(open_notes(page))


def open_notes(page: BeautifulSoup) -> str:
    """Return the summary of an entry."""
    return words(one(page, ".notes"))


class TestFindings:
    def test_only_those_who_may_mend_an_entry_see_them(
        self, publish: Publish, read: Read, open_record: Record, person: Callable[..., Any]
    ) -> None:
        """Each finding links to its field of the form."""
        publish(open_record)
        path = "/dataset/jumlah-penduduk-2025"
        assert not read(path).select(".ppid-findings")
        stranger, officer = person("dinkes"), person("disdukcapil")
        assert not read(path, headers=stranger.headers).select(".ppid-findings")
        links = read(path, headers=officer.headers).select(".ppid-findings a")
        assert "/en/dataset/edit/jumlah-penduduk-2025#field-retention" in [a["href"] for a in links]


class TestBody:
    def test_it_shows_the_profile_and_what_it_answers_for(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Names, type, contact, and counts that lead to the filtered catalogue."""
        publish(open_record, owner_org="diskominfo", responsible_opd="dinkes")
        page = read("/organization/dinkes")
        profile = one(page, ".ppid-profile")
        assert "Dinas Kesehatan (Dinkes)" in words(one(page, "h1"))
        assert "Dinas Kesehatan dan Keluarga Berencana" in words(profile)
        assert "ppid.dinkes@bontang.example" in words(one(page, ".ppid-contact"))
        card = one(profile, ".ppid-setiap-saat")
        assert "1 entry" in words(card)
        target = str(one(card, "a")["href"]).removeprefix("/en")
        assert open_record["title"] in words(one(read(target), ".dataset-item"))

    def test_a_kecamatan_lists_its_kelurahan(self, read: Read) -> None:
        """In one place, with links."""
        parts = one(read("/organization/kec-bontang-barat"), ".ppid-parts")
        assert [words(a) for a in parts.select("a")] == [
            "Kelurahan Belimbing",
            "Kelurahan Gunung Telihan",
            "Kelurahan Kanaan",
        ]

    def test_the_list_is_searched_by_short_and_old_names(self, read: Read) -> None:
        """`Dinkes` is what people type; an old name still leads to its body."""
        for query in ("dinkes", "kesehatan KELUARGA berencana"):
            links = read(f"/organization/?q={query}").select(".ppid-directory li > a")
            assert [words(a) for a in links] == ["Dinas Kesehatan"]
        assert "No body found" in words(read("/organization/?q=tidak-ada"))

    def test_searching_within_it_stays_within(
        self, publish: Publish, read: Read, open_record: Record, exempt_record: Record
    ) -> None:
        """The box on a body's page looks in what it published."""
        publish(open_record)
        publish(exempt_record)
        assert len(read("/organization/disdukcapil?q=penduduk").select(".dataset-item")) == 1
        assert not read("/organization/disdukcapil?q=rekam").select(".dataset-item")


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


class TestDates:
    @pytest.mark.parametrize(
        ("value", "said"),
        [
            ("2025-03-03", "3 Maret 2025"),
            ("2025-03", "Maret 2025"),
            ("2025", "2025"),
            (PartialDate(2025, 12), "Desember 2025"),
            (dt.date(2025, 5, 1), "1 Mei 2025"),
            ("2025-12-31T20:00:00.123", "1 Januari 2026"),
            ("", ""),
            (None, ""),
            ("kemarin", "kemarin"),
            ("2025-02-30", "2025-02-30"),
        ],
    )
    def test_a_date_is_said_as_exactly_as_it_is_known(
        self, with_request_context: None, value: Any, said: str
    ) -> None:
        """A moment is said by the portal's own clock (WITA); what is no date stays as it is."""
        assert pages.ppid_date(value) == said

    @pytest.mark.parametrize(
        ("start", "end", "said"),
        [
            ("2025-01-01", "2025-12-31", "2025"),
            ("2021-01-01", "2025-12-31", "2021 – 2025"),
            ("2025-01-01", "2025-06-30", "Januari 2025 – Juni 2025"),
            ("2025-02", "2025-02-28", "Februari 2025"),
            ("2025-02-03", "2025-02-28", "3 Februari 2025 – 28 Februari 2025"),
            ("2025-01-10", "", "10 Januari 2025"),
            ("", "2025", "2025"),
            ("", "", ""),
        ],
    )
    def test_a_period_is_no_finer_than_it_is(
        self, with_request_context: None, start: str, end: str, said: str
    ) -> None:
        """Whole years and months are said as such."""
        dates = [PartialDate.parse(text) if text else None for text in (start, end)]
        assert pages.ppid_period(*dates) == said


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the SQL statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    engine = model.meta.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


class TestQueries:
    PAGES = (
        "/",
        "/dataset/",
        "/dataset/?q=penduduk",
        "/dataset/entry-1",
        "/organization/",
        "/organization/disdukcapil",
    )
    BODIES = ("disdukcapil", "dinkes", "kel-api-api", "bpbd")

    def test_pages_ask_no_more_for_150_entries_than_for_20(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """No page asks the database once for each entry."""

        def statements() -> dict[str, int]:
            found: dict[str, int] = {}
            for path in self.PAGES:
                read(path)  # what is read once for a process is read here
                with counted() as sent:
                    read(path)
                found[path] = len(sent)
            return found

        def fill(numbers: range) -> None:
            for number in numbers:
                answers = self.BODIES[number % len(self.BODIES)]
                publish(open_record, name=f"entry-{number}", responsible_opd=answers)

        fill(range(20))
        few = statements()
        fill(range(20, 150))
        assert few == statements()
        assert max(few[path] for path in ("/", "/dataset/", "/organization/")) <= 5
