"""deploy/up, deploy/down and deploy/test as a user calls them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from portal.layout import DEPLOY


@pytest.mark.parametrize("command", ["up", "down", "test"])
def test_without_a_python_it_says_so_in_one_line(command: str, tmp_path: Path) -> None:
    (tmp_path / "sh").symlink_to("/bin/sh")

    result = subprocess.run(
        [DEPLOY / command], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert result.stderr.startswith("FAILED Python: 3.11 or later was not found")
    assert result.stderr.count("\n") == 1


def test_a_taken_port_ends_deploy_up_before_anything_is_done(taken_port: int) -> None:
    result = subprocess.run(
        [DEPLOY / "up", f"--port={taken_port}"], capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert result.stderr.startswith(f"FAILED port {taken_port} of 127.0.0.1 is taken by")
    assert "deploy/up --port N" in result.stderr
