"""The pages of readiness and their files: who finds them, what they say, what they give."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from ckan.cli.cli import ckan
from openpyxl import load_workbook

from ckanext.ppidbontang import jobs
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import FeedEntry, Readiness
from ckanext.ppidbontang.model.feed import FAILED
from ckanext.ppidbontang.readiness import assessing, trend

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")

OWN = ("/kesiapan/dinkes", "/kesiapan/dinkes?aspek=dip")
OWN_FILES = ("/kesiapan/dinkes/temuan.csv", "/kesiapan/dinkes/temuan.xlsx")
ALL_FILES = (
    "/kesiapan/dasbor/instansi.csv",
    "/kesiapan/dasbor/instansi.xlsx",
    "/kesiapan/dasbor/temuan.csv",
    "/kesiapan/dasbor/temuan.xlsx",
)


@pytest.fixture
def read(app):
    def get(path, who=None, status=200):
        headers = who.headers if who else {}
        answer = app.get(f"/en{path}", headers=headers, status=status, follow_redirects=False)
        return BeautifulSoup(answer.body, "html.parser")

    return get


@pytest.fixture
def download(app):
    def get(path, who, status=200):
        return app.get(f"/en{path}", headers=who.headers if who else {}, status=status)

    return get


def rows(answer):
    text = answer.data.decode("utf-8-sig")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    listed = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    head = next(number for number, row in enumerate(listed) if "Body" in row)
    return [dict(zip(listed[head], row, strict=False)) for row in listed[head + 1 :]]


class TestWho:
    @pytest.mark.parametrize("path", [*OWN, "/kesiapan/dasbor", "/kesiapan/tidak-ada"])
    def test_who_is_not_logged_in_is_sent_to_do_so_whatever_the_address(self, app, path):
        answer = app.get(path, status=302, follow_redirects=False)
        assert "/user/login" in answer.headers["Location"]

    @pytest.mark.parametrize("path", [*OWN, *OWN_FILES, "/kesiapan/dasbor", *ALL_FILES])
    def test_for_others_there_is_nothing(self, read, stranger, path):
        read(path, stranger, status=404)

    @pytest.mark.parametrize("path", [*OWN_FILES, *ALL_FILES, "/kesiapan/tidak-ada/temuan.csv"])
    def test_files_are_not_there_for_the_public(self, read, path):
        read(path, status=404)

    @pytest.mark.parametrize("path", ["/kesiapan/dasbor", *ALL_FILES])
    def test_an_officer_does_not_see_other_bodies(self, read, officer, path):
        read(path, officer, status=404)

    @pytest.mark.parametrize(
        "path",
        [
            "/kesiapan/tidak-ada",
            "/kesiapan/tidak-ada/temuan.csv",
            "/kesiapan/dinkes?aspek=semua",
            "/kesiapan/dinkes/temuan.pdf",
            "/kesiapan/dasbor/instansi.exe",
            "/kesiapan/%00",
            "/kesiapan/../dinkes",
        ],
    )
    def test_what_is_not_there_is_not_found(self, read, utama, path):
        read(path, utama, status=404)


class TestTotals:
    def test_everybody_reads_them_and_that_they_are_an_estimate(self, read, publish, full_record):
        publish(full_record)
        page = read("/kesiapan")
        text = " ".join(page.get_text(" ").split())
        assert "not the value of the e-Monev" in text
        assert "1 published entry was looked at" in text
        assert "Score = 100 ×" in text
        assert len(page.select("h1")) == 1
        aspects = page.select(".ppid-aspects tbody tr")
        said = " ".join(row.get_text(" ") for row in aspects)
        assert all(word not in said for word in ("Dinas Kesehatan", "Kunjungan"))
        assert sum(int(row.select_one("td").get_text()) for row in aspects) == 100
        closed = next(row.get_text(" ") for row in aspects if "personal data" in row.get_text())
        assert " ".join(closed.split()).endswith("5 – counted, told to officers alone")

    def test_the_trend_is_drawn_with_its_table(self, read, days):
        days(40.0, 55.5)
        page = read("/kesiapan")
        chart = page.select_one("svg.ppid-trend[role=img]")
        assert chart.select_one("title").text
        assert "40" in chart.select_one("desc").text
        assert [cell.text for cell in page.select(".ppid-scrolled td.ppid-number")] == [
            "55.5",
            "40",
        ]


@pytest.fixture
def days(bodies):
    """Write figures down for days up to yesterday."""

    def write(*scores):
        for back, score in enumerate(reversed(scores), start=1):
            kept = {"score": score, "entries": 1, "findings": 2, "measures": {}}
            day = cases.today() - dt.timedelta(days=back)
            model.Session.add(Readiness(day=day, body="", figures=kept))
        model.Session.commit()

    return write


class TestDashboard:
    def test_every_body_stands_beside_the_others(self, read, utama, publish, full_record):
        publish(full_record)
        page = read("/kesiapan/dasbor", utama)
        listed = page.select(".ppid-bodies tbody tr")
        assert len(listed) > 40
        titles = [row.select_one("th").get_text(strip=True) for row in listed]
        assert titles == sorted(titles)
        [own] = [row for row in listed if "Dinas Kesehatan" in row.get_text()]
        assert own.select_one("a")["href"].endswith("/kesiapan/dinkes")
        assert "Kurang Informatif" in own.get_text()

    def test_a_heading_orders_the_table_both_ways(self, read, utama, publish, full_record):
        publish(full_record)
        first = read("/kesiapan/dasbor?urut=skor", utama)
        assert "Dinas Kesehatan" in first.select_one(".ppid-bodies tbody tr").get_text()
        [sorted_by] = first.select("th[aria-sort]")
        assert sorted_by["aria-sort"] == "descending"
        last = read(sorted_by.select_one("a")["href"].removeprefix("/en"), utama)
        assert "Dinas Kesehatan" in last.select(".ppid-bodies tbody tr")[-1].get_text()
        assert last.select_one("th[aria-sort]")["aria-sort"] == "ascending"

    def test_an_aspect_without_anything_comes_last(self, read, utama, publish, full_record):
        publish(full_record, retention="")
        page = read("/kesiapan/dasbor?urut=dip", utama)
        assert "Dinas Kesehatan" in page.select_one(".ppid-bodies tbody tr").get_text()

    def test_an_order_that_nobody_knows_is_that_of_the_titles(self, read, utama):
        assert read("/kesiapan/dasbor?urut=x%27%20OR%201", utama).select(".ppid-bodies tbody tr")

    def test_what_the_feed_lacks_is_named_with_its_cause(
        self, read, utama, publish, full_record, left_out
    ):
        title = "Kunjungan <b>Puskesmas</b>"
        made = publish(full_record, title=title)
        assert not read("/kesiapan/dasbor", utama).select("[aria-labelledby=feed-left-out]")
        left_out(made["id"], "ValueError: <kosong>")
        page = read("/kesiapan/dasbor", utama)
        [row] = page.select("section[aria-labelledby=feed-left-out] tbody tr")
        link = row.select_one("th[scope=row] a")
        assert (link["href"], link.get_text()) == ("/en/dataset/kunjungan-puskesmas", title)
        assert row.select_one("td").get_text(strip=True) == "ValueError: <kosong>"

    def test_what_is_not_published_need_not_be_in_it(
        self, act, read, utama, publish, full_record, left_out
    ):
        made = publish(full_record)
        left_out(made["id"], "ValueError")
        act("package_patch", id=made["id"], private=True)
        assert not read("/kesiapan/dasbor", utama).select("[aria-labelledby=feed-left-out]")


@pytest.fixture
def left_out(bodies):
    """Have an entry be left out of the feed."""

    def leave(package_id, cause):
        failed = {"state": FAILED, "digest": None, "cause": cause}
        model.Session.execute(
            sa.update(FeedEntry).where(FeedEntry.package_id == package_id).values(**failed)
        )
        model.Session.commit()

    return leave


class TestBody:
    def test_findings_lead_to_where_they_are_mended(self, read, officer, publish, full_record):
        publish(full_record, retention="", created_place="")
        page = read("/kesiapan/dinkes", officer)
        section = page.select_one("section[aria-labelledby=todo-dip]")
        assert [link["href"] for link in section.select("li a")] == [
            "/en/dataset/edit/kunjungan-puskesmas#field-created_place",
            "/en/dataset/edit/kunjungan-puskesmas#field-retention",
        ]
        assert len(section.select("h3")) == 1
        assert "28 things" in page.select_one("[role=status]").get_text()

    def test_a_long_list_is_shown_whole_when_it_is_asked_for(
        self, read, officer, publish, open_record
    ):
        for number in range(6):
            publish(open_record, name=f"entri-{number}", owner_org="dinkes")
        short = read("/kesiapan/dinkes", officer).select_one("[aria-labelledby=todo-dip]")
        assert len(short.select("li")) == 30
        more = short.select_one("p a")["href"].removeprefix("/en")
        assert more == "/kesiapan/dinkes?aspek=dip"
        assert len(read(more, officer).select(".ppid-todo li")) == 36

    def test_a_body_with_nothing_has_a_page(self, read, officer):
        page = read("/kesiapan/dinkes", officer)
        assert "Tidak Informatif" in page.get_text()
        assert len(page.select("h1")) == 1

    def test_wild_titles_are_only_text(self, read, officer, publish, full_record):
        title = '<script>alert(1)</script> "judul" \u202e' + "a" * 250
        publish(full_record, title=title, retention="")
        page = read("/kesiapan/dinkes", officer)
        assert title in page.select_one(".ppid-todo h3").get_text()
        assert "alert(1)" not in "".join(script.get_text() for script in page.select("script"))


class TestHeader:
    @pytest.mark.parametrize(
        ("who", "leads_to"), [("utama", "/kesiapan/dasbor"), ("officer", "/kesiapan/dinkes")]
    )
    def test_it_leads_to_what_is_the_reader_s(self, read, request, who, leads_to):
        page = read("/kesiapan", request.getfixturevalue(who))
        assert page.select(f".account-masthead a[href='/en{leads_to}']")

    def test_it_leads_the_public_nowhere(self, read, person):
        links = "header a[href*=kesiapan], .account-masthead a[href*=kesiapan]"
        assert [a["lang"] for a in read("/kesiapan").select(links)] == ["id"]
        assert not read("/kesiapan", person()).select(".account-masthead a[href*=kesiapan]")


class TestFiles:
    def test_the_findings_of_a_body(self, download, officer, publish, full_record):
        publish(full_record, title='=HYPERLINK("http://x";"y")', retention="")
        answer = download("/kesiapan/dinkes/temuan.csv", officer)
        assert answer.headers["Content-Type"].startswith("text/csv")
        assert "kesiapan-temuan-dinkes.csv" in answer.headers["Content-Disposition"]
        assert "no-store" in answer.headers["Cache-Control"]
        found = rows(answer)
        assert len(found) == 27
        [gap] = [row for row in found if row["Rule"] == "dip-column-missing"]
        assert gap["To be mended here"].startswith("http")
        assert gap["To be mended here"].endswith("#field-retention")
        assert not gap["Entry"].startswith("=")

    def test_the_findings_of_all_bodies(self, download, utama, publish, full_record):
        publish(full_record)
        found = rows(download("/kesiapan/dasbor/temuan.csv", utama))
        assert len({row["Body"] for row in found}) > 40

    def test_the_figures_of_all_bodies(self, download, utama, publish, full_record):
        publish(full_record)
        found = {row["Body"]: row for row in rows(download("/kesiapan/dasbor/instansi.csv", utama))}
        assert found["Dinas Kesehatan"]["Entries"] == "1"
        assert found["Dinas Kesehatan"]["Class"] == "Kurang Informatif"

    @pytest.mark.parametrize("path", [path for path in (*OWN_FILES, *ALL_FILES) if "xlsx" in path])
    def test_workbooks_open(self, download, utama, path):
        book = load_workbook(io.BytesIO(download(path, utama).data))
        [sheet] = book.worksheets
        cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert "Dinas Kesehatan" in cells
        assert any("e-Monev" in str(cell) for cell in cells)


@pytest.fixture
def ckan_ppid(cli):
    """Run a command of the plugin and return what it says."""

    def run(*words, status=0):
        told = cli.invoke(ckan, ["ppid", *words])
        assert told.exit_code == status, told.output
        return told.output

    return run


class TestCommand:
    def test_bodies_and_the_city(self, ckan_ppid, publish, full_record):
        publish(full_record)
        said = ckan_ppid("compliance")
        assert "not the value" in said or "bukan nilai" in said
        assert "dinkes" in said

    def test_one_body(self, ckan_ppid, publish, full_record):
        publish(full_record, retention="")
        said = ckan_ppid("compliance", "--opd", "dinkes")
        assert "kunjungan-puskesmas" in said

    def test_json(self, ckan_ppid):
        assert len(json.loads(ckan_ppid("compliance", "--json"))["results"]) > 40
        found = json.loads(ckan_ppid("compliance", "--json", "--opd", "dinkes"))
        assert len(found["findings"]) == 28

    def test_an_unknown_body_is_named(self, ckan_ppid):
        assert "tidak-ada" in ckan_ppid("compliance", "--opd", "tidak-ada", status=1)


def test_the_daily_job_writes_the_figures_down(act):
    assert trend.of(trend.CITY) == []
    jobs.run()
    [day] = trend.of(trend.CITY)
    assert day.figures == assessing.of_city().figures
