"""Settings that open what the law closes stop the start, or are named."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan.cli.cli import ckan
from ckan.exceptions import CkanConfigurationException

from ckanext.ppidbontang import safety

pytestmark = pytest.mark.usefixtures("with_plugins")

FOLDER = "ckan.files.storage.originals.path"


@pytest.fixture
def config() -> dict[str, object]:
    """Return the settings of the tests, which are safe but for the mail they must not send."""
    return {**tk.config, "smtp.mail_from": "ppid@portal.example"}


def test_the_portal_as_it_is_delivered_is_safe(config) -> None:
    assert safety.dangers(config) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ckan.auth.public_activity_stream_detail", True),
        ("ckan.auth.anon_create_dataset", True),
        ("ckan.auth.create_unowned_dataset", True),
        ("ckan.auth.allow_dataset_collaborators", True),
        ("ckan.auth.allow_admin_collaborators", "true"),
        ("ckan.auth.reveal_private_datasets", True),
        ("ckan.files.storage.default.public", True),
        ("ckan.files.storage.resources.type", "ckan:fs:public"),
        ("ckan.files.storage.originals.public", "yes"),
        ("ckan.files.storage.originals.type", ""),
        (FOLDER, ""),
        ("ckan.files.owner.cascade_access", {"user": ["avatar", "originals"]}),
    ],
)
def test_a_fatal_setting_stops_the_start(config, setting, value) -> None:
    with pytest.raises(CkanConfigurationException, match=rf"{setting} = .*: \w+"):
        safety.refuse_fatal({**config, setting: value})


@pytest.mark.parametrize("colour", ["", "maroon", "#8a15", "#8a1538; } body { display: none"])
def test_a_brand_that_is_no_colour_stops_the_start(config, colour: str) -> None:
    with pytest.raises(CkanConfigurationException, match=f"brand_colour = {re.escape(colour)}: "):
        safety.refuse_no_colour({**config, "ckanext.ppidbontang.brand_colour": colour})


@pytest.mark.parametrize(
    "folder", ["ckan.files.storage.default.path", "ckan.storage_path", "extra_public_paths"]
)
@pytest.mark.parametrize(("vault", "other"), [("/a/b/c", "/a/b"), ("/a/b", "/a/b"), ("/a", "/a/b")])
def test_the_vault_lies_apart_from_what_is_served(config, folder, vault, other) -> None:
    with pytest.raises(CkanConfigurationException, match=FOLDER):
        safety.refuse_fatal({**config, FOLDER: vault, folder: other})


def test_a_folder_of_a_similar_name_is_another_folder(config) -> None:
    safety.refuse_fatal({**config, FOLDER: "/a/bc", "ckan.files.storage.default.path": "/a/b"})


def test_uploads_of_everybody_are_fatal_only_where_they_reach_the_vault(config) -> None:
    allow = {**config, "ckan.files.authenticated_uploads.allow": True}
    storages = "ckan.files.authenticated_uploads.storages"
    safety.refuse_fatal({**allow, storages: ["default"]})
    with pytest.raises(CkanConfigurationException, match="authenticated_uploads"):
        safety.refuse_fatal({**allow, storages: ["default", "originals"]})


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ckan.cache_enabled", True),
        ("ckan.datastore.sqlsearch.enabled", True),
        ("debug", True),
        ("SECRET_KEY", "CHANGE_ME_to_something_long"),
        ("ckan.auth.roles_that_cascade_to_sub_groups", ["editor"]),
        ("smtp.mail_from", ""),
        ("ckanext.ppidbontang.feed_directory", "/folder/yang/tidak/ada"),
    ],
)
def test_other_settings_are_named_but_stop_nothing(config, setting, value) -> None:
    unsafe = {**config, setting: value}
    safety.refuse_fatal(unsafe)
    assert [danger.setting for danger in safety.dangers(unsafe)] == [setting]


def test_cookies_travel_by_https_alone_where_the_site_does(config) -> None:
    found = safety.dangers({**config, "ckan.site_url": "https://data.example.go.id"})
    assert [d.setting for d in found] == ["SESSION_COOKIE_SECURE", "REMEMBER_COOKIE_SECURE"]


def test_a_secret_is_not_told(config) -> None:
    unsafe = {**config, "SECRET_KEY": "changeme"}
    assert "changeme" not in "".join(d.message(unsafe) for d in safety.dangers(unsafe))


class TestCommand:
    def test_it_names_what_is_unsafe(self, cli) -> None:
        said = cli.invoke(ckan, ["ppid", "check"])
        assert said.exit_code == 1
        assert "smtp.mail_from" in said.output

    def test_it_is_content_with_a_safe_site(self, cli, monkeypatch) -> None:
        monkeypatch.setitem(tk.config, "smtp.mail_from", "ppid@portal.example")
        assert cli.invoke(ckan, ["ppid", "check"]).exit_code == 0

    def test_it_says_why_the_portal_does_not_start(self, tmp_path: Path) -> None:
        ini = tmp_path / "ckan.ini"
        base = os.environ["CKAN_INI"]
        setting = "ckan.auth.reveal_private_datasets"
        ini.write_text(f"[app:main]\nuse = config:{base}\n{setting} = true\n", encoding="utf-8")
        said = subprocess.run(
            [Path(sys.executable).with_name("ckan"), "ppid", "check"],
            env={**os.environ, "CKAN_INI": str(ini)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 1
        assert f"{setting} = True: " in said.stdout + said.stderr
        assert "Traceback" not in said.stdout + said.stderr
