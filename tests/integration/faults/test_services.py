"""A full disk, a Solr or a Redis that is away: closed at once all the same, and finished later."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib import jobs as queue
from ckan.lib import redis as ckan_redis

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.exemption import finishing
from ckanext.ppidbontang.model import Unfinished

from .conftest import FILES, site

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def full_disk(folder: Path, room: int) -> Iterator[None]:
    """Put a file system of so many bytes over a folder; what is below is out of sight meanwhile."""
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("mounting needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Have the kernel refuse to write more into a file, with an OSError as of a full disk."""
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)


def repair(entry) -> None:
    assert finishing.repair(site()) == {entry.id: ""}
    assert Unfinished.ids() == []
    assert vault.strays() == []


def vault_folder() -> Path:
    return Path(tk.config["ckan.files.storage.originals.path"])


class TestFullDisk:
    def test_while_closing(self, entry, tmp_path):
        """The file system of the vault has no room at all."""
        with full_disk(vault_folder(), 4096):
            (vault_folder() / "penuh").write_bytes(b"x" * 4096)
            assert entry.close() == {"id": entry.id, "state": "diusulkan", "finished": False}
            entry.assert_shut()
            [reason] = finishing.repair(site()).values()
            assert "No space" in reason
            entry.assert_shut()
        repair(entry)
        entry.assert_shut()
        entry.assert_kept()

    def test_between_two_files(self, entry):
        """What is in the vault already is not copied a second time."""
        room = min(len(content) for content in FILES.values())
        with no_file_larger_than(room):
            assert not entry.close()["finished"]
            assert list(finishing.repair(site()).values()) != [""]
        entry.assert_shut()
        assert len(list(vault.storage().scan())) <= 1
        repair(entry)
        entry.assert_kept()

    def test_while_opening(self, entry):
        """Nothing changes, nothing stays in public, and the caller reads why."""
        entry.decide()
        with no_file_larger_than(4), pytest.raises(tk.ValidationError) as caught:
            entry.open()
        assert "File too large" in str(caught.value.error_dict["files"])
        assert finishing.repair(site()) in ({}, {entry.id: ""})
        entry.assert_shut()
        entry.assert_kept()
        entry.open()
        entry.assert_open()


class TestSolr:
    @pytest.fixture
    def away(self, monkeypatch) -> Callable[[], AbstractContextManager[None]]:
        """Have Solr refuse every connection, until it is back."""

        @contextmanager
        def gone() -> Iterator[None]:
            with monkeypatch.context() as patched:
                patched.setitem(
                    tk.config, "solr_url", f"http://127.0.0.1:{closed_port()}/solr/ckan"
                )
                yield

        return gone

    def test_while_closing(self, entry, away):
        with away():
            assert entry.close() == {"id": entry.id, "state": "diusulkan", "finished": False}
            [reason] = finishing.repair(site()).values()
            assert reason
        entry.assert_shut()  # search still has the old document, and leaves it out
        repair(entry)
        entry.assert_shut()
        entry.assert_kept()

    def test_while_opening(self, entry, away):
        entry.decide()
        with away():
            assert entry.open() == {"id": entry.id, "state": "dibuka", "finished": False}
        repair(entry)
        entry.assert_open()


class TestRedis:
    @pytest.fixture
    def away(self, monkeypatch) -> Callable[[], AbstractContextManager[None]]:
        """Have every connection to Redis refused, until it is back."""

        @contextmanager
        def gone() -> Iterator[None]:
            with monkeypatch.context() as patched:
                patched.setitem(tk.config, "ckan.redis.url", f"redis://127.0.0.1:{closed_port()}/0")
                patched.setattr(ckan_redis, "_connection_pool", None)
                patched.setattr(queue, "_queues", {})
                yield

        return gone

    def test_while_closing(self, entry, away):
        with away():
            closed = entry.close()
            entry.assert_shut()
        assert closed["state"] == "diusulkan"
        if not closed["finished"]:
            repair(entry)
        entry.assert_shut()
        entry.assert_kept()

    def test_while_opening(self, entry, away, monkeypatch):
        entry.decide()
        monkeypatch.setitem(tk.config, "ckanext.xloader.api_token", "a-token")
        with away():
            assert entry.open() == {"id": entry.id, "state": "dibuka", "finished": False}
        repair(entry)
        entry.assert_open()
        queue.get_queue("files-1").empty()
        queue.get_queue("files-2").empty()


def test_the_command_says_why_an_entry_waits(entry, cli, monkeypatch):
    """One line an entry, and status 1; nothing else of the portal is in the way."""
    from ckan.cli.cli import ckan

    with no_file_larger_than(4):
        entry.close()
    monkeypatch.setattr(vault, "keep", _no_room)
    told = cli.invoke(ckan, ["ppid", "repair"])
    assert told.exit_code == 1
    assert "pasien-2025" in told.output
    assert os.strerror(28) in told.output
    entry.assert_shut()


def _no_room(*_args: Any, **_kwargs: Any) -> None:
    raise OSError(28, os.strerror(28))
