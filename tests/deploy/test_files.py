"""Files are replaced whole, and secrets are never readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from portal.files import read_json, write_atomically, write_json


@pytest.mark.parametrize("before", [None, 0o644], ids=["new", "over a readable file"])
def test_a_secret_is_readable_by_its_owner_alone(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / "secrets.json"
    if before:
        path.write_text("{}")
        path.chmod(before)

    write_json(path, {"a": 1}, mode=0o600)

    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "made" / "file", "text")

    assert [path.name for path in (tmp_path / "made").iterdir()] == ["file"]


def test_half_a_json_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text('{"pid": 1')

    assert read_json(tmp_path / "record.json") is None
