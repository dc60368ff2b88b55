"""XML from strangers: streamed, and without the declarations by which a small text grows large."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn
from xml.parsers import expat

from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal


class LocalNames(dict[str, str]):
    """Map the name of an element or attribute to what is behind its prefix."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def safe_parser() -> expat.XMLParserType:
    """Return a parser that refuses entities of the document's own, as no office program has any."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def parse(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    """Give a parser all of a document.

    Raises:
        Refusal: It is not XML, or has entities of its own.
    """
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 (the parser takes it by position only)
    except expat.ExpatError as err:
        raise Refusal(Problem.DAMAGED) from err


def _refuse(*_declaration: object) -> NoReturn:
    raise Refusal(Problem.UNSAFE)
