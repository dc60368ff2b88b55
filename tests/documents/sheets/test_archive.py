"""A ZIP of a list and data files: told from an XLSX, listed safely, unpacked within bounds."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from ckanext.ppidbontang.documents.sheets import archive
from ckanext.ppidbontang.documents.sheets.archive import Archive, open_archive
from ckanext.ppidbontang.documents.sheets.limits import MAX_ARCHIVE_MEMBERS
from ckanext.ppidbontang.documents.sheets.problems import Problem, SpreadsheetError
from tests.documents.sheets import files

_XLSX = files.xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')


def sent(tmp_path, data: bytes) -> Archive | None:
    path = tmp_path / "kiriman.zip"
    path.write_bytes(data)
    return open_archive(path, "kiriman.zip")


def opened(tmp_path, data: bytes) -> Archive:
    found = sent(tmp_path, data)
    assert found is not None
    return found


def of_type(mode: int) -> bytes:
    """Return a ZIP with a list and a member of such a type."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("daftar.csv", "a;b")
        member = zipfile.ZipInfo("lain")
        member.external_attr = (mode | 0o777) << 16
        file.writestr(member, "/etc/passwd")
    return data.getvalue()


@pytest.mark.parametrize("data", [_XLSX, files.ods(""), b"a;b\n", b""])
def test_a_spreadsheet_is_no_archive(tmp_path, data):
    """An XLSX is a ZIP as well."""
    assert sent(tmp_path, data) is None


@pytest.mark.parametrize(
    ("members", "spreadsheet"),
    [
        (["daftar.xlsx", "data/a.xlsx", "data/b.csv"], "daftar.xlsx"),
        (["DIP/Daftar.ODS", "DIP/a.csv", "DIP/b.pdf"], "DIP/Daftar.ODS"),
        (["daftar.csv", "data/a.xlsx", "foto.jpg"], "daftar.csv"),
        (["daftar.xlsx", "~$daftar.xlsx", "__MACOSX/._daftar.xlsx", ".DS_Store"], "daftar.xlsx"),
    ],
)
def test_the_list_is_told_from_the_data(tmp_path, members, spreadsheet):
    """It lies outside the folders of the data; what systems leave behind is not there."""
    with opened(tmp_path, files.zipped(dict.fromkeys(members, "x"))) as found:
        assert found.spreadsheet == spreadsheet
        wanted = [name for name in members[1:] if not name.startswith(("~", "_", "."))]
        assert found.files == tuple(wanted)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (files.zipped({"../daftar.csv": "x"}), Problem.ARCHIVE_UNSAFE),
        (files.zipped({"a/../../daftar.csv": "x"}), Problem.ARCHIVE_UNSAFE),
        (files.zipped({"/daftar.csv": "x"}), Problem.ARCHIVE_UNSAFE),
        (files.zipped({"..\\daftar.csv": "x"}), Problem.ARCHIVE_UNSAFE),
        (files.zipped({"C:\\daftar.csv": "x"}), Problem.ARCHIVE_UNSAFE),
        (files.zipped({"daf\ntar.csv": "x"}), Problem.ARCHIVE_UNSAFE),
        (of_type(stat.S_IFLNK), Problem.ARCHIVE_UNSAFE),
        (of_type(stat.S_IFIFO), Problem.ARCHIVE_UNSAFE),
        (files.zipped({"daftar.csv": "x", "Daftar.CSV": "y"}), Problem.ARCHIVE_TWICE),
        (files.zipped({"foto.jpg": "x"}), Problem.ARCHIVE_NO_SPREADSHEET),
        (files.zipped({"a.xlsx": "x", "b.xlsx": "y"}), Problem.ARCHIVE_SEVERAL_SPREADSHEETS),
        (
            files.zipped({f"{number}.csv": "" for number in range(MAX_ARCHIVE_MEMBERS + 1)}),
            Problem.ARCHIVE_TOO_MANY,
        ),
        (files.zipped({"daftar.csv": "x"})[:-30], Problem.DAMAGED),
    ],
)
def test_what_could_do_harm_is_refused_before_anything_is_unpacked(tmp_path, data, problem):
    """Names that climb, links and devices, two files of one name, too many."""
    with pytest.raises(SpreadsheetError) as caught:
        opened(tmp_path, data)
    assert caught.value.problem is problem
    assert "“kiriman.zip”" in str(caught.value)


def test_a_row_finds_its_file(tmp_path):
    """By its path from the list, or by its name if it is the only one; case is no matter."""
    names = ["DIP/daftar.csv", "DIP/data/a.csv", "DIP/x/b.pdf", "DIP/y/b.pdf", "lain/c.pdf"]
    with opened(tmp_path, files.zipped(dict.fromkeys(names, "x"))) as found:
        assert found.find("data/A.csv") == found.find("a.csv ") == "DIP/data/a.csv"
        assert found.find("dip\\data\\a.csv") == "DIP/data/a.csv"
        assert found.find("c.pdf") == "lain/c.pdf"
        assert (found.find("b.pdf"), found.find("d.pdf"), found.find("")) == (None, None, None)
        assert found.find("x/b.pdf") == "DIP/x/b.pdf"
        assert found.find("daftar.csv") is None


def test_files_are_unpacked_one_by_one_within_bounds(tmp_path, monkeypatch):
    """What comes out is counted, for each file and for all; a refused one leaves nothing behind."""
    monkeypatch.setattr(archive, "MAX_ARCHIVE_UNPACKED_BYTES", 2_500_000)
    names = ["daftar.csv", "a.bin", "b.bin", "c.bin"]
    data = files.zipped({name: name[0].encode() * 10**6 for name in names})
    to = tmp_path / "keluar"
    with opened(tmp_path, data) as found:
        assert found.extract("a.bin", to, 10**6) == 10**6
        assert to.read_bytes() == b"a" * 10**6
        refused = {}
        for name, limit in (("b.bin", 10**6 - 1), ("c.bin", 10**6)):
            with pytest.raises(SpreadsheetError) as caught:
                found.extract(name, to, limit)
            refused[name] = caught.value.problem
            assert not to.exists()
    assert refused == {
        "b.bin": Problem.MEMBER_TOO_LARGE,
        "c.bin": Problem.UNPACKED_TOO_LARGE,
    }


def test_a_lie_of_sizes_is_found_out(tmp_path):
    """A member gives no more than it says, and its checksum tells that it is not all."""
    data = files.lying_of_size(
        files.zipped({"daftar.csv": "x", "a.bin": bytes(10**6)}), "a.bin", 1000
    )
    with opened(tmp_path, data) as found:
        with pytest.raises(SpreadsheetError) as caught:
            found.extract("a.bin", tmp_path / "keluar", 10**6)
        assert caught.value.problem is Problem.DAMAGED
        assert not (tmp_path / "keluar").exists()
