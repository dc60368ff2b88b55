"""A step is done when its stamp says that it was done from the inputs of today."""

from __future__ import annotations

from pathlib import Path

import pytest
from portal.stamps import Stamps, fingerprint


def test_a_step_is_current_only_for_the_inputs_it_was_done_from(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path)
    stamps.set("tables", fingerprint("old"))

    assert stamps.is_current("tables", fingerprint("old"))
    assert not stamps.is_current("tables", fingerprint("new"))


def test_a_step_that_was_cleared_is_not_current(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path)
    stamps.set("tables", "inputs")

    stamps.clear("tables")

    assert not stamps.is_current("tables", "inputs")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.yaml").write_text("other"),
        lambda folder: (folder / "a.yaml").rename(folder / "b.yaml"),
        lambda folder: (folder / "c.yaml").touch(),
    ],
    ids=["content", "name", "one more"],
)
def test_the_fingerprint_of_a_folder_moves_with_its_files(tmp_path: Path, change) -> None:
    (tmp_path / "a.yaml").write_text("text")
    before = fingerprint(tmp_path)

    change(tmp_path)

    assert fingerprint(tmp_path) != before


def test_what_python_derives_does_not_count(tmp_path: Path) -> None:
    before = fingerprint(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").touch()

    assert fingerprint(tmp_path) == before


def test_neighbouring_parts_do_not_run_into_each_other() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
