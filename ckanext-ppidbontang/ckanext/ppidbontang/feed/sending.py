"""Send the whole feed from the file that was published of the very state that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ckanext.ppidbontang import config
from ckanext.ppidbontang.feed import files
from ckanext.ppidbontang.feed.head import Head
from ckanext.ppidbontang.feed.reading import State
from ckanext.ppidbontang.feed.syntaxes import Syntax


def open_file(syntax: Syntax, state: State, head: Head, *, packed: bool) -> BinaryIO | None:
    """Return the file of a state, or None when there is none.

    What was taken out of the feed has moved its number, so no file that still has it is of this
    state (UU 14/2008 Pasal 54).
    """
    folder = config.feed_directory()
    if folder is None or not _is_of(folder, state, head):
        return None
    name = files.packed_name(syntax) if packed else files.name(syntax)
    try:
        file = (folder / name).open("rb")
    except FileNotFoundError:
        return None
    if _is_of(folder, state, head):  # and was so all the while, so what was opened is of it
        return file
    file.close()
    return None


def _is_of(folder: Path, state: State, head: Head) -> bool:
    edition = files.edition(folder)
    return edition is not None and (edition.seq, edition.head) == (state.seq, head.digest)
