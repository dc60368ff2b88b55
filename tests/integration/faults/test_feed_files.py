"""The files of the feed when a process is killed or the disk is full: whole, or not there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.feed import files, publishing, watching
from ckanext.ppidbontang.feed.publishing import NotPublishedError
from ckanext.ppidbontang.feed.publishing import publish as write
from ckanext.ppidbontang.model import FeedState

from .conftest import die
from .test_services import full_disk

pytestmark = pytest.mark.usefixtures("with_request_context")

ALL = {*files.NAMES, "full.json"}


@pytest.fixture
def ids(publish, open_record) -> list[str]:
    """Return the ids of two published entries."""
    return [publish(open_record, name=f"entri-{number}")["id"] for number in range(2)]


@pytest.fixture
def edited(feed_folder, ids, act) -> list[str]:
    """Have files that are stale: an entry was edited since."""
    write(feed_folder)
    act("package_patch", id=ids[0], title="Judul yang baru")
    return ids


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def read(folder: Path) -> str:
    return (folder / "full.nt").read_text()


def close(package_id: str) -> None:
    model.Session.execute(
        sa.update(model.Package).where(model.Package.id == package_id).values(private=True)
    )
    model.Session.commit()


def assert_good(folder: Path, ids: list[str]) -> None:
    """Hold that the next publication makes files of the present state, and leaves nothing else."""
    write(folder)
    assert names(folder) == ALL
    assert all(package_id in read(folder) for package_id in ids)
    found = files.edition(folder)
    assert found
    assert found.seq == FeedState.current().seq


def while_writing() -> None:
    publishing._write = _dying_in(publishing._write, after=1)


def before_showing() -> None:
    publishing._show = die


def while_showing() -> None:
    """Some files are new and some are old."""
    replace, shown = Path.replace, []

    def replace_three(self: Path, target: Path) -> Path:
        shown.append(target)
        if len(shown) > 3:
            die()
        return replace(self, target)

    Path.replace = replace_three  # type: ignore[method-assign]


def after_showing() -> None:
    publishing._let_pass = die


def _dying_in(write_all: Callable[..., Any], after: int) -> Callable[..., Any]:
    def write_and_die(*arguments: Any) -> Any:
        *others, _ = arguments

        def progress(done: int, _total: int) -> None:
            if done > after:
                die()

        return write_all(*others, progress)

    return write_and_die


MOMENTS = (while_writing, before_showing, while_showing, after_showing)


class TestKilled:
    @pytest.mark.parametrize("moment", MOMENTS)
    def test_every_file_is_whole_and_the_next_run_makes_the_rest(
        self, feed_folder, edited, in_a_process_that_dies, moment
    ):
        in_a_process_that_dies(lambda: write(feed_folder), moment)
        for syntax in files.Syntax:
            whole = (feed_folder / files.name(syntax)).read_bytes()
            assert all(package_id.encode() in whole for package_id in edited)
        assert_good(feed_folder, edited)
        assert "Judul yang baru" in read(feed_folder)

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_a_closing_after_it_removes_what_is_there(
        self, feed_folder, edited, in_a_process_that_dies, moment
    ):
        in_a_process_that_dies(lambda: write(feed_folder), moment)
        close(edited[0])
        assert not ALL & names(feed_folder)
        assert_good(feed_folder, edited[1:])
        assert edited[0] not in read(feed_folder)

    def test_a_closing_that_is_killed_before_its_commit(
        self, feed_folder, ids, in_a_process_that_dies
    ):
        """The files are gone, the entry is as it was, and nobody else has to wait."""
        write(feed_folder)

        def after_the_removal() -> None:
            remove = watching._remove

            def remove_and_die(folder: Path) -> None:
                remove(folder)
                die()

            watching._remove = remove_and_die

        in_a_process_that_dies(lambda: close(ids[0]), after_the_removal)
        assert names(feed_folder) == set()
        assert_good(feed_folder, ids)

    def test_a_closing_that_is_killed_in_the_middle_of_the_removal(
        self, feed_folder, ids, in_a_process_that_dies
    ):
        write(feed_folder)

        def after_three() -> None:
            unlink, gone = Path.unlink, []

            def unlink_three(self: Path, missing_ok: bool = False) -> None:
                gone.append(self)
                if len(gone) > 3:
                    die()
                unlink(self, missing_ok=missing_ok)

            Path.unlink = unlink_three  # type: ignore[method-assign]

        in_a_process_that_dies(lambda: close(ids[0]), after_three)
        assert len(names(feed_folder)) == len(ALL) - 3
        assert_good(feed_folder, ids)


class TestFullDisk:
    def test_the_old_files_stay_and_the_folder_is_named(self, feed_folder, ids, act):
        with full_disk(feed_folder, 4 << 20):
            write(feed_folder)
            before = {name: (feed_folder / name).read_bytes() for name in ALL}
            act("package_patch", id=ids[0], title="Judul yang baru")
            fill(feed_folder)
            with pytest.raises(NotPublishedError) as caught:
                write(feed_folder)
            assert str(feed_folder) in caught.value.told()
            assert "No space left" in caught.value.told()
            assert {name: (feed_folder / name).read_bytes() for name in ALL} == before
            (feed_folder / "penuh").unlink()
            assert_good(feed_folder, ids)

    def test_what_was_closed_goes_all_the_same(self, feed_folder, ids):
        with full_disk(feed_folder, 4 << 20):
            write(feed_folder)
            fill(feed_folder)
            close(ids[0])
            assert names(feed_folder) == {"penuh"}

    def test_the_command_ends_with_status_1(self, feed_folder, feed_ini, ids):
        with full_disk(feed_folder, 16 << 10):
            done = subprocess.run(
                ["ckan", "-c", feed_ini, "ppid", "feed", "publish"],
                env={**os.environ, "LANG": "C.UTF-8", "LANGUAGE": "en"},
                capture_output=True,
                text=True,
                check=False,
            )
            assert names(feed_folder) == set()
        assert done.returncode == 1
        assert f"{feed_folder}: No space left" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_folder_that_became_read_only_keeps_nothing_open(feed_folder, ids):
    with full_disk(feed_folder, 4 << 20):
        write(feed_folder)
        subprocess.run(["mount", "-o", "remount,ro", str(feed_folder)], check=True)
        close(ids[0])
        package = model.Package.get(ids[0])
        assert package
        assert package.private
        with pytest.raises(NotPublishedError) as caught:
            write(feed_folder)
        assert str(feed_folder) in caught.value.told()
        subprocess.run(["mount", "-o", "remount,rw", str(feed_folder)], check=True)
        assert_good(feed_folder, ids[1:])
        assert ids[0] not in read(feed_folder)


def fill(folder: Path) -> None:
    """Leave no room in a small file system."""
    with (folder / "penuh").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
