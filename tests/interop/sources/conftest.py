"""The portal that pulls, an agency and a province to pull from; each a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories, helpers

from . import agency, city, stated
from .city import City

Record = dict[str, Any]

A_DAY = {"expires_in": 1, "unit": 24 * 60 * 60}


@dataclass(frozen=True)
class AgencySite:
    """What an agency has on its web server, and how that behaves."""

    url: str
    folder: Path

    def put(self, name: str, content: bytes | str) -> str:
        """Put a file there and return its address."""
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)
        return f"{self.url}/{name}"

    def behave(self, mode: str) -> None:
        """Have the server behave well or badly."""
        (self.folder / "mode").write_text(mode)

    def asked(self) -> list[str]:
        """Return what it was asked since the last time, with what it answered."""
        log = self.folder / "asked"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture(scope="session")
def agency_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AgencySite]:
    """Have the web server of an agency run."""
    folder = tmp_path_factory.mktemp("agency")
    (folder / "mode").write_text("well")
    command = [sys.executable, agency.__file__, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        port = server.stdout.readline().strip()
        yield AgencySite(f"http://127.0.0.1:{port}", folder)
        server.terminate()


@pytest.fixture(scope="session")
def running() -> Iterator[ExitStack]:
    """Stop at the end of the session what was started for it."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def person(portal: City) -> Callable[..., Record]:
    """Make somebody with a token, who has a role in a body."""
    return _person


def _person(body: str, role: str = "editor") -> Record:
    user = factories.User()
    asked = {"user": user["name"], "name": "test", **A_DAY}
    token = helpers.call_action("api_token_create", {"user": user["name"]}, **asked)["token"]
    helpers.call_action("organization_member_create", id=body, username=user["name"], role=role)
    return {"name": user["name"], "token": token}


@pytest.fixture
def portal(
    request: pytest.FixtureRequest,
    kept: Any,
    running: ExitStack,
    serve: Callable[[Path, str], str],
    agency_site: AgencySite,
    second_ckan: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> City:
    """Have the portal pull, for the PPID Utama; it is made once for all tests of sources."""
    if kept.catalogue != "sources":
        request.getfixturevalue("empty_portal")
        for table in ("ppid_source_entry", "ppid_source_pull"):
            model.Session.execute(sa.text(f"DELETE FROM {table}"))
        model.Session.commit()
        plugins = " ".join(tk.aslist(tk.config["ckan.plugins"]))
        folder = tmp_path_factory.mktemp("city")
        token = _person("kota-bontang", "admin")["token"]
        made = running.enter_context(city.running(folder, token, serve, plugins))
        listed = stated.sources(agency_site.url, second_ckan.api.address)
        made.name_sources(*map(stated.complete, listed))
        made.ckan("ppid", "source", "sync")
        kept.entries = {"city": made}
        kept.catalogue = "sources"
    return kept.entries["city"]
