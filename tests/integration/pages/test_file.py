"""The page of a file: its rows, chart, map and downloads, and what is odd about some tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup

from ckanext.ppidbontang.tables import files
from tests.integration.pages.html import Publish, Read, Record, one, words

Put = Callable[..., str]
Rows = list[dict[str, object]]

WARDS: Rows = [
    {
        "kode": "64.74.01.1001",
        "kelurahan": "Bontang Kuala",
        "jiwa": 7420,
        "persen": -2.5,
        "tahun": 2025,
    },
    {
        "kode": "64.74.01.1002",
        "kelurahan": "Bontang Baru",
        "jiwa": 12905,
        "persen": None,
        "tahun": 2025,
    },
    {
        "kode": "64.74.01.1003",
        "kelurahan": "Lok <Tuan>",
        "jiwa": 22610,
        "persen": 256.06,
        "tahun": 2025,
    },
]
TYPES = {int: "numeric", float: "numeric", str: "text"}


@pytest.fixture
def put(act: Callable[..., Any], publish: Publish, open_record: Record) -> Put:
    """Put tables under an entry, a file each, and return the address of the last file's page."""

    def store(
        *tables: Rows, fields: list[Mapping[str, str]] | None = None, files: int = 0, **changes: Any
    ) -> str:
        resources = [
            {"name": f"Berkas {n}", "url": "https://data.example/a.csv", "format": "CSV"}
            for n in range(files or len(tables))
        ]
        entry = publish(open_record, resources=resources, **changes)
        path = ""
        for resource, rows in zip(entry["resources"], tables, strict=False):
            kinds = fields or [
                {"id": key, "type": TYPES[type(value)]}
                for key, value in (rows[0] if rows else {}).items()
            ]
            act(
                "datastore_create",
                resource_id=resource["id"],
                force=True,
                fields=kinds,
                records=rows,
            )
            path = f"/dataset/{entry['name']}/resource/{resource['id']}"
        return path

    return store


def cells(page: BeautifulSoup) -> list[list[str]]:
    """Return the rows that a page shows."""
    return [
        [words(cell) for cell in row.select("th, td")] for row in page.select(".ppid-data tbody tr")
    ]


class TestRows:
    def test_they_are_sorted_searched_and_filtered_by_links_and_a_form(self, put: Put, read: Read):
        path = put(WARDS)
        first = read(path)
        assert cells(first)[2] == ["64.74.01.1003", "Lok <Tuan>", "22,610", "256.06", "2025"]
        assert cells(first)[1][3] == "–"
        by_persons = next(
            str(a["href"]) for a in first.select(".ppid-data thead a") if "Jiwa" in a.text
        )
        downward = read(by_persons.removeprefix("/en")).select_one("[aria-sort] a")
        assert downward is not None
        found = cells(read(str(downward["href"]).removeprefix("/en")))
        assert [row[1] for row in found] == ["Lok <Tuan>", "Bontang Baru", "Bontang Kuala"]
        for asked, names in {
            "q=tuan": ["Lok <Tuan>"],
            "q=bontang+12905": ["Bontang Baru"],
            "q=100%25": [],
            "column=jiwa&how=least&value=12,905": ["Bontang Baru", "Lok <Tuan>"],
            "column=jiwa&how=is&value=7420": ["Bontang Kuala"],
            "column=persen&how=most&value=-2.5": ["Bontang Kuala"],
            "column=kelurahan&how=is&value=bontang+baru": ["Bontang Baru"],
            # What means nothing is left out.
            "sort=nothing&page=-1&from=x&how=regex&column=none&value=a": [
                row["kelurahan"] for row in WARDS
            ],
            "page=999999999999": [row["kelurahan"] for row in WARDS],
        }.items():
            assert [row[1] for row in cells(read(f"{path}?{asked}"))] == names, asked
        wrong = read(f"{path}?column=jiwa&how=least&value=tiga")
        assert len(cells(wrong)) == 3
        described = one(wrong, "[aria-invalid]")["aria-describedby"]
        assert "“tiga” is no value" in words(one(wrong, f"#{described}"))

    def test_the_city_reads_its_own_notation(self, put: Put, app: Any):
        page = BeautifulSoup(app.get(put(WARDS)).body, "html.parser")
        assert cells(page)[2][2:] == ["22.610", "256,06", "2025"]

    def test_a_wide_table_is_turned_over_and_a_long_one_paged(self, put: Put, read: Read):
        """Of a table of 1,500 columns, nearly all that PostgreSQL holds, few are read at once."""
        wide = [{f"k{n}": n for n in range(1500)} | {"k0": f"baris {row}"} for row in range(2)]
        long = [{"n": n, "teks": f"baris {n}"} for n in range(60)]
        path = put(wide, long)
        second = read(f"{path}?page=3")
        assert [row[0] for row in cells(second)] == [str(n) for n in range(50, 60)]
        assert "Rows 51 to 60 of 60" in words(second)
        wide_path = read(path).select_one(".ppid-others a")
        assert wide_path is not None
        path = str(wide_path["href"]).removeprefix("/en")
        page = read(f"{path}?from=22")
        assert cells(page)[1] == ["baris 1", *(str(n) for n in range(23, 34))]
        assert "Columns 24 to 34 of 1,500" in words(page)
        assert [row[-1] for row in cells(read(f"{path}?from=99999"))] == ["1,499", "1,499"]


