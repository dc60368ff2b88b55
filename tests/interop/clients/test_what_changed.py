"""Who reads only what changed has the whole catalogue."""

from __future__ import annotations

import pytest
import requests

from . import reading
from .copying import Copy
from .records import NEW

SUFFIXES = tuple(reading.FORMATS)


@pytest.fixture
def address(site, entries):
    """Return the address of an entry."""
    return lambda name: f"{site}/dataset/{entries[name]['id']}"


def test_the_changes_alone_keep_a_copy_whole(site, entries, utama, reasons, address):
    edited, deleted, exempt, hidden = "profil-dinas", "surat-wasiat", "penduduk-2025", "banjir-rob"
    copies = [Copy(site, suffix) for suffix in SUFFIXES]
    assert all(address(exempt) in copy.with_files for copy in copies)

    utama.action.package_patch(id=entries[edited]["id"], title="Profil yang diperbarui")
    utama.action.package_delete(id=entries[deleted]["id"])
    utama.action.ppid_exemption_propose(id=entries[exempt]["id"], **reasons)
    utama.action.package_patch(id=entries[hidden]["id"], private=True)
    new = utama.action.package_create(**NEW)["id"]

    anew = Copy(site, "ttl")
    assert f"{site}/dataset/{new}" in anew.with_files
    assert address(exempt) not in anew.with_files
    for copy in copies:
        copy.follow()
        assert copy.entries == anew.entries
    for name in (deleted, hidden):
        assert requests.get(f"{address(name)}.ttl", timeout=60).status_code == 410
