"""Who asks: six kinds of reader, and which of them may see what."""

from __future__ import annotations

from enum import StrEnum


class Reader(StrEnum):
    """A kind of reader; all the hidden things of a body are hidden from the strangers to it."""

    ANONYMOUS = "anonymous"
    OUTSIDER = "editor of another body"
    MEMBER = "member of the body"
    EDITOR = "editor of the body"
    UTAMA = "PPID Utama"
    SYSADMIN = "sysadmin"


EVERYBODY = frozenset(Reader)
# What is hidden in the body under test, and in the other one, is open to these alone.
INSIDERS = frozenset({Reader.MEMBER, Reader.EDITOR, Reader.UTAMA, Reader.SYSADMIN})
OTHER_INSIDERS = frozenset({Reader.OUTSIDER, Reader.UTAMA, Reader.SYSADMIN})
