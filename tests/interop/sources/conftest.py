"""The portal that pulls, and an agency to pull from; each a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories, helpers

from . import agency, city
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


@pytest.fixture
def agency_site(tmp_path: Path) -> Iterator[AgencySite]:
    """Have the web server of an agency run."""
    (tmp_path / "mode").write_text("well")
    command = [sys.executable, agency.__file__, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        port = server.stdout.readline().strip()
        yield AgencySite(f"http://127.0.0.1:{port}", tmp_path)
        server.terminate()


@pytest.fixture(scope="session")
def cities() -> dict[str, City]:
    """Remember the portal that was started for the session."""
    return {}


@pytest.fixture(scope="session")
def started() -> Iterator[list[Any]]:
    """Stop at the end of the session what was started for it."""
    open_: list[Any] = []
    yield open_
    for one in reversed(open_):
        one.__exit__(None, None, None)


def _account(**of: Any) -> Record:
    user = factories.User(**of)
    asked = {"user": user["name"], "name": "test", **A_DAY}
    token = helpers.call_action("api_token_create", {"user": user["name"]}, **asked)["token"]
    return {"name": user["name"], "Authorization": token}


@pytest.fixture
def portal(
    empty_portal: None,
    cities: dict[str, City],
    started: list[Any],
    serve: Callable[[Path, str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> City:
    """Have the portal pull, as the PPID Utama and for an empty catalogue."""
    account = _account()
    helpers.call_action(
        "organization_member_create", id="kota-bontang", username=account["name"], role="admin"
    )
    for table in ("ppid_source_entry", "ppid_source_pull"):
        model.Session.execute(sa.text(f"DELETE FROM {table}"))
    model.Session.commit()
    if not cities:
        plugins = " ".join(tk.aslist(tk.config["ckan.plugins"]))
        running = city.running(tmp_path_factory.mktemp("city"), "", serve, plugins)
        cities["one"] = running.__enter__()
        started.append(running)
    one = cities["one"]
    return City(
        url=one.url,
        ini=one.ini,
        sources=one.sources,
        # Messages are said in the language of who asks; here in that of the code.
        api=city.RemoteCKAN(f"{one.url}/en", apikey=account["Authorization"]),
    )


@pytest.fixture
def person(portal: City) -> Callable[..., Record]:
    """Make somebody with a token: a member of a body, or nobody in particular."""

    def make(body: str = "", role: str = "editor") -> Record:
        account = _account()
        if body:
            helpers.call_action(
                "organization_member_create", id=body, username=account["name"], role=role
            )
        return account

    return make
