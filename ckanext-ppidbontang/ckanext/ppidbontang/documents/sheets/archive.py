"""A ZIP of a spreadsheet and the data files that its rows name."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from ckanext.ppidbontang.documents.sheets import process
from ckanext.ppidbontang.documents.sheets.container import Container, key
from ckanext.ppidbontang.documents.sheets.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_UNPACKED_BYTES,
)
from ckanext.ppidbontang.documents.sheets.problems import (
    Problem,
    Refusal,
    SpreadsheetError,
    megabytes,
)

_WORKBOOKS = (".xlsx", ".xlsm", ".ods")
_TEXTS = (".csv", ".tsv")
# As many as a message can name.
_NAMED = 5


class Archive:
    """Hold an open ZIP: the name of the spreadsheet in it, and those of the other files."""

    def __init__(self, path: Path, filename: str, members: list[str]) -> None:
        self._filename = filename
        self._left = MAX_ARCHIVE_UNPACKED_BYTES
        self.spreadsheet = _list_among(members, filename)
        self.files = tuple(member for member in members if member != self.spreadsheet)
        self._file = path.open("rb")
        self._container = Container(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def find(self, written: str) -> str | None:
        """Return the file that a row names: from the folder of the spreadsheet, or by name alone.

        A name alone finds a file in any folder, if there is only one of that name.
        """
        wanted = key(written.strip())
        folder = key(str(PurePosixPath(key(self.spreadsheet)).parent / wanted))
        for name in self.files:
            if key(name) in (wanted, folder):
                return name
        found = [name for name in self.files if key(name).rpartition("/")[2] == wanted]
        return found[0] if len(found) == 1 else None

    def extract(self, member: str, to: Path, limit: int) -> int:
        """Write a member to a file and return its size; after a refusal there is no file.

        Raises:
            SpreadsheetError: It is broken, or larger than `limit` or than what is left for all.
        """
        try:
            with to.open("wb") as target:
                size = 0
                for chunk in self._container.stream(member):
                    size += len(chunk)
                    self._require_room(member, size, len(chunk), limit)
                    target.write(chunk)
        except Refusal as refusal:
            to.unlink()
            params = {**refusal.params, "file": self._filename}
            raise SpreadsheetError(refusal.problem, params) from refusal
        return size

    def _require_room(self, member: str, size: int, more: int, limit: int) -> None:
        """Count what comes out, not what the ZIP says would."""
        if size > limit:
            raise Refusal(Problem.MEMBER_TOO_LARGE, member=member, limit=megabytes(limit))
        self._left -= more
        if self._left < 0:
            allowed = megabytes(MAX_ARCHIVE_UNPACKED_BYTES)
            raise Refusal(Problem.UNPACKED_TOO_LARGE, limit=allowed)


def open_archive(path: Path, filename: str) -> Archive | None:
    """Open a ZIP of files; return nothing for anything else, as for an XLSX, which is one as well.

    Raises:
        SpreadsheetError: It is too large, unsafe, locked or damaged, or has no list in it.
    """
    members = [values[0] for _kind, values in process.ask("members", path, filename)]
    if not members:
        return None
    if path.stat().st_size > MAX_ARCHIVE_BYTES:
        limit = megabytes(MAX_ARCHIVE_BYTES)
        raise SpreadsheetError(Problem.FILE_TOO_LARGE, {"file": filename, "limit": limit})
    return Archive(path, filename, members)


def _list_among(members: list[str], filename: str) -> str:
    """Tell the list from data files that are spreadsheets as well: it lies outside their folders.

    In one folder it is the workbook among CSV files.
    """
    sheets = [name for name in members if name.lower().endswith(_WORKBOOKS + _TEXTS)]
    if not sheets:
        raise SpreadsheetError(Problem.ARCHIVE_NO_SPREADSHEET, {"file": filename})
    depth = min(map(_depth, sheets))
    outside = [name for name in sheets if _depth(name) == depth]
    lists = [name for name in outside if name.lower().endswith(_WORKBOOKS)] or outside
    if len(lists) > 1:
        params = {"file": filename, "members": ", ".join(lists[:_NAMED])}
        raise SpreadsheetError(Problem.ARCHIVE_SEVERAL_SPREADSHEETS, params)
    return lists[0]


def _depth(name: str) -> int:
    return key(name).count("/")
