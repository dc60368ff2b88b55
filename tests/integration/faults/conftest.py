"""An entry with two uploaded files, and people who close and open it while things break."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import helpers
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.exemption.finishing import public_place

FILES = {"pasien.csv": "nama,diagnosa\nrahasia-kenari,demam\n", "dokter.csv": "nama\nkenari-dua\n"}

WHOLE = {
    "exemption_status": "dikecualikan-seluruhnya",
    "exemption_grounds": ["h"],
    "exemption_legal_basis": [
        {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
    ],
    "exemption_consequence_open": "Mengungkap riwayat kesehatan pasien.",
    "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
    "exemption_period_type": "tanggal",
    "exemption_start": "2025-01-10",
    "exemption_end": "2030-01-10",
}
TEST = {
    "consequence_test_number": "180/UK/2025",
    "consequence_test_date": "2025-01-06",
    "consequence_test_place": "Bontang",
    "exemption_consequence_open": "Mengungkap riwayat kesehatan pasien.",
    "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
    "attendees": "PPID Utama; Bagian Hukum",
}
DECISION = {
    "exemption_decision_number": "188/PPID/2025",
    "exemption_decision_date": "2025-01-10",
    "exemption_decision_official": "PPID Utama",
}


class Entry:
    """An entry under test, and what of it anybody can get at."""

    def __init__(self, app: Any, act: Callable[..., Any], package: dict[str, Any]) -> None:
        self.app, self.act, self.id = app, act, package["id"]
        self.resources = {row["name"]: row for row in package["resources"]}

    def close(self) -> dict[str, Any]:
        return self.act("ppid_exemption_propose", id=self.id, **WHOLE)

    def decide(self) -> None:
        self.close()
        self.act("ppid_exemption_test", id=self.id, **TEST)
        self.act("ppid_exemption_decide", id=self.id, outcome=WHOLE["exemption_status"], **DECISION)

    def open(self) -> dict[str, Any]:
        return self.act("ppid_exemption_open", id=self.id, **DECISION)

    def assert_shut(self) -> None:
        """Nothing of it is public: no download, no file in search, in the feed, on its page."""
        for name, row in self.resources.items():
            address = f"/dataset/{self.id}/resource/{row['id']}"
            self.app.get(f"{address}/download/{name}", status=404)
            self.app.get(address, status=404)
        shown = helpers.call_action("package_show", id=self.id)
        assert shown["resources"] == []
        for query in (*FILES, "kenari", f"id:{self.id}"):
            for found in helpers.call_action("package_search", q=query)["results"]:
                assert found["resources"] == []
        assert self.in_feed() == []

    def assert_kept(self) -> None:
        """Every byte is in the vault, each file once, and nowhere else."""
        held = vault.originals(self.id)
        assert sorted(file.name for file in held) == sorted(FILES)
        for file in held:
            content = vault.storage().content(vault.files.FileData.from_object(file))
            assert content == FILES[file.name].encode()
        assert self.in_public() == []

    def assert_open(self) -> None:
        """Every file is public again, at its old address, and the vault is empty."""
        for name, row in self.resources.items():
            address = f"/dataset/{self.id}/resource/{row['id']}/download/{name}"
            assert self.app.get(address, status=200).body == FILES[name]
        assert vault.originals(self.id) == []
        [found] = helpers.call_action("package_search", q=f"id:{self.id}")["results"]
        assert len(found["resources"]) == len(FILES)
        assert self.in_feed() == sorted(FILES)

    def in_feed(self) -> list[str]:
        """Return the files that harvesters are told of; the entry itself is there all the while."""
        pages = [
            self.app.get(address, status=200).body
            for address in (f"/dataset/{self.id}.nt", "/catalog.nt")
        ]
        assert all(f"/dataset/{self.id}#katalog>" in page for page in pages)
        told = [
            sorted(name for name, row in self.resources.items() if row["id"] in page)
            for page in pages
        ]
        assert told[0] == told[1]
        return told[0]

    def in_public(self) -> list[str]:
        """Return the files that still lie in the public storage."""
        return [
            name
            for name, row in self.resources.items()
            for storage, location in (public_place(row["id"]),)
            if storage.exists(vault.files.FileData(location))
        ]


@pytest.fixture
def entry(app, act, publish, open_record) -> Entry:
    made = publish(open_record, name="pasien-2025", owner_org="dinkes", private=False)
    for name, content in FILES.items():
        upload = FileStorage(io.BytesIO(content.encode()), name, content_type="text/csv")
        act("resource_create", package_id=made["id"], name=name, format="CSV", upload=upload)
    return Entry(app, act, act("package_show", id=made["id"]))


@pytest.fixture(autouse=True)
def empty_vault():
    """Begin without files of other tests, whose records are gone, and leave none behind."""
    _empty_vault()
    yield
    model.Session.rollback()
    _empty_vault()


def _empty_vault() -> None:
    for location in (*vault.storage().scan(),):
        vault.remove(location)


@pytest.fixture
def in_a_process_that_dies() -> Callable[..., None]:
    """Run something in a process of its own until it kills itself with SIGKILL."""

    def run(work: Callable[[], Any], patch: Callable[[], None]) -> None:
        def child() -> None:
            # What the parent is connected to stays the parent's.
            model.Session.remove()
            assert model.meta.engine
            model.meta.engine.dispose(close=False)
            patch()
            work()

        model.Session.remove()
        process = get_context("fork").Process(target=child)
        process.start()
        process.join(timeout=120)
        assert process.exitcode == -signal.SIGKILL

    return run


def die(*_args: Any, **_kwargs: Any) -> None:
    """End this process as the power does."""
    os.kill(os.getpid(), signal.SIGKILL)


def site() -> Any:
    return {
        "ignore_auth": True,
        "user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"],
    }
