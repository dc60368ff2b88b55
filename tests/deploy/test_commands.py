"""Failures of other programs become one line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from portal import commands
from portal.errors import SetupError
from portal.progress import Progress


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_it_tells_the_last_words_and_the_log(tmp_path: Path) -> None:
    log = tmp_path / "pip.log"
    code = "print('Collecting', flush=True); raise SystemExit('ERROR: no compiler')"

    with pytest.raises(SetupError, match="ended with status 1: ERROR: no compiler; log: .*pip.log"):
        commands.run(_python(code), log=log)


def test_a_dead_network_is_told_from_a_fault(tmp_path: Path) -> None:
    code = "raise SystemExit('NewConnectionError: Failed to establish a new connection')"

    with pytest.raises(SetupError, match="the package index cannot be reached; check the network"):
        commands.run(_python(code), log=tmp_path / "log", registry="the package index")


def test_the_error_names_the_step_it_happened_in(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()

    with pytest.raises(SetupError, match="^Solr: start: no room"), progress.step("Solr: start"):
        raise SetupError("no room")

    assert capsys.readouterr().out.startswith("[  0.0s] Solr: start")


def test_a_disk_that_refuses_is_one_line_too() -> None:
    with (
        pytest.raises(SetupError, match=r"^Solr: start: .*Read-only file system"),
        Progress().step("Solr: start"),
    ):
        raise OSError(30, "Read-only file system")


@pytest.mark.parametrize(
    "name", ["CKAN_SQLALCHEMY_URL", "CKAN_INI", "PGHOST", "PYTHONPATH", "GUNICORN_CMD_ARGS"]
)
def test_nothing_in_the_shell_redirects_what_is_started(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "elsewhere")

    assert name not in commands.clean_environment()
