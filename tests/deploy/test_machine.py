"""What the machine lacks is told in one line that can be pasted."""

from __future__ import annotations

from collections import namedtuple

import pytest
from portal import machine
from portal.errors import SetupError
from portal.machine import Requirement
from portal.progress import Progress

Usage = namedtuple("Usage", "total used free")
MISSING = (Requirement("redis-server", lambda: False), Requirement("gcc", lambda: True))


def test_without_root_it_prints_the_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)

    with pytest.raises(SetupError, match="run as root: apt-get .* redis-server$"):
        machine.install_packages(MISSING, Progress())


def test_a_machine_that_has_all_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    machine.install_packages((Requirement("gcc", lambda: True),), Progress())

    assert capsys.readouterr().out == ""


def test_too_little_disk_is_refused_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: Usage(10**10, 0, 2 * 10**9))

    with pytest.raises(SetupError, match=r"only 2\.0 GB free.*free at least 3 GB"):
        machine.require_room()
