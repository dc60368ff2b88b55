"""A ZIP that somebody sent, opened so that neither its names nor its sizes can do harm."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import IO

from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
# The others need more memory than they are worth, and no spreadsheet program uses them.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Container:
    """Hold an open ZIP whose members are found whatever their case, as spreadsheet programs do."""

    def __init__(self, file: IO[bytes]) -> None:
        with _damaged():
            self._zip = zipfile.ZipFile(file)
        self.members = [member for member in self._zip.infolist() if not member.is_dir()]
        self._by_name = {key(member.filename): member for member in self.members}

    def __contains__(self, name: str) -> bool:
        return key(name) in self._by_name

    @property
    def declared_size(self) -> int:
        """Return what all members say of their size; none gives more than it says."""
        return sum(member.file_size for member in self.members)

    @property
    def has_doubles(self) -> bool:
        """Say whether two members have one name, so that two readers could read different ones."""
        return len(self._by_name) < len(self.members)

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield a member piece by piece; a wrong checksum, as after a lie of sizes, is damage.

        Raises:
            Refusal: It is missing, locked or broken.
        """
        member = self._by_name.get(key(name))
        if member is None:
            raise Refusal(Problem.DAMAGED)
        if member.flag_bits & _ENCRYPTED:
            raise Refusal(Problem.PASSWORD)
        if member.compress_type not in _METHODS:
            raise Refusal(Problem.DAMAGED)
        with _damaged(), self._zip.open(member) as source:
            while chunk := source.read(_CHUNK):
                yield chunk

    def head(self, name: str, size: int) -> bytes:
        """Return the first bytes of a member, none if it is missing."""
        if name not in self:
            return b""
        return next(self.stream(name), b"")[:size]


def key(name: str) -> str:
    """Return what names of one member have in common."""
    return name.replace("\\", "/").lstrip("/").casefold()


@contextmanager
def _damaged() -> Generator[None]:
    try:
        yield
    except _BROKEN as err:
        raise Refusal(Problem.DAMAGED) from err
