"""The files of the feed: the same as what the portal answers, of one moment, whole or not there."""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import sys
import zlib
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.config import FEED_DIRECTORY
from ckanext.ppidbontang.feed import files
from ckanext.ppidbontang.feed.publishing import NotPublishedError
from ckanext.ppidbontang.feed.publishing import publish as write
from ckanext.ppidbontang.feed.syntaxes import Syntax
from ckanext.ppidbontang.model import FeedState

pytestmark = pytest.mark.usefixtures("with_request_context", "feed_folder")

ALL = {*files.NAMES, "full.json"}


@pytest.fixture
def entries(publish, open_record, exempt_record, partly_exempt):
    """Return the ids of an open entry, one that is exempt and one that is so in part."""
    return [publish(record)["id"] for record in (open_record, exempt_record, partly_exempt)]


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


class TestFiles:
    @pytest.mark.parametrize("syntax", Syntax)
    def test_they_say_what_the_portal_answers(self, feed_folder, entries, app, syntax):
        write(feed_folder)
        with app.get(f"/catalog/full.{syntax.value}") as answer:
            answered = answer.data
        written = (feed_folder / f"full.{syntax.value}").read_bytes()
        assert written == answered
        assert all(f"/dataset/{entry}" in written.decode() for entry in entries)

    @pytest.mark.parametrize("syntax", Syntax)
    def test_the_compressed_ones_are_the_same_in_one_member(self, feed_folder, entries, syntax):
        write(feed_folder)
        packed = (feed_folder / f"full.{syntax.value}.gz").read_bytes()
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        assert member.decompress(packed) == (feed_folder / f"full.{syntax.value}").read_bytes()
        assert member.eof
        assert member.unused_data == b""

    def test_equal_feeds_are_equal_bytes(self, feed_folder, entries):
        write(feed_folder)
        before = {name: (feed_folder / name).read_bytes() for name in ALL}
        files.remove(feed_folder)
        write(feed_folder)
        assert {name: (feed_folder / name).read_bytes() for name in ALL} == before

    def test_another_user_can_read_them_whatever_the_umask(self, feed_folder, entries):
        umask = os.umask(0o077)
        try:
            write(feed_folder)
        finally:
            os.umask(umask)
        modes = {stat.S_IMODE((feed_folder / name).stat().st_mode) for name in ALL}
        assert modes == {0o644}
        assert names(feed_folder) == ALL

    def test_an_empty_catalogue_has_files_too(self, feed_folder, app):
        published = write(feed_folder)
        assert published.state.live == 0
        with app.get("/catalog/full.nt") as answer:
            assert (feed_folder / "full.nt").read_bytes() == answer.data

    def test_a_feed_that_is_not_complete_is_not_written(self, feed_folder, entries):
        model.Session.execute(sa.update(FeedState).values(ready=False))
        model.Session.commit()
        try:
            with pytest.raises(NotPublishedError) as caught:
                write(feed_folder)
        finally:
            model.Session.execute(sa.update(FeedState).values(ready=True))
            model.Session.commit()
        assert "rebuild" in caught.value.told()
        assert names(feed_folder) == set()


class TestAgain:
    def test_what_is_there_is_not_written_again(self, feed_folder, entries):
        assert write(feed_folder).is_new
        before = {name: (feed_folder / name).stat().st_ino for name in ALL}
        assert not write(feed_folder).is_new
        assert {name: (feed_folder / name).stat().st_ino for name in ALL} == before

    def test_what_changed_is_written(self, feed_folder, entries, act):
        write(feed_folder)
        act("package_patch", id=entries[0], title="Judul yang baru")
        assert "Judul yang baru" not in (feed_folder / "full.ttl").read_text()
        assert write(feed_folder).is_new
        assert "Judul yang baru" in (feed_folder / "full.ttl").read_text()

    def test_what_is_shared_is_written_too(self, feed_folder, entries, act):
        write(feed_folder)
        act("organization_patch", id="disdukcapil", title="Dinas yang Berganti Nama")
        try:
            assert write(feed_folder).is_new
        finally:
            act("organization_patch", id="disdukcapil", title="Dinas Kependudukan")
        assert "Dinas yang Berganti Nama" in (feed_folder / "full.ttl").read_text()

    @pytest.mark.parametrize("damage", ["gone", "cut", "no manifest", "wild manifest"])
    def test_files_that_are_not_as_they_were_written_are_written_again(
        self, feed_folder, entries, damage
    ):
        write(feed_folder)
        whole = (feed_folder / "full.xml").read_bytes()
        match damage:
            case "gone":
                (feed_folder / "full.xml").unlink()
            case "cut":
                (feed_folder / "full.xml").write_bytes(whole[:-1])
            case "no manifest":
                (feed_folder / "full.json").unlink()
            case "wild manifest":
                (feed_folder / "full.json").write_text('["}')
        assert write(feed_folder).is_new
        assert (feed_folder / "full.xml").read_bytes() == whole

    def test_two_editions_never_share_a_second(self, feed_folder, entries, act):
        """A web server knows a file again by its second and its size."""
        seconds = set()
        for title in ("Judul satu", "Judul dua!", "Judul tiga"):
            act("package_patch", id=entries[0], title=title)
            write(feed_folder)
            seconds.add((feed_folder / "full.ttl").stat().st_mtime)
        assert len(seconds) == 3

    def test_the_files_are_no_younger_than_what_they_say(self, feed_folder, entries, act):
        """Who asks for what changed since then must not miss what changed while they were made."""

        def edit(done: int, _total: int) -> None:
            if done == 1:
                act("package_patch", id=entries[0], title="Judul di tengah jalan")

        write(feed_folder, edit)
        assert "Judul di tengah jalan" not in (feed_folder / "full.nt").read_text()
        changed = FeedState.current().changed
        assert (feed_folder / "full.nt").stat().st_mtime <= changed.timestamp()

    def test_the_rest_of_a_killed_run_goes(self, feed_folder, entries):
        write(feed_folder)
        (feed_folder / "full.nt.gz.new").write_bytes(b"half")
        write(feed_folder)
        assert names(feed_folder) == ALL

    def test_what_others_put_there_stays(self, feed_folder, entries):
        (feed_folder / "robots.txt").write_text("User-agent: *\n")
        write(feed_folder)
        files.remove(feed_folder)
        assert names(feed_folder) == {"robots.txt"}


