"""Today's registers: the same rows in every face, and none that must not be there."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests import helpers
from openpyxl import load_workbook
from pypdf import PdfReader

from ckanext.ppidbontang import catalogue
from ckanext.ppidbontang.domain import register
from ckanext.ppidbontang.domain.register import RegisterKind
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.registers import reading
from ckanext.ppidbontang.registers.question import Question
from tests.integration.pages.test_queries import counted

CATEGORIES = ("berkala", "serta-merta", "setiap-saat", "dikecualikan", "", "rahasia")
STATUSES = ("terbuka", "dikecualikan-sebagian", "dikecualikan-seluruhnya", "", "tertutup")
KINDS = ("berkala-02", "setiap-saat-03", "", "lain")


def titles(app: Any, path: str) -> list[str]:
    page = BeautifulSoup(app.get(path, status=200).data, "html.parser")
    return [link.get_text() for link in page.select("table.ppid-register td:nth-child(2) a")]


class TestWhoStandsIn:
    def test_sql_and_the_law_agree(self, publish, open_record, app):
        """For every pair of codes, known or not, as they may lie in the database."""
        entry = publish(open_record)
        model.Session.execute(
            sa.text("""
                INSERT INTO package (id, name, title, type, state, private, owner_org, extras,
                                     metadata_created, metadata_modified)
                SELECT :id || n, :name || n, chr(97 + (n % 7)::int) || 'É', 'dataset', 'active',
                       false, owner_org, extras || jsonb_build_object(
                           'information_category', c, 'exemption_status', s, 'information_kind', k),
                       now(), now()
                FROM package, (
                    SELECT c, s, k, row_number() OVER () AS n
                    FROM unnest(cast(:categories as text[])) c,
                         unnest(cast(:statuses as text[])) s, unnest(cast(:kinds as text[])) k
                ) AS codes WHERE package.id = :id
            """),
            {
                "id": entry["id"],
                "name": "salinan-",
                "categories": list(CATEGORIES),
                "statuses": list(STATUSES),
                "kinds": list(KINDS),
            },
        )
        model.Session.commit()
        with app.flask_app.test_request_context():
            place = reading.place(cases.today())
            everything = list(catalogue.entries(catalogue.published()))
            assert len(everything) == 1 + len(CATEGORIES) * len(STATUSES) * len(KINDS)
            for kind in RegisterKind:
                lawful = register.register(everything, kind, place)
                asked = Question(kind=kind)
                assert tuple(reading.rows(asked, place)) == lawful.rows
                assert dict(reading.totals(asked)) == dict(lawful.totals)
                assert reading.count(asked) == len(lawful.rows)

    def test_partly_exempt_stands_in_both(self, filled, app):
        assert "Penerima bantuan pangan" in titles(app, "/dip")
        assert "Penerima bantuan pangan" in titles(app, "/dik")

    def test_exempt_and_open_are_kept_apart(self, filled, app):
        assert "Rekam medis pasien rawat inap" not in titles(app, "/dip")
        assert titles(app, "/dik") == ["Rekam medis pasien rawat inap", "Penerima bantuan pangan"]

    @pytest.mark.parametrize("extension", ["csv", "json", "xlsx", "pdf"])
    def test_what_is_not_published_is_in_no_file(self, filled, app, extension):
        for kind in RegisterKind:
            assert "Draf yang belum terbit" not in text_of(app, f"/{kind}.{extension}", extension)

    @pytest.mark.parametrize("extension", ["csv", "json", "xlsx", "pdf"])
    def test_every_file_says_what_the_page_shows(self, filled, app, extension):
        for kind in RegisterKind:
            shown = titles(app, f"/{kind}")
            text = text_of(app, f"/{kind}.{extension}", extension)
            assert shown
            assert [title for title in shown if title not in text] == []
            hidden = {entry["title"] for entry in filled.values()} - set(shown)
            assert [title for title in hidden if title in text] == []

    def test_the_action_gives_the_same_rows(self, filled, download):
        shown = helpers.call_action("ppid_register_show", kind="dip")
        assert [row["ringkasan"] for row in shown["rows"]] == [
            row["Ringkasan isi informasi"] for row in download("/dip.csv")
        ]
        assert shown["count"] == len(shown["rows"]) == 3

    def test_a_closing_leaves_the_dip_at_once(self, filled, app, act):
        assert "Jumlah Penduduk per Kelurahan Semester I 2025" in titles(app, "/dip")
        record = act("package_show", id="jumlah-penduduk-2025")
        exempt = act("package_show", id="rekam-medis-pasien")
        reasons = {k: v for k, v in exempt.items() if k.startswith(("exemption_", "consequence_"))}
        act(
            "package_update",
            **{**record, **reasons, "information_category": "dikecualikan", "information_kind": ""},
        )
        assert "Jumlah Penduduk per Kelurahan Semester I 2025" not in titles(app, "/dip")
        assert "Jumlah Penduduk per Kelurahan Semester I 2025" in titles(app, "/dik")


class TestChoosing:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", 3),
            ("?opd=disdukcapil", 2),
            ("?opd=kec-bontang-utara", 0),
            ("?opd=kec-bontang-utara&units=ya", 1),
            ("?opd=kota-bontang&units=ya", 3),
            ("?category=berkala", 1),
            ("?information_kind=berkala-01", 1),
            ("?year=2023", 1),
            ("?year=2024", 1),
            ("?year=2025", 2),
            ("?year=2022", 0),
            ("?q=profil+api-api", 1),
            ("?q=PENDUDUK", 3),
            ("?q=%25", 0),
            ("?q=profil+penduduk", 1),
            ("?q=kependudukan", 0),
        ],
    )
    def test_rows_are_chosen(self, filled, download, query, found):
        assert len(download(f"/dip.csv{query}")) == found

    @pytest.mark.parametrize("query", ["", "?opd=disdukcapil", "?q=penduduk", "?year=2025"])
    def test_the_page_counts_what_the_file_holds(self, filled, app, download, query):
        count = len(download(f"/dip.csv{query}"))
        assert f"{count} baris" in app.get(f"/dip{query}", status=200).data.decode()

    def test_the_page_counts_by_headings_when_asked(self, filled, app):
        page = BeautifulSoup(app.get("/dip?totals=ya", status=200).data, "html.parser")
        counts = [line.strong.get_text() for line in page.select("#totals .depth-1") if line.strong]
        assert sum(map(int, counts)) == 3

    def test_rows_are_ordered(self, filled, app):
        by_title = sorted(titles(app, "/dip"))
        assert titles(app, "/dip?sort=judul") == by_title
        assert titles(app, "/dip")[0] == "Profil Kelurahan Api-Api"

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("opd=tidak-ada", "tidak-ada"),
            ("year=99999", "99999"),
            ("year=1e3", "1e3"),
            ("category=rahasia", "rahasia"),
            ("information_kind=berkala-99", "berkala-99"),
            ("sort=acak", "acak"),
            ("units=barangkali", "barangkali"),
            ("q=" + "x" * 201, "201"),
        ],
    )
    def test_bad_values_are_named(self, app, bodies, query, said):
        page = app.get(f"/dip?{query}", status=400)
        alert = BeautifulSoup(page.data, "html.parser").find(role="alert")
        assert alert
        assert said in alert.get_text()
        file = app.get(f"/dip.csv?{query}", status=400)
        assert said in file.data.decode()

    @pytest.mark.parametrize("path", ["/dip.exe", "/dop", "/dip/arsip/tidak-ada"])
    def test_what_is_not_there_is_missing(self, filled, app, path):
        app.get(path, status=404)

    @pytest.mark.parametrize("offset", ["-1", "9" * 30, "9" * 5000, "١"])
    def test_a_wild_offset_is_no_error_of_ours(self, filled, app, offset):
        response = app.get(
            "/api/3/action/ppid_register_show",
            query_string={
                "kind": "dip",
                "offset": offset,
            },
            status=None,
        )
        assert response.status_code in (200, 409)


class TestFiles:
    WILD = '=HYPERLINK("http://a";"b") \u202e"kutip"\nbaris @x'

    def test_wild_titles_do_no_harm(self, publish, open_record, app, download):
        publish(open_record, title=self.WILD)
        (row,) = download("/dip.csv")
        summary = row["Ringkasan isi informasi"]
        assert summary.startswith("'=HYPERLINK")
        assert "\u202e" not in summary
        (sheet,) = load_workbook(io.BytesIO(app.get("/dip.xlsx").data)).worksheets
        assert [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"] == []
        assert "HYPERLINK" in text_of(app, "/dip.pdf", "pdf")
        json.loads(app.get("/dip.json").data)

    def test_an_export_that_is_broken_off_costs_nothing(self, publish, open_record, app):
        """The connection goes back: the pool would be empty after so many."""
        for number in range(3):
            publish(open_record, name=f"entri-{number}")
        for _ in range(20):
            response = app.flask_app.test_client().get("/dip.csv", buffered=False)
            next(iter(response.response))
            response.close()
        app.get("/dip", status=200)

    def test_a_body_with_nothing_has_files_too(self, app, bodies):
        for extension in ("csv", "json", "xlsx", "pdf"):
            assert app.get(f"/dip.{extension}?opd=bpbd", status=200).data

    def test_files_are_the_same_when_asked_twice(self, filled, app):
        for extension in ("csv", "json", "xlsx", "pdf"):
            first, second = (app.get(f"/dip.{extension}").data for _ in range(2))
            assert first == second

    def test_the_page_costs_the_same_however_many_rows(self, publish, open_record, app):
        sent = []
        for number in range(3):
            publish(open_record, name=f"entri-{number}", title=f"Entri {number}")
            app.get("/dip")
            with counted() as statements:
                app.get("/dip")
            sent.append(len(statements))
        assert len(set(sent)) == 1


def text_of(app: Any, path: str, extension: str) -> str:
    content = app.get(path, status=200).data
    if extension == "xlsx":
        (sheet,) = load_workbook(io.BytesIO(content)).worksheets
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    if extension == "pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    return content.decode("utf-8-sig")
