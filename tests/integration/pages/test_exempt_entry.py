"""The page of an entry that is closed, in whole or in part."""

from __future__ import annotations

from typing import Any

import pytest
from ckan import model
from ckan.lib import search

from ckanext.ppidbontang.domain.exemptions import Ground
from tests.integration.pages.html import OBJECTION, Publish, Read, Record, one, words


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
