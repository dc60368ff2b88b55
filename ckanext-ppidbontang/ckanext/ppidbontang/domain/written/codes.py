"""A code and what people write for it, both ways. What is not known stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.kinds import kind
from ckanext.ppidbontang.domain.written.choices import CHOICES
from ckanext.ppidbontang.domain.written.text import fold


def _key(text: str) -> str:
    return fold(text) or text  # a check mark has no letters


_LABELS: Mapping[str, Mapping[str, str]] = {
    field: {choice.code: choice.label for choice in choices} for field, choices in CHOICES.items()
}
_CODES: Mapping[str, Mapping[str, str]] = {
    field: {
        _key(text): choice.code
        for choice in choices
        for text in (choice.code, choice.label, *choice.also)
    }
    for field, choices in CHOICES.items()
}

_NUMBER = re.compile(r"\(?([0-9]{1,2})[.)]?")
_NUMBERED = re.compile(r"^\(?(?:[0-9]{1,2}|[a-z])[.)] *(?=\S)", re.IGNORECASE)
_BETWEEN_FORMS = re.compile(r"[\n\r,;/&+|]|\b(?:dan|serta|atau)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")

# Sentences about a category name it by these words.
_CATEGORY_WORDS: Mapping[Category, tuple[str, ...]] = {
    Category.BERKALA: ("berkala",),
    Category.SERTA_MERTA: ("serta merta", "sertamerta"),
    Category.SETIAP_SAAT: ("setiap saat", "setiapsaat"),
    Category.DIKECUALIKAN: ("dikecualikan",),
}
_DENIED = re.compile(r"\b(?:tidak|bukan|belum|kecuali)\b")

# UU 14/2008 Pasal 17 and its letters, however much of the citation is written.
_LAW = (
    r"(?:uu|undang undang)(?: ri| republik indonesia)?(?: kip)?(?: no| nomor)?(?: 14)?(?: tahun)?"
    r"(?: 2008)?(?: tentang)?(?: kip| keterbukaan informasi publik)?"
)
_LETTER = r"(?:(?:dan|serta|atau) )?(?:huruf |butir )?[a-j](?: angka [0-9]+)?"
_LETTERS = re.compile(rf"(?:{_LAW} )?(?:pasal )?(?:17 ?)?({_LETTER}(?: {_LETTER})*)")
_SINGLE = re.compile(r"\b[a-j]\b")


def label(field: str, code: str) -> str:
    """Return what a table says for a code; a code that is not known stands for itself."""
    return _LABELS[field].get(code, code)


@lru_cache(maxsize=1024)
def code(field: str, text: str) -> str:
    """Return the code that a text means, or the text itself where it means none."""
    return _CODES[field].get(_key(text), text)


def is_code(field: str, text: str) -> bool:
    """Tell whether a text is a known way of writing a code."""
    return _key(text) in _CODES[field]


@lru_cache(maxsize=1024)
def category(text: str) -> str:
    """Return the category that a text names, or the text itself."""
    known = code("information_category", text)
    return known if known != text else category_in(text) or text


def category_in(text: str) -> str:
    """Return the one category that a heading or a sentence speaks of; empty for none or several."""
    words = fold(text)
    spoken = [
        found.value
        for found, names in _CATEGORY_WORDS.items()
        if any(name in words for name in names)
    ]
    return spoken[0] if len(spoken) == 1 and not _DENIED.search(words) else ""


@lru_cache(maxsize=1024)
def kind_code(text: str, of: str = "") -> str:
    """Return the kind that a text means: by code, label, or number within the category `of`."""
    for words in (text, _NUMBERED.sub("", text, count=1)):
        if known := _CODES["information_kind"].get(_key(words)):
            return known
    number = _NUMBER.fullmatch(text)
    numbered = kind(f"{of}-{int(number[1]):02}") if number else None
    return numbered.code if numbered else text


@lru_cache(maxsize=1024)
def forms(text: str) -> tuple[str, ...]:
    """Return the available forms that a text names, each once."""
    pieces = (_ASIDE.sub("", piece).strip() for piece in _BETWEEN_FORMS.split(text))
    return tuple(dict.fromkeys(code("available_forms", piece) for piece in pieces if piece))


@lru_cache(maxsize=1024)
def grounds(text: str) -> tuple[str, ...]:
    """Return the letters of UU 14/2008 Pasal 17 that a text names, each once."""
    pieces = (piece.strip() for piece in re.split(r"[\n\r;]", text))
    return tuple(dict.fromkeys(ground for piece in pieces if piece for ground in _grounds(piece)))


def _grounds(piece: str) -> Iterator[str]:
    known = code("exemption_grounds", piece)
    found = letters(piece) if known == piece else ()
    yield from found or (known,)


def letters(text: str) -> tuple[str, ...]:
    """Return the letters that a citation of Pasal 17 names, and none if it is anything else."""
    found = _LETTERS.fullmatch(fold(text))
    return tuple(_SINGLE.findall(found[1])) if found else ()
