"""What is in a ZIP of a spreadsheet and data files: a look at its names, not yet at its files."""

from __future__ import annotations

import stat
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZipInfo

from ckanext.ppidbontang.documents.sheets.answer import Answer
from ckanext.ppidbontang.documents.sheets.container import Container, key
from ckanext.ppidbontang.documents.sheets.kinds import Kind, begins_as_zip, kind_of_zip
from ckanext.ppidbontang.documents.sheets.limits import MAX_ARCHIVE_MEMBERS
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal

# What systems and programs leave behind unasked.
_LITTER = frozenset(("__macosx", ".ds_store", "thumbs.db", "desktop.ini"))
_LOCK_FILES = ("~$", ".~lock.", "._")
_ENCRYPTED = 0x1


def read(file: IO[bytes], answer: Answer) -> None:
    """Hand over the names of the members, none if the file is no ordinary ZIP.

    Raises:
        Refusal: A member could do harm, or there are too many.
    """
    if not begins_as_zip(file):
        return
    container = Container(file)
    if kind_of_zip(container) is not Kind.FILES:
        return
    members = [member for member in container.members if not _is_litter(member)]
    if len(members) > MAX_ARCHIVE_MEMBERS:
        raise Refusal(Problem.ARCHIVE_TOO_MANY, limit=str(MAX_ARCHIVE_MEMBERS))
    _require_safe(members)
    for member in members:
        answer.member(member.filename)


def _require_safe(members: list[ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if member.flag_bits & _ENCRYPTED:
            raise Refusal(Problem.PASSWORD)
        if not _is_plain(member):
            raise Refusal(Problem.ARCHIVE_UNSAFE, member=_shown(name))
        if key(name) in seen:
            raise Refusal(Problem.ARCHIVE_TWICE, member=_shown(name))
        seen.add(key(name))


def _is_plain(member: ZipInfo) -> bool:
    """Say whether a member is a file in the place where it is put, and no link or device."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    return (
        stat.S_IFMT(member.external_attr >> 16) in (0, stat.S_IFREG)
        and member.filename.isprintable()
        and not path.is_absolute()
        and ".." not in path.parts
        and ":" not in member.filename
    )


def _is_litter(member: ZipInfo) -> bool:
    parts = key(member.filename).split("/")
    return not _LITTER.isdisjoint(parts) or parts[-1].startswith(_LOCK_FILES)


def _shown(name: str) -> str:
    """Return a name as a message can show it."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:100])
