"""The files that a web server sends: the whole catalogue in every syntax, plain and compressed.

They lie in a folder of their own. `full.json` beside them, which is not sent, says of which state
of the feed they are. A new file has another name until it is whole.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from ckanext.ppidbontang.feed.syntaxes import Syntax

# Held together by whoever takes something out of the feed, from the removal of the files to the
# end of the transaction, and alone by whoever puts files there. Any number nothing else locks.
LOCK = 0x50504645

_MANIFEST = "full.json"
_NEW = ".new"
_MODE = 0o644  # another user's web server reads them


@dataclass(frozen=True, slots=True)
class Edition:
    """Say of which state of the feed files are, and how large each one is."""

    seq: int
    changed: str
    head: str
    sizes: Mapping[str, int]


def name(syntax: Syntax) -> str:
    """Return the name of the file of a syntax; the compressed one has `.gz` after it."""
    return f"full.{syntax.value}"


def packed_name(syntax: Syntax) -> str:
    """Return the name of the compressed file of a syntax."""
    return f"{name(syntax)}.gz"


NAMES = tuple(found for syntax in Syntax for found in (name(syntax), packed_name(syntax)))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who writes into a folder, until the end of the block or of the process.

    Raises:
        BlockingIOError: another one is writing.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def edition(folder: Path) -> Edition | None:
    """Return what the files are, or None when they are not all there as they were written."""
    try:
        found = Edition(**json.loads((folder / _MANIFEST).read_bytes()))
        sizes = {name: (folder / name).stat().st_size for name in NAMES}
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return found if found.sizes == sizes else None


@contextmanager
def new(folder: Path, name: str, modified: int) -> Iterator[BinaryIO]:
    """Write a new file, which nobody finds yet; it is on the disk at the end of the block."""
    with (folder / (name + _NEW)).open("wb") as file:
        os.fchmod(file.fileno(), _MODE)
        yield file
        file.flush()
        os.utime(file.fileno(), (modified, modified))
        os.fsync(file.fileno())


def write_manifest(folder: Path, found: Edition, modified: int) -> None:
    """Write down what the new files are."""
    with new(folder, _MANIFEST, modified) as file:
        file.write(json.dumps(asdict(found)).encode())


def show_new(folder: Path) -> None:
    """Put the new files in the place of the old ones; what says so comes last."""
    for name in (*NAMES, _MANIFEST):
        (folder / (name + _NEW)).replace(folder / name)


def drop_new(folder: Path) -> None:
    """Remove new files that were not finished, or are not wanted."""
    for name in (*NAMES, _MANIFEST):
        (folder / (name + _NEW)).unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Remove the files, so that they do not come back after the power fails either."""
    if not folder.is_dir():
        return
    found = [folder / name for name in (*NAMES, _MANIFEST) if (folder / name).exists()]
    for file in found:
        file.unlink(missing_ok=True)
    if found:
        sync(folder)


def sync(folder: Path) -> None:
    """Have the disk know which files a folder has."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
