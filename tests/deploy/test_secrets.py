"""Secrets are made once, and never again for a database that needs the old ones."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from portal import secret_store
from portal.errors import SetupError
from portal.files import read_json, write_json
from portal.layout import Instance


def test_they_are_kept_where_their_owner_alone_reads(instance: Instance) -> None:
    made = secret_store.load_or_make(instance)

    path = instance.directory / "secrets.json"
    assert read_json(path) == asdict(made)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_second_run_finds_the_same(instance: Instance) -> None:
    assert secret_store.load_or_make(instance) == secret_store.load_or_make(instance)


def test_a_secret_that_is_new_to_the_project_is_added(instance: Instance) -> None:
    made = asdict(secret_store.load_or_make(instance))
    del made["solr"]
    write_json(instance.directory / "secrets.json", made)

    again = asdict(secret_store.load_or_make(instance))

    assert again["solr"]
    assert made.items() <= again.items()


def test_lost_secrets_of_a_database_stop_the_run(instance: Instance) -> None:
    (instance.directory / "postgres").mkdir(parents=True)
    (instance.directory / "postgres" / "id").touch()

    with pytest.raises(SetupError, match=r"secrets\.json is gone.*from a backup"):
        secret_store.load_or_make(instance)
