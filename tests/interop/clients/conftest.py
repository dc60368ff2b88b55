"""The portal as it is on the network, and the programs that read it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ckanapi import RemoteCKAN

from . import province
from .province import Province

Record = dict[str, Any]


@pytest.fixture
def portal(site: str, entries: dict[str, Record]) -> RemoteCKAN:
    """Return the portal with its entries, as anybody asks it over HTTP."""
    return RemoteCKAN(site)


@pytest.fixture(scope="session")
def second_ckan(
    serve: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Province]:
    """Have the CKAN of a province work for the rest of the session."""
    with province.running(tmp_path_factory.mktemp("province"), serve) as made:
        yield made


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
