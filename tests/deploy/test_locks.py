"""The lock files: every package pinned with hashes, from wherever the machine gets its packages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from portal.venv import RUNTIME_LOCK, TEST_LOCK, UDATA_LOCK

LOCKS = pytest.mark.parametrize(
    "lock", [RUNTIME_LOCK, TEST_LOCK, UDATA_LOCK], ids=lambda path: path.name
)
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)", re.MULTILINE)


def _pins(lock: Path) -> set[tuple[str, str]]:
    return set(PIN.findall(lock.read_text()))


@LOCKS
def test_every_package_has_its_hashes(lock: Path) -> None:
    entries = re.split(r"^(?=[a-z0-9])", lock.read_text(), flags=re.MULTILINE)
    pinned = [entry for entry in entries if PIN.match(entry)]

    assert pinned
    assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


@LOCKS
def test_it_names_no_package_index(lock: Path) -> None:
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock.read_text())


def test_the_tests_run_on_what_the_portal_runs_on() -> None:
    assert _pins(RUNTIME_LOCK) <= _pins(TEST_LOCK)