class TestOddTables:
    def test_no_table_breaks_its_page(self, put: Put, read: Read):
        """One column, all text, no rows, nulls alone, and names that no SQL would like."""
        odd = "Nilai 'x'; %s, (1)"
        put(
            [{"satu": n} for n in (1, 2)],
            [{"nama": "a", "alamat": "b"}, {"nama": "c", "alamat": "d"}],
            [{odd: "x", "n": 1}, {odd: "y", "n": -4}],
        )
        pages = [read(f"/dataset/jumlah-penduduk-2025/resource/{id}") for id in self.ids(read)]
        assert [len(cells(page)) for page in pages] == [2, 2, 2]
        assert "tells its rows apart" in words(one(pages[0], ".ppid-chart"))
        assert "No column of it measures" in words(one(pages[1], ".ppid-chart"))
        assert one(pages[2], ".ppid-below")
        link = str(pages[2].select(".ppid-data thead a")[0]["href"]).removeprefix("/en")
        assert [row[0] for row in cells(read(link))] == ["x", "y"]

    def test_an_empty_table_says_so(self, put: Put, read: Read):
        page = read(
            put([], fields=[{"id": "nama", "type": "text"}, {"id": "n", "type": "numeric"}])
        )
        assert "The table has no rows." in words(page)
        assert cells(page) == []

    def test_an_entry_of_many_files_without_a_description(self, put: Put, read: Read):
        """40 files, each named to the next; a file that is no table says how to read it."""
        page = read(put(WARDS, files=40, title="Judul " + "p" * 294))
        assert len(page.select(".ppid-others li")) == 39
        assert len(self.ids(read)) == 40
        other = str(page.select(".ppid-others a")[0]["href"]).removeprefix("/en")
        assert "This file cannot be shown here." in words(read(other))

    def test_a_title_of_500_characters_is_refused_by_its_name(
        self, publish: Publish, open_record: Record
    ):
        with pytest.raises(Exception, match="300") as refused:
            publish(open_record, title="p" * 500)
        assert "title" in refused.value.error_dict  # type: ignore[attr-defined]

    @staticmethod
    def ids(read: Read) -> list[str]:
        items = read("/dataset/jumlah-penduduk-2025").select(".resource-item a.heading")
        return [str(item["href"]).rsplit("/", 1)[1] for item in items]


