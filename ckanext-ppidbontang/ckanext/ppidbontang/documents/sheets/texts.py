"""The characters of a text file, told by its bytes alone."""

from __future__ import annotations

import codecs
import re

from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal

# UTF-32 first, since its mark begins as that of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_FEW = 0.01
_WEB_PAGE = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|table|meta|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|office:document)\b", re.IGNORECASE)


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Raises:
        Refusal: It is no text, or one of a kind that holds no plain table.
    """
    text, encoding = _decoded(data)
    _require_text(text)
    if not text.strip():
        raise Refusal(Problem.EMPTY)
    if _WEB_PAGE.match(text):
        raise Refusal(Problem.WEB_PAGE)
    if _XML.match(text):
        raise Refusal(Problem.OTHER_FORMAT)
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    """Try what the file says of itself, then what could be.

    What is UTF-8 throughout is UTF-8: letters with accents of another encoding are valid sequences
    by hardly any chance. What is left is the encoding of Windows in western countries.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _first(data[len(mark) :], encoding)
    if b"\x00" in data[:_HEAD]:
        return _first(data, _unmarked_utf_16(data[:_HEAD]))
    return _first(data, "utf-8", "cp1252")


def _first(data: bytes, *encodings: str) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    _require_text(data.decode("latin-1"))
    raise Refusal(Problem.ENCODING)


def _unmarked_utf_16(head: bytes) -> str:
    """Tell the order of bytes by where the zeros of plain letters are."""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _require_text(text: str) -> None:
    """Refuse what people did not write: a zero, or more than a few other controls."""
    if "\x00" in text or len(_CONTROLS.findall(text[:_HEAD])) > len(text[:_HEAD]) * _FEW:
        raise Refusal(Problem.NOT_A_SPREADSHEET)
