"""Imports while a disk is full or the search engine away: nothing is lost, nothing is doubled."""

from __future__ import annotations

import select
import socket
import socketserver
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import helpers

from ckanext.ppidbontang.imports import running
from tests.integration.faults.test_services import full_disk, vault_folder

from .conftest import entries, many
from .test_killed import noted, stored
from .test_odd_files import left

pytestmark = pytest.mark.usefixtures("with_request_context", "clean_imports")

ROWS = 60


class Line(socketserver.ThreadingTCPServer):
    """A line to Solr that is cut after so many connections."""

    daemon_threads = True

    def __init__(self, connections: int) -> None:
        super().__init__(("127.0.0.1", 0), Both)
        self.connections = connections
        self.solr = urlsplit(tk.config["solr_url"])

    def verify_request(self, request: object, client_address: object) -> bool:
        self.connections -= 1
        return self.connections >= 0


class Both(socketserver.BaseRequestHandler):
    """Hands on what either end of a line says."""

    def handle(self) -> None:
        solr = cast("Line", self.server).solr
        with socket.create_connection((solr.hostname, solr.port)) as other:
            ends = {self.request: other, other: self.request}
            while True:
                for end in select.select([*ends], [], [])[0]:
                    said = end.recv(65_536)
                    if not said:
                        return
                    ends[end].sendall(said)


@contextmanager
def cut_after(monkeypatch: pytest.MonkeyPatch, connections: int) -> Iterator[None]:
    """Have Solr answer so many times, and refuse every connection from then on."""
    with Line(connections) as line, monkeypatch.context() as patched:
        threading.Thread(target=line.serve_forever, daemon=True).start()
        through = line.solr._replace(netloc=f"127.0.0.1:{line.server_address[1]}")
        patched.setitem(tk.config, "solr_url", through.geturl())
        yield
        line.shutdown()
        assert line.connections < 0


@pytest.mark.parametrize("place", ["vault", "unpacked"])
def test_a_file_that_finds_no_room_is_refused(bring, officer, tmp_path, monkeypatch, place):
    before = left()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = vault_folder() if place == "vault" else tmp_path
    with full_disk(folder, 4096):
        (folder / "penuh").write_bytes(b"x" * 4096)
        with pytest.raises(tk.ValidationError) as caught:
            bring(officer, many(200))
    assert "No space left" in str(caught.value.error_dict["upload"])
    assert left() == before


def test_search_goes_away_while_entries_are_made(bring, apply, officer, monkeypatch):
    found = bring(officer, many(ROWS))
    with cut_after(monkeypatch, 4):
        broken = apply(officer, found)
    assert broken["state"] == "failed"
    assert "SearchIndexError" in broken["problem"]
    assert 0 < noted(found["id"]) == stored()
    assert len(entries()) < ROWS
    done = apply(officer, broken)
    assert (done["state"], done["problem"], done["outcome"]["created"]) == ("done", "", ROWS)
    assert len(entries()) == stored() == ROWS
    assert helpers.call_action("package_search", {"user": ""})["count"] == 0


def test_search_goes_away_while_entries_are_taken_back(bring, apply, call, officer, monkeypatch):
    """What the database still has is found again, what it has no more is not."""
    done = apply(officer, bring(officer, many(5)))
    call(officer, "ppid_import_undo", id=done["id"])
    with cut_after(monkeypatch, 2):
        running.do(done["id"])
    broken = call(officer, "ppid_import_show", id=done["id"])
    assert (broken["state"], "Search" in broken["problem"]) == ("failed", True)
    assert 0 < stored() < 5
    call(officer, "ppid_import_undo", id=done["id"])
    running.do(done["id"])
    assert call(officer, "ppid_import_show", id=done["id"])["state"] == "undone"
    assert (stored(), entries()) == (0, {})
    model.Session.rollback()
