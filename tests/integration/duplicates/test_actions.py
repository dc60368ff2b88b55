"""Likely duplicates by the API: which pairs, which figures, and what nobody else is told."""

from __future__ import annotations

from contextlib import contextmanager

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckanext.datastore.backend.postgres import get_read_engine
from sqlalchemy import event

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain.likeness import Reason
from ckanext.ppidbontang.duplicates import tables
from ckanext.ppidbontang.duplicates.known import Known

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


def names(found):
    return [(pair["one"]["name"], pair["other"]["name"]) for pair in found["results"]]


PAIR = ("bapperida-datang", "disdukcapil-datang")


class TestList:
    def test_the_same_of_two_bodies_is_told_once_with_why(self, ask, utama, arrivals):
        arrivals("disdukcapil")
        arrivals("bapperida", private=True)
        arrivals(
            "dkp3",
            title="Penduduk Datang per Kelurahan 2019",
            period_start="2019",
            period_end="2019",
        )
        found = ask("ppid_duplicate_list", utama)
        assert (found["count"], names(found)) == (1, [PAIR])
        [pair] = found["results"]
        assert [why["reason"] for why in pair["why"]] == [Reason.JUDUL_SAMA, Reason.PERIODE_SAMA]
        assert (pair["one"]["private"], pair["other"]["private"]) == (True, False)
        assert pair["other"] == {
            "id": pair["other"]["id"],
            "name": "disdukcapil-datang",
            "title": "Penduduk Datang per Kelurahan 2018",
            "organization": "disdukcapil",
            "organization_title": "Dinas Kependudukan dan Pencatatan Sipil",
            "abbreviation": "Disdukcapil",
            "private": False,
            "period_start": "2018",
            "period_end": "2018",
            "created_on": None,
        }
        assert pair["figures"] is None

    def test_a_page_of_it(self, ask, utama, arrivals):
        for body in ("disdukcapil", "bapperida", "dkp3"):
            arrivals(body)
        found = ask("ppid_duplicate_list", utama, limit=1, offset=1)
        assert (found["count"], len(found["results"])) == (3, 1)

    @pytest.mark.parametrize("action", ["ppid_duplicate_list", "ppid_duplicate_dismiss"])
    def test_for_others_there_is_nothing(self, ask, officer, action):
        for reader in (officer, None):
            with pytest.raises(tk.ObjectNotFound):
                ask(action, reader, dismissed="mungkin")

    def test_a_flag_that_says_nothing(self, ask, utama):
        with pytest.raises(tk.ValidationError, match="mungkin"):
            ask("ppid_duplicate_list", utama, dismissed="mungkin")


