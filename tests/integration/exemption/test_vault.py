"""The vault: who gets in, by every door that CKAN's own files have; shut without the plugin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import helpers

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.model import OriginalEvent

from .conftest import CONTENT, table

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def original(entry, closed) -> str:
    """Return the id of the closed entry's original."""
    [file] = vault.originals(entry["id"])
    return file.id


@pytest.fixture
def people(person, officer, stranger, utama):
    return {
        "anonymous": {},
        "other OPD's editor": stranger.headers,
        "other OPD's admin": person("disdukcapil", role="admin").headers,
        "same OPD's member": person("dinkes", role="member").headers,
        "same OPD's editor": officer.headers,
        "PPID Utama": utama.headers,
    }


INSIDE = {"same OPD's member", "same OPD's editor", "PPID Utama"}


def test_it_says_nothing_by_its_names(original):
    [file] = [model.Session.get_one(model.File, original)]
    assert "pasien" not in file.location
    assert file.storage == "originals"
    assert (vault.storage().settings.path).endswith("originals")


def test_only_members_and_ppid_utama_see_what_is_in_it(app, entry, original, people):
    for who, headers in people.items():
        answer = app.get(f"/api/3/action/ppid_original_list?id={entry['id']}", headers=headers)
        if who in INSIDE:
            assert [row["name"] for row in answer.json["result"]] == ["pasien.csv"], who
        else:
            missing = app.get("/api/3/action/ppid_original_list?id=tidak-ada", headers=headers)
            assert answer.status_code == missing.status_code == 404, who
            assert answer.json["error"] == missing.json["error"], who


@pytest.mark.parametrize("name_of_file", ["original", "tidak-ada"])
def test_ckans_own_routes_and_actions_of_files(app, people, original, name_of_file):
    """Outside, the answer for an original is the answer for a file that is not there."""
    file_id = original if name_of_file == "original" else "tidak-ada"
    for who in people.keys() - INSIDE:
        headers = people[who]
        app.get(f"/file/download/{file_id}", headers=headers, status=404)
        shown = app.get(f"/api/3/action/file_show?id={file_id}", headers=headers)
        assert shown.status_code == 403, who
        assert "pasien" not in shown.body


def test_nobody_hands_an_original_to_an_owner_who_is_public(
    people, original, app, publish, open_record
):
    public = publish({**open_record, "name": "terbuka"}, private=False)
    body = {"id": original, "owner_type": "package", "owner_id": public["id"], "force": True}
    for who, headers in people.items():
        for action, data in (
            ("file_ownership_transfer", body),
            ("file_unpin", {"id": original}),
            ("file_rename", {"id": original, "name": "x"}),
            ("file_delete", {"id": original}),
            ("file_owner_scan", {"owner_type": "ppid_original", "owner_id": public["id"]}),
        ):
            answer = app.post(f"/api/3/action/{action}", json=data, headers=headers)
            assert answer.status_code in {403, 404}, (who, action)
    assert model.Session.get_one(model.FileOwner, original).owner_type == vault.OWNER_TYPE


def test_an_original_in_the_hands_of_a_public_owner_stays_shut(
    app, entry, original, publish, open_record
):
    """CKAN cascades from a public entry to its files: not to those of the vault's storage."""
    public = publish({**open_record, "name": "terbuka"}, private=False)
    owner = model.Session.get_one(model.FileOwner, original)
    owner.owner_type, owner.owner_id = "package", public["id"]
    model.Session.commit()
    app.get(f"/file/download/{original}", status=404)


def test_the_public_download_route_serves_no_original(app, original):
    file = model.Session.get_one(model.File, original)
    for name in (file.location, "tidak-ada"):
        path = f"/file/public-download/originals/{name}"
        answer = app.get(path, follow_redirects=False)
        assert answer.status_code == 302
        assert urlsplit(answer.location).path.endswith("/user/login")
        assert CONTENT not in answer.body


class TestUpload:
    def add(self, who, entry, file):
        caller = {"user": who.name, "ignore_auth": False}
        return helpers.call_action("ppid_original_create", caller, id=entry["id"], upload=file)

    def test_is_for_those_who_edit(self, entry, closed, officer, person, stranger):
        assert self.add(officer, entry, table("asli.csv"))["stored_by"] is None
        with pytest.raises(tk.NotAuthorized):
            self.add(person("dinkes", role="member"), entry, table())
        with pytest.raises(tk.ObjectNotFound):
            self.add(stranger, entry, table())

    def test_is_for_closed_entries(self, entry, officer):
        with pytest.raises(tk.ValidationError) as caught:
            self.add(officer, entry, table())
        assert "upload" in caught.value.error_dict

    def test_needs_a_file(self, entry, closed, officer):
        with pytest.raises(tk.ValidationError) as caught:
            self.add(officer, entry, None)
        assert "upload" in caught.value.error_dict

    def test_too_large_is_refused_by_name(self, entry, closed, officer, monkeypatch):
        monkeypatch.setattr(vault.storage().settings, "max_size", 5)
        with pytest.raises(tk.ValidationError) as caught:
            self.add(officer, entry, table())
        assert "5" in str(caught.value.error_dict["upload"])
        assert len(vault.originals(entry["id"])) == 1


def test_the_way_in_is_recorded(closed, entry, officer):
    [event] = OriginalEvent.of(entry["id"])
    assert (event.step, event.actor) == ("tarik", officer.name)


WITHOUT_PLUGIN = """
import json, os, sys
from ckan.cli import load_config
from ckan.config.middleware import make_app
client = make_app(load_config(os.environ["CKAN_INI"])).test_client()
asked = json.loads(sys.stdin.read())
print(json.dumps([client.get(url, headers=headers).status_code for url, headers in asked]))
"""


def test_without_the_plugin_it_is_shut(tmp_path, app, entry, original, people):
    app.get(f"/file/download/{original}", headers=people["PPID Utama"], status=200)
    ini = tmp_path / "off.ini"
    ini.write_text(
        f"[app:main]\nuse = config:{os.environ['CKAN_INI']}\nckan.plugins = activity datastore\n"
    )
    asked = [(f"/file/download/{original}", headers) for headers in people.values()]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PLUGIN],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CKAN_INI": str(ini)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == [404] * len(asked)