class TestTwoAtOnce:
    def test_the_second_gives_way(self, feed_folder, entries):
        with files.alone(feed_folder), pytest.raises(NotPublishedError) as caught:
            write(feed_folder)
        assert str(feed_folder) in caught.value.told()
        assert write(feed_folder).is_new

    def test_it_leaves_the_work_of_the_first_alone(self, feed_folder, entries):
        tried = []

        def try_too(_done: int, _total: int) -> None:
            if not tried:
                tried.append(True)
                with pytest.raises(NotPublishedError):
                    write(feed_folder)

        assert write(feed_folder, try_too).is_new
        assert tried
        assert names(feed_folder) == ALL


@pytest.fixture
def many(entries):
    """Have the feed hold the first entry another five thousand times, and take them out again."""
    made_of = "SELECT i || '-copy' AS copy, {} FROM {}, generate_series(1, 5000) i"
    of_entry = "state, now() AS changed, version, digest, publisher"
    of_fragment = "format, data, length, crc"
    for table, columns in (("entry", of_entry), ("fragment", of_fragment)):
        rows = made_of.format(columns, f"ppid_feed_{table}")
        names = columns.replace("now() AS ", "")
        statement = f"INSERT INTO ppid_feed_{table} (package_id, {names}) {rows} WHERE package_id ="
        model.Session.execute(sa.text(f"{statement} :id"), {"id": entries[0]})
    model.Session.commit()
    yield
    model.Session.rollback()
    model.Session.execute(sa.text("DELETE FROM ppid_feed_entry WHERE package_id LIKE '%-copy'"))
    model.Session.execute(sa.update(FeedState).values(live=FeedState.live - 5000))
    model.Session.commit()


class TestCommand:
    @pytest.fixture
    def feed_publish(self, feed_ini):
        """Run the command in a process of its own; return its status, words and memory in MB."""

        def run(ini: Path = feed_ini) -> tuple[int, str, float]:
            with subprocess.Popen(
                [Path(sys.executable).with_name("ckan"), "-c", ini, "ppid", "feed", "publish"],
                env={**os.environ, "LANG": "C.UTF-8", "LANGUAGE": "en"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ) as process:
                assert process.stdout
                said = process.stdout.read()
                _, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, said, used.ru_maxrss / 1024

        return run

    def test_it_writes_them_and_says_so(self, feed_folder, entries, feed_publish):
        status, said, _ = feed_publish()
        assert status == 0, said
        assert f"{feed_folder}: 3 " in said
        assert names(feed_folder) == ALL
        assert f" {FeedState.current().seq}." in said

    def test_without_a_folder_it_says_what_is_missing(self, entries, feed_publish):
        status, said, _ = feed_publish(tk.config["__file__"])
        assert status == 1
        assert FEED_DIRECTORY in said
        assert "Traceback" not in said

    def test_a_folder_that_is_not_there_is_named(self, feed_folder, entries, feed_publish):
        feed_folder.rmdir()
        status, said, _ = feed_publish()
        assert status == 1
        assert str(feed_folder) in said
        assert "Traceback" not in said

    def test_memory_stays_flat(self, feed_folder, entries, feed_publish, request):
        _, _, few = feed_publish()
        request.getfixturevalue("many")
        status, said, much = feed_publish()
        assert status == 0, said
        size = sum((feed_folder / f"full.{one.value}").stat().st_size for one in Syntax) / 1e6
        assert size > 40
        assert much - few < 20
        with gzip.open(feed_folder / "full.nt.gz") as file:
            assert sum(1 for _ in file) > 50_000