class TestFigures:
    def test_sums_and_rows_that_differ(self, ask, utama, arrivals, table):
        """Of the same village, however it is spelled; totals, codes and years are no figures."""
        mine, its = arrivals("disdukcapil"), arrivals("bapperida")
        table(mine, "jumlah_kk", Lok_Tuan=641, Guntung=213, Berebas_Tengah=296, Jumlah=1150)
        table(its, "Jumlah KK", Loktuan=641, Guntung=203, Berbas_Tengah=296, Satimpo=5)
        [pair] = ask("ppid_duplicate_list", utama)["results"]
        assert pair["figures"] == [
            {
                "column": "Jumlah KK",
                "sums": [1145, 1150],
                "rows": [
                    {"row": "Guntung", "values": [203, 213]},
                    {"row": "Satimpo", "values": [5, None]},
                ],
                "more_rows": 0,
            }
        ]

    def test_the_same_figures(self, ask, utama, arrivals, table):
        for body in ("disdukcapil", "bapperida"):
            table(arrivals(body), "jumlah_kk", Guntung=213, Satimpo=5)
        [pair] = ask("ppid_duplicate_list", utama)["results"]
        assert (pair["columns"], pair["figures"]) == (["jumlah_kk"], [])

    def test_a_table_that_is_too_long_is_not_compared(
        self, ask, utama, arrivals, table, monkeypatch
    ):
        monkeypatch.setattr(tables, "MOST_ROWS", 2)
        table(arrivals("disdukcapil"), "jumlah_kk", Guntung=1, Satimpo=2, Kanaan=3)
        table(arrivals("bapperida"), "jumlah_kk", Guntung=1)
        [pair] = ask("ppid_duplicate_list", utama)["results"]
        assert pair["figures"] is None

    def test_tables_of_what_is_exempt_are_never_read(
        self, ask, act, utama, arrivals, table, exempt_record
    ):
        """Not even a table that a closing has left behind."""
        title = "Penduduk Datang per Kelurahan 2018"
        table(arrivals("disdukcapil"), "jumlah_kk", Guntung=1)
        closed = act("package_create", **{**exempt_record, "title": title})
        left = table(arrivals("bapperida"), "jumlah_kk", Guntung=2)
        self._move(left, closed["id"])
        with sent_to_datastore() as statements:
            found = ask("ppid_duplicate_list", utama)
        assert found["count"] == 3
        figures = [pair["figures"] for pair in found["results"]]
        assert figures == [None] * 3
        assert [text for text in statements if left in text] == []

    @staticmethod
    def _move(resource, package):
        from ckan import model

        table = model.resource_table
        where = table.c.id == resource
        model.Session.execute(sa.update(table).where(where).values(package_id=package))
        model.Session.commit()

    def test_without_the_datastore_pairs_are_shown_without_figures(
        self, ask, utama, arrivals, table, monkeypatch
    ):
        for body in ("disdukcapil", "bapperida"):
            table(arrivals(body), "jumlah_kk", Guntung=1)
        nowhere = sa.create_engine("postgresql://nobody:x@127.0.0.1:1/nothing")
        monkeypatch.setattr("ckanext.datastore.backend.postgres.get_read_engine", lambda: nowhere)
        [pair] = ask("ppid_duplicate_list", utama)["results"]
        assert pair["figures"] is None


@contextmanager
def sent_to_datastore():
    """Collect what is sent to the DataStore, with what it is asked for."""
    sent = []

    def note(_conn, _cursor, statement, parameters, *_rest):
        sent.append(f"{statement} {parameters}")

    engine = get_read_engine()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


class TestDismiss:
    def test_a_pair_is_marked_and_taken_back(self, ask, utama, arrivals):
        ids = sorted([arrivals("disdukcapil")["id"], arrivals("bapperida")["id"]])
        for dismissed, listed, marked in ((True, 0, 1), (True, 0, 1), (False, 1, 0)):
            done = ask(
                "ppid_duplicate_dismiss", utama, id=PAIR[1], other=PAIR[0], dismissed=dismissed
            )
            assert sorted([done["id"], done["other"]]) == ids
            assert ask("ppid_duplicate_list", utama)["count"] == listed
            assert ask("ppid_duplicate_list", utama, dismissed=True)["count"] == marked

    def test_what_is_not_there_or_is_one_entry(self, ask, utama, arrivals):
        arrivals("disdukcapil")
        for other in ("tidak-ada", "", "\0"):
            with pytest.raises(tk.ObjectNotFound):
                ask("ppid_duplicate_dismiss", utama, id=PAIR[1], other=other)
        with pytest.raises(tk.ValidationError):
            ask("ppid_duplicate_dismiss", utama, id=PAIR[1], other=PAIR[1])


def test_a_new_row_is_compared_with_what_its_officer_may_know(
    officer, utama, arrivals, open_record
):
    """Unpublished entries of other bodies do not exist for an officer; their own do."""
    arrivals("bapperida", private=True)
    arrivals("dkp3")
    arrivals("disdukcapil", private=True)
    record = {**open_record, "title": "penduduk datang per kelurahan, 2018", "name": "baru"}
    told = {
        who.name: {
            (found.name, found.opd, found.why)
            for found in Known.to({"user": who.name}).of(
                mapping.item_from_package({**record, "period_start": "2018", "period_end": "2018"}),
                "disdukcapil",
            )
        }
        for who in (officer, utama)
    }
    same = (Reason.JUDUL_SAMA, Reason.PERIODE_SAMA)
    mine = {
        ("dkp3-datang", "dkp3", same),
        ("disdukcapil-datang", "disdukcapil", (*same, Reason.SATU_INSTANSI)),
    }
    assert told[officer.name] == mine
    assert told[utama.name] == {*mine, ("bapperida-datang", "bapperida", same)}
