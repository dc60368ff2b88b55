"""The worker loads a file with guessed types at the first go, and again when its columns change."""

from __future__ import annotations

import http.server
import logging
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckanext.xloader import jobs

from ckanext.ppidbontang.logic.action import datastore


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a folder as a web server would; return it with its address."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def load(caplog: pytest.LogCaptureFixture) -> Callable[[str], list[str]]:
    """Load a file as the worker does; return what it had to complain of."""

    def run(resource_id: str) -> list[str]:
        caplog.clear()
        asked = {"resource_id": resource_id, "ckan_url": tk.config["ckan.site_url"]}
        with caplog.at_level(logging.INFO):
            logger = logging.getLogger("load")
            jobs.xloader_data_into_datastore_({"metadata": asked, "api_key": "x"}, {}, logger)
        return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]

    return run


@pytest.fixture
def file(publish: Any, open_record: dict[str, Any], served: tuple[Path, str]) -> dict[str, Any]:
    """Make an entry whose file lies on a web server."""
    folder, address = served
    (folder / "a.csv").write_text("wilayah,jumlah\nApi-Api,12\nBelimbing,30\n", encoding="utf-8")
    made = publish(open_record, resources=[{"url": f"{address}/a.csv", "format": "CSV"}])
    return made["resources"][0]


def columns(resource_id: str) -> dict[str, str]:
    found = tk.get_action("datastore_search")({"user": ""}, {"resource_id": resource_id})
    return {field["id"]: field["type"] for field in found["fields"] if field["id"] != "_id"}


@pytest.mark.usefixtures("with_request_context")
class TestLoad:
    def test_the_guessed_load_succeeds_at_once(self, load, file) -> None:
        assert load(file["id"]) == []
        assert columns(file["id"]) == {"wilayah": "text", "jumlah": "numeric"}

    def test_a_file_with_other_columns_takes_its_place(self, load, file, served) -> None:
        load(file["id"])
        (served[0] / "a.csv").write_text("tahun,kelurahan,jiwa\n2025,Guntung,7\n", encoding="utf-8")
        (said,) = load(file["id"])
        assert "File structure has changed" in said
        assert list(columns(file["id"])) == ["tahun", "kelurahan", "jiwa"]

    def test_without_a_user_it_fails(self, load, file, monkeypatch) -> None:
        monkeypatch.setattr(datastore, "_with_user", lambda context: context)
        assert any("User not found" in said for said in load(file["id"]))
