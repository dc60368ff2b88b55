"""Fixed registers: who fixes them, that nothing changes them, and what they differ in."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ckan.plugins.toolkit as tk
import click
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests import helpers
from sqlalchemy.exc import ProgrammingError

from ckanext.ppidbontang.cli import ppid
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import FixedRegister

FORMATS = {"csv", "json", "xlsx", "pdf"}


@pytest.fixture
def utama(person):
    return person("kota-bontang", role="admin")


def fix(user: Any, **data: Any) -> dict[str, Any]:
    caller = {"user": user.name, "ignore_auth": False}
    return helpers.call_action("ppid_register_publish", caller, **data)


class TestPublishing:
    def test_a_register_is_kept_with_its_files(self, filled, app, utama):
        fixed = fix(utama, kind="dip", year=str(cases.today().year))
        assert fixed["entries"] == 3
        assert {file["format"] for file in fixed["files"]} == FORMATS
        for file in fixed["files"]:
            response = app.get(f"/dip/arsip/{fixed['name']}.{file['format']}", status=200)
            assert hashlib.sha256(response.data).hexdigest() == file["sha256"]
            assert response.headers["ETag"] == f'"{file["sha256"]}"'
        (json_file,) = [file for file in fixed["files"] if file["format"] == "json"]
        assert json_file["sha256"] == fixed["sha256"]
        assert fixed["name"] in app.get("/dip/arsip", status=200).data.decode()
        assert fixed["sha256"] in app.get(f"/dip/arsip/{fixed['name']}", status=200).data.decode()

    def test_a_copy_that_is_known_is_not_sent_again(self, filled, app, utama):
        fixed = fix(utama, kind="dip", opd="disdukcapil")
        path = f"/dip/arsip/{fixed['name']}.csv"
        etag = app.get(path).headers["ETag"]
        again = app.get(path, headers={"If-None-Match": etag}, status=304)
        assert again.data == b""

    @pytest.mark.parametrize("role", ["editor", "admin", "member"])
    def test_no_body_fixes_a_register(self, filled, person, role):
        with pytest.raises(tk.NotAuthorized):
            fix(person("disdukcapil", role=role), kind="dip", opd="disdukcapil")

    def test_the_public_fixes_nothing(self, app, bodies):
        page = BeautifulSoup(app.get("/dip/arsip", status=200).data, "html.parser")
        assert page.find("form", method="post") is None
        response = app.post("/api/3/action/ppid_register_publish", json={"kind": "dip"})
        assert response.status_code == 403

    def test_the_ppid_utama_has_a_button(self, filled, app, utama):
        page = app.get("/dip/arsip", headers=utama.headers, status=200)
        form = BeautifulSoup(page.data, "html.parser").find("form", method="post")
        assert form
        assert form.find("input", attrs={"name": "_csrf_token"})
        done = app.post(
            "/dip/arsip",
            headers=utama.headers,
            data={"year": str(cases.today().year), "opd": "kel-api-api"},
            follow_redirects=False,
        )
        assert done.status_code == 302
        assert "/dip/arsip/dip-" in done.headers["Location"]

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"kind": "dix"}, "kind"),
            ({"kind": "dip", "year": "99999"}, "year"),
            ({"kind": "dip", "year": "2199"}, "year"),
            ({"kind": "dip", "year": "dua ribu"}, "year"),
            ({"kind": "dip", "opd": "tidak-ada"}, "opd"),
        ],
    )
    def test_bad_values_are_refused_by_name(self, filled, utama, data, field):
        with pytest.raises(tk.ValidationError) as caught:
            fix(utama, **data)
        assert list(caught.value.error_dict) == [field]

    def test_asked_again_it_is_the_same_register(self, filled, utama):
        assert fix(utama, kind="dik") == fix(utama, kind="dik")

    def test_asked_twice_at_once_there_is_one(self, filled, app, utama):
        """Two people press the button: they are given the same register."""

        def press(_turn: int) -> str:
            response = app.flask_app.test_client().post(
                "/api/3/action/ppid_register_publish",
                json={"kind": "dip", "opd": "disdukcapil", "units": "ya"},
                headers=utama.headers,
            )
            return response.get_json()["result"]["name"]

        with ThreadPoolExecutor(4) as people:
            assert len(set(people.map(press, range(4)))) == 1

    def test_a_change_makes_a_new_edition(self, filled, act, utama):
        first = fix(utama, kind="dip")
        act("package_patch", id="profil-api-api", title="Profil Kelurahan Api-Api, diperbarui")
        second = fix(utama, kind="dip")
        assert second["edition"] == first["edition"] + 1
        listed = helpers.call_action("ppid_register_list", kind="dip", year=str(first["year"]))
        assert [fixed["name"] for fixed in listed[:2]] == [second["name"], first["name"]]


class TestForEver:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ppid_register SET sha256 = ''",
            "DELETE FROM ppid_register",
            "TRUNCATE ppid_register CASCADE",
            "UPDATE ppid_register_file SET content = ''",
            "DELETE FROM ppid_register_file",
        ],
    )
    def test_the_database_refuses_to_change_one(self, filled, utama, statement):
        fix(utama, kind="dip")
        with pytest.raises(ProgrammingError, match="only grows"):
            model.Session.execute(sa.text(statement))
        model.Session.rollback()

    def test_what_becomes_of_an_entry_changes_nothing(self, filled, app, act, utama):
        fixed = fix(utama, kind="dip")
        path = f"/dip/arsip/{fixed['name']}.json"
        before = app.get(path).data
        act("package_delete", id="profil-api-api")
        assert app.get(path).data == before

    def test_an_address_is_of_one_kind(self, filled, app, utama):
        fixed = fix(utama, kind="dip")
        app.get(f"/dik/arsip/{fixed['name']}", status=404)

    def test_no_register_holds_what_it_must_not(self, filled, app, utama):
        """UU 14/2008 Pasal 11(1)a: of those just fixed, in the JSON that every file comes from."""
        held = {}
        for kind in ("dip", "dik"):
            name = fix(utama, kind=kind)["name"]
            content = json.loads(app.get(f"/{kind}/arsip/{name}.json").data)
            held[kind] = {row["tautan"].rsplit("/", 1)[-1] for row in content["rows"]}
        ids = {name: entry["id"] for name, entry in filled.items()}
        assert held["dip"] == {
            ids["jumlah-penduduk-2025"],
            ids["penerima-bantuan"],
            ids["profil-api-api"],
        }
        assert held["dik"] == {ids["penerima-bantuan"], ids["rekam-medis-pasien"]}


class TestComparing:
    def test_what_was_added_removed_and_changed(
        self, filled, app, act, publish, open_record, utama
    ):
        first = fix(utama, kind="dip")
        act("package_patch", id="profil-api-api", retention="10 tahun")
        act("package_delete", id="jumlah-penduduk-2025")
        publish(open_record, name="baru", title="Entri baru")
        second = fix(utama, kind="dip")
        found = helpers.call_action("ppid_register_diff", name=first["name"], other=second["name"])
        assert [row["ringkasan"].split("\n")[0] for row in found["added"]] == ["Entri baru"]
        assert [row["ringkasan"].split("\n")[0] for row in found["removed"]] == [
            "Jumlah Penduduk per Kelurahan Semester I 2025"
        ]
        assert [change["columns"] for change in found["changed"]] == [("retensi",)]
        page = app.get(f"/dip/arsip/{first['name']}/banding/{second['name']}", status=200)
        text = BeautifulSoup(page.data, "html.parser").get_text()
        assert "Entri baru" in text
        assert "10 tahun" in text

    def test_registers_of_two_kinds_are_not_compared(self, filled, app, utama):
        dip, dik = (fix(utama, kind=kind)["name"] for kind in ("dip", "dik"))
        with pytest.raises(tk.ValidationError):
            helpers.call_action("ppid_register_diff", name=dip, other=dik)
        app.get(f"/dip/arsip/{dip}/banding/{dik}", status=404)

    def test_a_missing_register_is_missing(self, bodies):
        with pytest.raises(tk.ObjectNotFound):
            helpers.call_action("ppid_register_diff", name="tidak", other="ada")


@pytest.fixture
def run(cli, app):
    """Run `ckan ppid register …` as `ckan` does."""
    site = click.Context(click.Group("ckan"))
    site.meta["flask_app"] = app.flask_app
    return lambda *words: cli.invoke(ppid, ["register", *words], parent=site)


class TestCommands:
    def test_publish_list_and_export(self, filled, run, tmp_path):
        done = run("publish", "--kind", "dip", "--opd", "disdukcapil")
        assert done.exit_code == 0, done.output
        name = model.Session.scalar(
            sa.select(FixedRegister.name).order_by(FixedRegister.id.desc()).limit(1)
        )
        assert name in done.output
        assert name in run("list").output
        target = tmp_path / "dip.csv"
        assert run("export", "--kind", "dip", "-o", str(target)).exit_code == 0
        assert target.read_text(encoding="utf-8-sig").count("setiap-saat") == 0
        assert "Profil Kelurahan Api-Api" in target.read_text(encoding="utf-8-sig")

    def test_a_bad_year_is_one_line(self, bodies, run):
        done = run("publish", "--kind", "dip", "--year", "99999")
        assert done.exit_code == 1
        assert "99999" in done.output
        assert "Traceback" not in done.output
