"""The secrets of an instance: made once, kept in one file that only its owner reads."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, replace

from portal.errors import SetupError
from portal.files import read_json, write_json
from portal.layout import Instance


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What the parts of an instance know each other by."""

    postgres: str
    ckan_database: str
    datastore_reader: str
    redis: str
    session: str
    xloader_token: str = ""


def load_or_make(instance: Instance) -> Secrets:
    """Return the secrets of an instance, made at the first call."""
    path = instance.directory / "secrets.json"
    stored = read_json(path)
    if stored:
        return Secrets(**stored)
    if (instance.directory / "postgres").exists():
        raise SetupError(
            f"{path} is gone, but the database that needs it is there",
            remedy=f"put it back from a backup, or remove {instance.directory} to start anew",
        )
    made = Secrets(
        postgres=secrets.token_hex(24),
        ckan_database=secrets.token_hex(24),
        datastore_reader=secrets.token_hex(24),
        redis=secrets.token_hex(24),
        session=secrets.token_hex(32),
    )
    write_json(path, asdict(made), mode=0o600)
    return made


def with_xloader_token(instance: Instance, known: Secrets, token: str) -> Secrets:
    """Keep the token by which the DataStore loader speaks to CKAN."""
    changed = replace(known, xloader_token=token)
    write_json(instance.directory / "secrets.json", asdict(changed), mode=0o600)
    return changed
