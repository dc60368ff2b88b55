"""Pairs in a cell: one a line, a bar between the two halves, as in "Profil | https://…".

A bar, a line end or a backslash that belongs to the text has a backslash before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ckanext.ppidbontang.domain.written.text import is_blank

Pair = tuple[str, str]

_LINE = re.compile(r"(?:\\[\s\S]|[^\n\r])+")
_HALVES = re.compile(r"((?:\\[\s\S]|[^\\])*)\|((?:\\[\s\S]|[^\\|]|\\\Z)*)")
_TO_ESCAPE = re.compile(r"[\\|\n\r]")
_ESCAPED = re.compile(r"\\([\\|\n\r])")
# What officers put before the lines of a list, before an article and between addresses.
_BULLET = re.compile(r"^(?:[-–—•*·▪]|\(?[0-9]{1,2}[.)])\s+")
_BEFORE_ARTICLE = re.compile(r"[,;:]?\s(?=(?:pasal|ps\.?)\s*[0-9])", re.IGNORECASE)
_BEFORE_ADDRESS = re.compile(r"(?:\s?[,;:–-]?\s|[,;])(?=https?://|www\.)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_NO_SCHEME = re.compile(r"www\.\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)


def write_laws(laws: Iterable[Pair]) -> str:
    """Write laws with their articles."""
    return "\n".join(_line(law, read_laws) for law in laws)


def write_files(files: Iterable[Pair]) -> str:
    """Write the names of files with their addresses; an address may stand alone."""
    return "\n".join(_line(file, read_files) for file in files)


def _line(pair: Pair, read: Callable[[str], tuple[Pair, ...]]) -> str:
    left, right = (_TO_ESCAPE.sub(r"\\\g<0>", half) for half in pair)
    alone = left or right
    return alone if read(alone) == (pair,) else f"{left} | {right}".strip()


def read_laws(text: str) -> tuple[Pair, ...]:
    """Read laws with their articles; without a bar the article begins at its "Pasal"."""
    return tuple(_pairs(text, _law))


def read_files(text: str) -> tuple[Pair, ...]:
    """Read names with addresses; without a bar a name ends where an address begins."""
    return tuple(_pairs(text, _files))


def _pairs(text: str, without_bar: Callable[[str], Iterator[Pair]]) -> Iterator[Pair]:
    for line in _LINE.findall(text):
        if halves := _HALVES.fullmatch(line):
            left, right = (_plain(half) for half in halves.groups())
            if left or right:
                yield left, right
        elif not is_blank(line.strip()):
            yield from without_bar(_BULLET.sub("", _plain(line), count=1))


def _plain(half: str) -> str:
    return _ESCAPED.sub(r"\1", half.strip())


def _law(line: str) -> Iterator[Pair]:
    law, *article = _BEFORE_ARTICLE.split(line, maxsplit=1)
    yield law.strip(), "".join(article)


def _files(line: str) -> Iterator[Pair]:
    name = ""
    pieces = [piece for part in _BEFORE_ADDRESS.split(line) if (piece := part.strip())]
    for place, piece in enumerate(pieces):
        if _ADDRESS.fullmatch(piece):
            yield name, piece
            name = ""
        elif _NO_SCHEME.fullmatch(piece):
            yield name, f"https://{piece}"
            name = ""
        elif place == len(pieces) - 1:
            yield name, piece
        else:
            name = piece
