"""The page of an open entry, of an announcement, and what its officers see beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from tests.integration.pages.html import Publish, Read, Record, one, words


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

    def test_without_files_it_says_whom_to_ask(
        self, publish: Publish, read: Read, open_record: Record, exempt_record: Record
    ) -> None:
        """UU 14/2008 Pasal 22: no list of nothing; what is closed is not offered."""
        publish(open_record)
        closed = publish(exempt_record)
        page = read("/dataset/jumlah-penduduk-2025")
        assert not page.select("#dataset-resources")
        asked = words(one(page, ".ppid-no-file"))
        assert "Dinas Kependudukan dan Pencatatan Sipil" in asked
        assert "ppid.disdukcapil@bontang.example" in asked
        assert "No file" in words(one(page, ".ppid-facts"))
        page = read(f"/dataset/{closed['name']}")
        assert not page.select(".ppid-no-file")
        assert "No file" not in words(page)

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
        assert text.index("Pernyataan announcement_mitigation") < text.index(_summary(page))


def _summary(page: BeautifulSoup) -> str:
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
