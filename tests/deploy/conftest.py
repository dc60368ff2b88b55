"""Instances in folders of their own; nothing here touches the portal's or the tests' services."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from portal import daemons
from portal.layout import Instance, Ports


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    """An instance without services; whatever a test starts on it is stopped."""
    base = tmp_path / "config" / "ckan.ini"
    base.parent.mkdir()
    base.write_text("[app:main]\nuse = egg:ckan\n")
    made = Instance(
        name="trial",
        directory=tmp_path / "trial",
        base_ini=base,
        preferred=Ports(web=31000, postgres=31001, redis=31002, solr=31003),
        durable=False,
    )
    yield made
    for name in daemons.running(made):
        daemons.stop(made, name)


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that this process listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]
