"""Two halves are everything, once; and what both came to is said in one line."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from portal import halves
from portal.halves import Half
from portal.layout import ROOT, Instance
from portal.progress import Progress

# These tests of tests know no CKAN, and no settings of the project's.
ALONE = ("-p", "no:ckan", "-p", "no:ckan_fixtures", "-q", "-c", "/dev/null")

MIXED = """
import pytest

def test_passes():
    pass

def test_fails():
    raise AssertionError

def test_is_skipped():
    pytest.skip("not today")

@pytest.fixture
def unclean():
    yield
    raise OSError

def test_fails_at_the_end(unclean):
    pass
"""
GOOD = "def test_passes(): pass"
KILLED = "import os\ndef test_dies(): os.kill(os.getpid(), 9)"
# Never ends by itself, and has started something that does not either.
ENDLESS = """
import pathlib, signal, subprocess

def test_serves():
    server = subprocess.Popen(["sleep", "600"])
    pathlib.Path(__file__).with_name("server").write_text(str(server.pid))
    signal.pause()
"""


@pytest.fixture
def half(instance: Instance, tmp_path: Path) -> Callable[[str, str], Half]:
    """Make a half of one module, on an instance of its own."""

    def make(name: str, module: str) -> Half:
        own = replace(instance, name=name, directory=tmp_path / name)
        own.lay_out()
        file = tmp_path / f"test_{name}.py"
        file.write_text(module, encoding="utf-8")
        return Half(instance=own, arguments=(*ALONE, str(file)))

    return make


def run(first: Half, second: Half, checked: int = 0) -> int:
    return halves.run(Progress(), first, second, checks=lambda: checked)


def test_each_test_is_in_one_half() -> None:
    """The first half leaves out what the second one names, and nothing else."""
    ignored = {f"--ignore={folder}" for folder in halves.SECOND_HALF.arguments}

    assert set(halves.FIRST_HALF.arguments) == ignored
    for folder in halves.SECOND_HALF.arguments:
        assert list((ROOT / folder).rglob("test_*.py"))


def test_the_last_line_is_the_sum(half, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(half("one", MIXED), half("two", GOOD)) == 1

    said = capfd.readouterr().out
    assert said.splitlines()[-1] == "2 passed, 2 failed, 1 skipped"
    # The second half speaks when the first is through.
    assert said.index("1 skipped, 1 error") < said.index("1 passed in")


def test_both_halves_must_pass(half) -> None:
    assert run(half("good", GOOD), half("good", GOOD)) == 0
    assert run(half("good", GOOD), half("bad", MIXED)) == 1


def test_of_a_half_that_ended_early_there_is_no_sum(
    half, capfd: pytest.CaptureFixture[str]
) -> None:
    run(half("killed", GOOD), half("good", GOOD))  # a former run, whose results are there still

    assert run(half("killed", KILLED), half("good", GOOD)) == -signal.SIGKILL

    said = capfd.readouterr()
    assert said.out.splitlines()[-1] != "2 passed, 0 failed, 0 skipped"
    assert "FAILED pytest ended with status -9 and 0" in said.err


def test_a_failed_check_ends_both_halves(half, tmp_path: Path) -> None:
    """With all that they have started: a server left behind would keep the next run waiting."""
    servers = []

    def fail_meanwhile() -> int:
        servers.append(os.pidfd_open(_number_in(tmp_path / "server")))
        return 3

    status = halves.run(
        Progress(), half("good", GOOD), half("endless", ENDLESS), checks=fail_meanwhile
    )

    assert status == 3
    assert select.select(servers, [], [], 10)[0] == servers


def _number_in(file: Path) -> int:
    """Wait for the file of a half that works meanwhile."""
    latest = time.monotonic() + 60
    while time.monotonic() < latest:
        if file.exists() and (text := file.read_text()):
            return int(text)
        time.sleep(0.05)
    raise TimeoutError(file)


def test_an_interrupted_run_ends_both_halves(half) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        halves.run(Progress(), half("good", GOOD), half("endless", ENDLESS), checks=interrupted)
