"""The portal as it is on the network, and the programs that read it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ckan.tests import factories, helpers
from ckanapi import RemoteCKAN

from .province import Province

Record = dict[str, Any]


@pytest.fixture
def utama(site: str, entries: dict[str, Record], kept: Any) -> Iterator[RemoteCKAN]:
    """Let a test change the catalogue as the PPID Utama does; the next one gets it anew."""
    name = factories.User()["name"]
    helpers.call_action(
        "organization_member_create", id="kota-bontang", username=name, role="admin"
    )
    asked = {"user": name, "name": "test", "expires_in": 1, "unit": 3600}
    token = helpers.call_action("api_token_create", {"user": name}, **asked)["token"]
    yield RemoteCKAN(site, apikey=token)
    kept.catalogue = ""


@pytest.fixture
def published(site: str, entries: dict[str, Record]) -> Callable[[], dict[str, Record]]:
    """Return the way to ask the portal what it publishes, by id."""

    def ask() -> dict[str, Record]:
        found = RemoteCKAN(site).call_action("package_search", {"rows": 1000})
        return {entry["id"]: entry for entry in found["results"]}

    return ask


@pytest.fixture
def reasons(entries: dict[str, Record]) -> Record:
    """Return what is said to propose the exemption of a whole entry."""
    exempt = entries["rekam-medis"]
    return {field: exempt[field] for field in exempt if field.startswith("exemption_")}


@pytest.fixture
def source(second_ckan: Province) -> Iterator[Callable[[str], str]]:
    """Name an address to the second CKAN; what came from it is taken away afterwards."""
    sources = []

    def add(url: str) -> str:
        sources.append(second_ckan.add_source(url))
        return sources[-1]

    yield add
    for one in sources:
        second_ckan.clear(one)
