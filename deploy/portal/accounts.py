"""The accounts of the portal, each with a password and an API token, kept in var/accounts.json."""

from __future__ import annotations

import json
import secrets
import subprocess
from dataclasses import dataclass
from typing import Any

from portal import postgres, secret_store, venv
from portal.commands import clean_environment
from portal.errors import SetupError
from portal.files import read_json, write_json
from portal.layout import ACCOUNTS, CONFIG, DEPLOY, Instance
from portal.progress import Progress
from portal.secret_store import Secrets
from portal.stamps import Stamps, fingerprint


@dataclass(frozen=True)
class Account:
    """An account that the demo portal has."""

    name: str
    fullname: str
    role: str
    opd: str = ""
    capacity: str = ""


WANTED = (
    Account("ppid-utama", "PPID Utama", "PPID Utama", "kota-bontang", "admin"),
    Account("pelaksana-dinkes", "PPID Pelaksana Dinkes", "PPID Pelaksana", "dinkes", "admin"),
    Account("petugas-dinkes", "Petugas PPID Dinkes", "petugas", "dinkes", "editor"),
    Account(
        "pelaksana-disdukcapil",
        "PPID Pelaksana Disdukcapil",
        "PPID Pelaksana",
        "disdukcapil",
        "admin",
    ),
    Account("petugas-disdukcapil", "Petugas PPID Disdukcapil", "petugas", "disdukcapil", "editor"),
    Account("pemirsa-dinkes", "Pemirsa Dinkes", "pemirsa", "dinkes", "member"),
    Account("sysadmin", "Sysadmin", "sysadmin"),
)
PUBLISHED = ("name", "password", "token", "role", "opd")


def make(instance: Instance, known: Secrets, progress: Progress) -> Secrets:
    """Make the accounts and return the secrets with the loader's token among them."""
    stamps = Stamps(instance.stamps)
    if stamps.is_current("accounts", _inputs(instance)):
        return known
    with progress.step("CKAN: make the accounts"):
        recorded = {account["name"]: account for account in read_json(ACCOUNTS) or []}
        wish = {
            "loader": known.xloader_token,
            "accounts": [_wish(account, recorded.get(account.name, {})) for account in WANTED],
        }
        result = _carry_out(instance, wish)
        published = [{key: a[key] for key in PUBLISHED} for a in result["accounts"]]
        write_json(ACCOUNTS, published, mode=0o600)
        known = secret_store.with_xloader_token(instance, known, result["loader"])
        stamps.set("accounts", _inputs(instance))
    return known


def _inputs(instance: Instance) -> str:
    cluster = postgres.cluster_id(instance)
    secret = instance.directory / "secrets.json"
    return fingerprint(cluster, WANTED, ACCOUNTS, secret, CONFIG / "opd.yaml")


def _wish(account: Account, recorded: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": account.name,
        "fullname": account.fullname,
        "role": account.role,
        "opd": account.opd,
        "capacity": account.capacity,
        "password": recorded.get("password") or secrets.token_urlsafe(15),
        "token": recorded.get("token", ""),
    }


def _carry_out(instance: Instance, wish: dict[str, Any]) -> dict[str, Any]:
    log = instance.log / "accounts.log"
    with log.open("w", encoding="utf-8") as errors:
        result = subprocess.run(
            [venv.program("python"), DEPLOY / "ckan_side" / "accounts.py"],
            check=False,
            cwd="/",
            env=clean_environment({"CKAN_INI": str(instance.ini)}),
            input=json.dumps(wish),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    if result.returncode:
        raise SetupError("the accounts could not be made", log=log)
    return json.loads(result.stdout)
