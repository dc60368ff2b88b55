"""How ready the city and its bodies are, by the API: for whom, from what, at what price."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.redis import connect_to_redis
from ckanext.datastore.backend.postgres import get_read_engine
from sqlalchemy import event

from ckanext.ppidbontang import links
from ckanext.ppidbontang.domain.compliance import Aspect
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import LinkCheck, Readiness
from ckanext.ppidbontang.readiness import assessing, figures, reading, trend

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


def by_aspect(found):
    return {one["aspect"]: (one["met"], one["total"]) for one in found["aspects"]}


def gaps(found, aspect):
    return [one for one in found["findings"] if one["aspect"] == aspect]


def bounded(record, days):
    """Return an exemption that ends in so many days."""
    end = cases.today() + dt.timedelta(days=days)
    return {
        **record,
        "exemption_period_type": "tanggal",
        "exemption_end": str(end),
        "exemption_condition": "",
    }


class TestShow:
    def test_an_entry_counts_for_the_body_that_answers_for_it(
        self, ask, officer, publish, full_record
    ):
        publish(full_record)
        publish(full_record, name="milik-lain", responsible_opd="rsud-taman-husada")
        found = ask("ppid_readiness_show", officer, id="dinkes")
        assert (found["name"], found["title"], found["entries"]) == ("dinkes", "Dinas Kesehatan", 1)
        assert by_aspect(found)["jenis"] == (2, 28)
        assert by_aspect(found)["dip"] == (7, 7)
        assert found["score"] == round(100 * (30 * 2 / 28 + 20) / 50, 1)
        assert found["band"] == "kurang-informatif"
        assert "e-Monev" in found["note"]

    def test_a_missing_kind_leads_to_a_form_with_the_kind_filled_in(self, ask, officer):
        found = ask("ppid_readiness_show", officer, id="dinkes")
        first = gaps(found, "jenis")[0]
        assert (first["kind"]["code"], first["entry"], first["rule"]) == (
            "berkala-01",
            None,
            "kind-missing",
        )
        assert first["citation"] == "PERKI 1/2021 Pasal 14"
        assert first["url"].startswith("/dataset/new?")
        assert "information_kind=berkala-01" in first["url"]
        assert len(found["findings"]) == 28
        assert (found["score"], found["band"]) == (0, "tidak-informatif")

    def test_a_finding_is_gone_when_it_is_mended(self, ask, act, officer, publish, full_record):
        made = publish(full_record, retention="")
        before = ask("ppid_readiness_show", officer, id="dinkes")
        [gap] = gaps(before, "dip")
        assert gap["url"] == "/dataset/edit/kunjungan-puskesmas#field-retention"
        assert gap["entry"] == {
            "id": made["id"],
            "name": "kunjungan-puskesmas",
            "title": "Kunjungan Puskesmas",
        }
        act("package_patch", id=made["id"], retention="5 tahun")
        after = ask("ppid_readiness_show", officer, id="dinkes")
        assert gaps(after, "dip") == []
        assert after["score"] > before["score"]

    def test_one_aspect_can_be_asked_for(self, ask, officer, publish, full_record):
        publish(full_record, retention="")
        found = ask("ppid_readiness_show", officer, id="dinkes", aspect="dip")
        assert [one["aspect"] for one in found["findings"]] == ["dip"]
        with pytest.raises(tk.ValidationError, match="semua"):
            ask("ppid_readiness_show", officer, id="dinkes", aspect="semua")

    def test_what_is_not_published_counts_for_nothing(self, ask, officer, publish, full_record):
        publish(full_record, private=True)
        found = ask("ppid_readiness_show", officer, id="dinkes")
        assert found["entries"] == 0
        assert "kunjungan" not in str(found)

    def test_an_exemption_without_its_papers(self, ask, officer, publish, exempt_record):
        publish(bounded(exempt_record, 900), owner_org="dinkes", exemption_decision_number="")
        found = ask("ppid_readiness_show", officer, id="dinkes")
        [gap] = gaps(found, "pengecualian")
        assert (gap["field"], gap["citation"]) == ("exemption_decision_number", "PP 61/2010")
        assert by_aspect(found)["pengecualian"] == (0, 1)

    def test_an_exemption_that_ended_leads_to_its_case(self, ask, officer, publish, exempt_record):
        publish(bounded(exempt_record, -1), owner_org="dinkes")
        [gap] = gaps(ask("ppid_readiness_show", officer, id="dinkes"), "pengecualian")
        assert gap["rule"] == "exemption-ended"
        assert gap["url"] == "/dataset/rekam-medis-pasien/pengecualian"


class TestFiles:
    def test_columns_of_public_tables_are_looked_at(
        self, ask, officer, publish, full_record, table_of
    ):
        made = publish(full_record)
        table_of(made["id"], "kelurahan", "nik", "no_hp")
        found = ask("ppid_readiness_show", officer, id="dinkes")
        [gap] = gaps(found, "data-pribadi")
        assert "nik, no_hp" in gap["message"]
        assert gap["citation"] == "UU 14/2008 Pasal 17 huruf h"
        assert gap["url"] == "/dataset/edit/kunjungan-puskesmas#field-personal_data"
        assert by_aspect(found)["data-pribadi"] == (0, 1)

    def test_columns_of_tables_that_are_not_published_are_never_read(
        self, ask, act, officer, publish, full_record, table_of
    ):
        made = publish(full_record)
        table_of(made["id"], "nik")
        act("package_patch", id=made["id"], private=True)
        with seen() as sent:
            found = ask("ppid_readiness_show", officer, id="dinkes")
        assert by_aspect(found)["data-pribadi"] == (0, 0)
        assert [tables for tables in asked_of_datastore(sent) if tables] == []

    def test_without_the_datastore_the_aspect_is_left_out_and_said(
        self, ask, officer, publish, full_record, table_of, monkeypatch
    ):
        made = publish(full_record)
        table_of(made["id"], "nik")
        nowhere = sa.create_engine("postgresql://nobody:x@127.0.0.1:1/nothing")
        monkeypatch.setattr("ckanext.datastore.backend.postgres.get_read_engine", lambda: nowhere)
        found = ask("ppid_readiness_show", officer, id="dinkes")
        assert found["left_out"] == ["data-pribadi"]
        assert by_aspect(found)["data-pribadi"] == (0, 0)

    def test_data_as_a_picture_only(self, ask, officer, publish, full_record):
        scan = {"name": "Pindaian", "url": "https://data.example/a.pdf", "format": "PDF"}
        publish(full_record, resources=[scan])
        [gap] = gaps(ask("ppid_readiness_show", officer, id="dinkes"), "format")
        assert gap["url"] == "/dataset/kunjungan-puskesmas/resource/new#field-upload"
        assert "Perpres 39/2019" in gap["citation"]

    def test_a_link_that_leads_nowhere(self, ask, officer, publish, full_record):
        urls = [f"https://data.example/{name}.csv" for name in ("ada", "hilang", "belum")]
        resources = [{"name": url[-8:], "url": url, "format": "CSV"} for url in urls]
        made = publish(full_record, resources=resources)
        looked_at(urls[0], "works")
        looked_at(urls[1], "gone")
        found = ask("ppid_readiness_show", officer, id="dinkes")
        assert by_aspect(found)["tautan"] == (1, 2)
        [gap] = gaps(found, "tautan")
        form = f"/dataset/kunjungan-puskesmas/resource/{made['resources'][1]['id']}/edit"
        assert gap["url"] == f"{form}#field-url"
        assert gap["file"]["id"] == made["resources"][1]["id"]


def looked_at(url, outcome):
    now = dt.datetime.now(dt.UTC)
    broken = outcome != "works"
    model.Session.add(
        LinkCheck(
            key=links.key(url),
            url=url,
            checked_at=now,
            outcome=outcome,
            failures=3 if broken else 0,
            failing_since=now - dt.timedelta(days=9) if broken else None,
        )
    )
    model.Session.commit()


class TestReaders:
    @pytest.mark.parametrize("who", ["stranger", "nobody", "member_of_none"])
    @pytest.mark.parametrize("body", ["dinkes", "tidak-ada", ""])
    def test_others_find_nothing(self, ask, request, person, who, body):
        """A body of others answers as one that is not there."""
        reader = {"nobody": None}.get(who, "ask")
        if reader:
            reader = request.getfixturevalue("stranger") if who == "stranger" else person()
        with pytest.raises(tk.ObjectNotFound):
            ask("ppid_readiness_show", reader, id=body)
        with pytest.raises(tk.ObjectNotFound):
            ask("ppid_readiness_list", reader)

    def test_a_viewer_reads_the_list_of_the_body(self, ask, person):
        assert ask("ppid_readiness_show", person("dinkes", role="member"), id="dinkes")["findings"]

    def test_an_officer_does_not_compare_bodies(self, ask, officer):
        with pytest.raises(tk.ObjectNotFound):
            ask("ppid_readiness_list", officer)

    def test_the_public_gets_totals_without_any_body_or_entry(
        self, ask, publish, full_record, table_of
    ):
        made = publish(full_record, retention="")
        table_of(made["id"], "nik")
        found = ask("ppid_readiness_totals")
        assert found["entries"] == 1
        assert found["bodies"] == found["by_band"].total() > 40
        assert by_aspect(found)["dip"] == (6, 7)
        for word in ("Kunjungan", "kunjungan", "dinkes", "Dinas", "data-pribadi", "findings"):
            assert word not in str(found)


class TestList:
    def test_every_body_is_there_even_with_nothing(self, ask, utama, publish, full_record):
        publish(full_record, retention="")
        found = ask("ppid_readiness_list", utama)
        rows = {row["name"]: row for row in found["results"]}
        assert len(rows) == found["bodies"]
        assert rows["dinkes"]["entries"] == 1
        assert rows["dinkes"]["findings"] == 26 + 1
        assert (rows["disdukcapil"]["score"], rows["disdukcapil"]["findings"]) == (0, 28)
        assert found["entries"] == 1
        mean = sum(row["score"] for row in found["results"]) / len(rows)
        assert found["score"] == round(mean, 1)
        assert [row["title"] for row in found["results"]] == sorted(
            row["title"] for row in found["results"]
        )

    def test_figures_are_kept_and_hold_no_word_of_an_entry(self, ask, utama, publish, full_record):
        publish(full_record)
        first = ask("ppid_readiness_list", utama)
        publish(full_record, name="kedua")
        assert ask("ppid_readiness_list", utama) == first
        assert "unjungan" not in str(connect_to_redis().get(figures._key()))
        assert 0 < connect_to_redis().ttl(figures._key()) <= 600

    def test_a_body_s_own_list_is_never_old(self, ask, utama, officer, publish, full_record):
        ask("ppid_readiness_list", utama)
        publish(full_record)
        assert ask("ppid_readiness_show", officer, id="dinkes")["entries"] == 1


class TestTrend:
    def test_a_day_is_written_down_once(self, ask, utama, officer, publish, full_record):
        trend.record(assessing.of_city())
        publish(full_record)
        trend.record(assessing.of_city())
        [day] = ask("ppid_readiness_show", officer, id="dinkes")["trend"]
        assert day["day"] == cases.today().isoformat()
        assert (day["entries"], day["findings"]) == (1, 26)
        [total] = ask("ppid_readiness_totals")["trend"]
        assert set(total) == {"day", "score", "band"}
        [full] = ask("ppid_readiness_list", utama)["trend"]
        assert full["entries"] == 1

    def test_older_days_come_first_and_those_of_past_years_not_at_all(self, ask):
        kept = {"score": 50.0, "entries": 1, "findings": 2, "measures": {}}
        for days in (3, 1, 400):
            day = cases.today() - dt.timedelta(days=days)
            model.Session.add(Readiness(day=day, body="", figures=kept))
        model.Session.commit()
        days = [one["day"] for one in ask("ppid_readiness_totals")["trend"]]
        assert days == sorted(days)
        assert len(days) == 2


@contextmanager
def seen():
    """Collect what is sent to the database and to the DataStore meanwhile."""
    sent = []

    def note(conn, _cursor, statement, parameters, *_rest):
        sent.append((conn.engine.url.database, statement, parameters))

    engines = (model.meta.engine, get_read_engine())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def asked_of_datastore(sent):
    return [parameters["tables"] for _db, said, parameters in sent if "information_schema" in said]


def test_the_statements_do_not_grow_with_the_catalogue(
    publish, full_record, exempt_record, table_of
):
    """Entries, cases, files, links, columns and bodies: one statement each, for 3 and for 60."""

    def statements():
        model.Session.expire_all()
        with seen() as sent:
            found = assessing.of_city()
        return len(sent), found.figures.entries

    def fill(numbers):
        for number in numbers:
            url = f"https://data.example/{number}.csv"
            made = publish(
                full_record,
                name=f"entri-{number}",
                responsible_opd=("dinkes", "bpbd", "kel-api-api")[number % 3],
                resources=[{"name": "Tautan", "url": url, "format": "CSV"}],
            )
            if number % 10 == 0:
                table_of(made["id"], "tahun")
                publish(exempt_record, name=f"tertutup-{number}")

    fill(range(3))
    few, some = statements()
    fill(range(3, 60))
    many, all_of_them = statements()
    assert (some, all_of_them) == (4, 66)
    assert few == many == 6


def test_one_body_is_read_alone(publish, full_record):
    publish(full_record)
    publish(full_record, name="milik-lain", responsible_opd="bpbd")
    read = reading.of_body("dinkes")
    assert list(read.holdings) == ["dinkes"]
    assert [one.item.name for one in read.holdings["dinkes"].entries] == ["kunjungan-puskesmas"]


def test_every_aspect_is_measured(ask, officer):
    found = ask("ppid_readiness_show", officer, id="dinkes")
    assert [one["aspect"] for one in found["aspects"]] == [aspect.value for aspect in Aspect]
    assert sum(one["weight"] for one in found["aspects"]) == 100
