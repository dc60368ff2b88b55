"""The configuration: a base without secrets, and a generated file that chains to it."""

from __future__ import annotations

import configparser
import dataclasses
import stat
from pathlib import Path

import pytest
from portal import ini, secret_store
from portal.layout import CONFIG, PORTAL, TESTS, Instance

SECRET_OPTIONS = ("secret", "password", "token", "sqlalchemy.url", "_url", "redis.url", "jobs_db")


def _read(path: Path) -> configparser.RawConfigParser:
    """Read strictly: an option that appears twice raises, as it stops CKAN."""
    parser = configparser.RawConfigParser(strict=True)
    parser.read(path)
    return parser


def test_the_generated_file_chains_to_its_base(instance: Instance) -> None:
    ini.write(instance, instance.preferred, secret_store.load_or_make(instance))

    use = _read(instance.ini).get("app:main", "use")
    base = instance.directory / use.removeprefix("config:")
    assert base.resolve() == instance.base_ini


def test_its_secrets_are_for_its_owner_alone(instance: Instance) -> None:
    ini.write(instance, instance.preferred, secret_store.load_or_make(instance))

    assert instance.ini.stat().st_mode & 0o777 == 0o600


def test_the_operators_own_settings_win(instance: Instance) -> None:
    instance.directory.mkdir()
    own = "# public address\nckan.site_url = https://data.example.go.id\nsmtp.server=mail\n"
    (instance.directory / "local.ini").write_text(own)

    ini.write(instance, instance.preferred, secret_store.load_or_make(instance))

    main = _read(instance.ini)["app:main"]
    assert main["ckan.site_url"] == "https://data.example.go.id"
    assert main["smtp.server"] == "mail"
    # The worker still fetches files from this machine.
    assert main["ckanext.xloader.site_url"] == "http://127.0.0.1:31000"


@pytest.mark.parametrize("instance", [PORTAL, *TESTS], ids=lambda instance: instance.name)
def test_the_base_names_no_secret(instance: Instance) -> None:
    options = _read(instance.base_ini).options("app:main")

    assert [name for name in options if name.endswith(SECRET_OPTIONS)] == []


def test_the_tests_run_on_the_portals_own_settings() -> None:
    assert _read(CONFIG / "test.ini").get("app:main", "use") == "config:ckan.ini"


def test_the_portal_writes_the_feed_where_its_folder_lies(tmp_path: Path) -> None:
    portal = dataclasses.replace(PORTAL, directory=tmp_path / "portal")
    portal.lay_out()

    ini.write(portal, portal.preferred, secret_store.load_or_make(portal))

    named = Path(_read(portal.ini).get("app:main", "ckanext.ppidbontang.feed_directory"))
    assert named == portal.directory / "feed"
    assert stat.S_IMODE(named.stat().st_mode) == 0o755


def test_what_pulls_is_added_to_the_plugins_only_when_it_is_asked_for(instance: Instance) -> None:
    pulling = dataclasses.replace(instance, base_ini=CONFIG / "test.ini", sources=True)
    known = secret_store.load_or_make(instance)

    ini.write(instance, instance.preferred, known)
    assert "ckan.plugins" not in _read(instance.ini)["app:main"]
    ini.write(pulling, instance.preferred, known)
    plugins = _read(instance.ini)["app:main"]["ckan.plugins"].split()

    assert (plugins[0], plugins[1], plugins[-1]) == ("ppid_sources", "ppidbontang", "harvest")