class TestChartAndMap:
    def test_a_chart_is_a_table_and_says_its_extremes(self, put: Put, read: Read):
        places = [
            {"nama": "Pos A", "lintang": 0.12, "bujur": 117.5, "tahun": 2023},
            {"nama": "Pos B", "lintang": 0.14, "bujur": 117.6, "tahun": 2024},
            {"nama": "Terbalik", "lintang": 117.6, "bujur": 0.14, "tahun": 2024},
        ]
        page = read(put(places, WARDS))
        chart = one(page, ".ppid-chart")
        assert "Jiwa by kelurahan" in words(one(chart, "caption"))
        assert "Highest: Lok <Tuan>, 22,610. Lowest: Bontang Kuala, 7,420." in words(chart)
        assert len(chart.select("tbody rect")) == len(chart.select("tbody tr")) == 3
        assert not page.select(".ppid-map")
        other = str(one(page, ".ppid-others a")["href"]).removeprefix("/en")
        drawn = one(read(other), ".ppid-map")
        assert len(drawn.select("circle")) == len(drawn.select("tbody tr")) == 2
        assert [words(number) for number in drawn.select("svg text")] == ["1", "2"]
        assert "not on earth: 1." in words(drawn)
        assert one(drawn, "svg[role=img] desc")


class TestAbout:
    def test_a_file_says_whose_it_is_how_to_cite_it_and_how_to_take_it(self, put: Put, read: Read):
        page = read(put(WARDS, created_on="2018-12"))
        assert one(page, "h1")
        assert page.select('.ppid-file-of a[href$="/organization/disdukcapil"]')
        citation = words(one(page, ".ppid-citation-text"))
        assert citation.startswith("Dinas Kependudukan dan Pencatatan Sipil (2018).")
        assert "Jumlah Penduduk per Kelurahan Semester I 2025: Berkas 0" in citation
        assert "if you name the source" in words(one(page, ".ppid-cite"))
        assert "datastore_search?resource_id=" in words(one(page, ".ppid-api"))
        assert one(page, 'link[rel="canonical"]')
        assert len(page.select('meta[property="og:title"]')) == 1


class TestDownloads:
    def test_they_hold_the_rows_that_the_page_shows(self, put: Put, app: Any):
        path = put(WARDS)
        asked = "?q=bontang&sort=jiwa&desc=1&page=7"
        text = app.get(f"{path}/tabel.csv{asked}")
        assert text.headers["Content-Disposition"] == 'attachment; filename="berkas-0.csv"'
        rows = list(csv.DictReader(io.StringIO(text.data.decode("utf-8-sig"))))
        assert [(row["kelurahan"], row["jiwa"]) for row in rows] == [
            ("Bontang Baru", "12905"),
            ("Bontang Kuala", "7420"),
        ]
        told = json.loads(app.get(f"{path}/tabel.json{asked}").data)
        assert [row["persen"] for row in told["rows"]] == [None, -2.5]
        assert path in told["lines"][0]
        book = openpyxl.load_workbook(io.BytesIO(app.get(f"{path}/tabel.xlsx").data))
        assert [cell.value for cell in list(book["Daftar"].rows)[-1]] == [
            "64.74.01.1003",
            "Lok <Tuan>",
            22610,
            256.06,
            2025,
        ]

    def test_a_spreadsheet_that_would_take_too_long_is_refused(
        self, put: Put, app: Any, read: Read, monkeypatch
    ):
        path = put(WARDS)
        monkeypatch.setattr(files, "MOST_CELLS", 10)
        assert app.get(f"{path}/tabel.xlsx", status=413)
        assert "Table as XLSX" not in words(read(path))
        assert app.get(f"{path}/tabel.csv").status_code == 200

    def test_what_is_hidden_is_missing(
        self, put: Put, act: Callable[..., Any], app: Any, person: Callable[..., Any]
    ):
        """UU 14/2008 Pasal 54: page and downloads of a draft, and of a file of another entry."""
        path = put(WARDS)
        others = ["/dataset/tiada/resource/x/tabel.csv"]
        act("package_patch", id="jumlah-penduduk-2025", private=True)
        stranger = person("dinkes").headers
        for headers in ({}, stranger):
            for address in (
                path,
                f"{path}/tabel.csv",
                f"{path}/tabel.xlsx",
                f"{path}/tabel.json",
                *others,
            ):
                app.get(address, status=404, headers=headers)
        assert (
            app.get(f"{path}/tabel.csv", headers=person("disdukcapil").headers).status_code == 200
        )
