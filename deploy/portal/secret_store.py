"""The secrets of an instance: made once, kept in one file that only its owner reads."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, fields, replace

from portal.errors import SetupError
from portal.files import read_json, write_json
from portal.layout import Instance

BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What the parts of an instance know each other by."""

    postgres: str
    ckan_database: str
    datastore_reader: str
    redis: str
    solr: str
    session: str
    # CKAN makes this one, once it has a database.
    xloader_token: str = ""


def load_or_make(instance: Instance) -> Secrets:
    """Return the secrets of an instance; those that are missing are made."""
    path = instance.directory / "secrets.json"
    stored = read_json(path)
    if stored is None and (instance.directory / "postgres" / "id").exists():
        raise SetupError(
            f"{path} is gone, but the database that needs it is there",
            remedy=f"put it back from a backup, or remove {instance.directory} to start anew",
        )
    # Hexadecimal, for they stand in URLs and in files where a percent sign has a meaning.
    made = {field.name: secrets.token_hex(BYTES) for field in fields(Secrets)}
    known = Secrets(**made | {"xloader_token": ""} | (stored or {}))
    if asdict(known) != stored:
        _keep(instance, known)
    return known


def with_xloader_token(instance: Instance, known: Secrets, token: str) -> Secrets:
    """Keep the token by which the DataStore loader speaks to CKAN."""
    changed = replace(known, xloader_token=token)
    _keep(instance, changed)
    return changed


def _keep(instance: Instance, known: Secrets) -> None:
    write_json(instance.directory / "secrets.json", asdict(known), mode=0o600)
