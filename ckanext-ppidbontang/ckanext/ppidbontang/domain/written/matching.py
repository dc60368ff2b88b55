"""Tell by the heading of a column which field it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.written.headings import COMBINED, HEADINGS
from ckanext.ppidbontang.domain.written.synonyms import NOISE, SAME_WORD, SYNONYMS
from ckanext.ppidbontang.domain.written.text import fold


class Certainty(StrEnum):
    """Say how sure it is what a column says; what is only likely a person confirms."""

    EXACT = "exact"
    SYNONYM = "synonym"
    LIKELY = "likely"
    UNKNOWN = "unknown"


Match = tuple[str | None, Certainty]

_NOTHING: Match = (None, Certainty.UNKNOWN)
_ASIDE = re.compile(r"\([^()]*\)")
_NEAR = 0.84
_LONGEST = 200  # what is longer is a text, not a heading


@lru_cache(maxsize=1024)
def signature(heading: str) -> str:
    """Return the words of a heading that make a difference, each in one spelling."""
    words = " ".join(SAME_WORD.get(word, word) for word in fold(heading).split())
    return " ".join(word for word in words.split() if word not in NOISE) or words


_EXACT: Mapping[str, str] = {
    fold(text): field
    for names in (HEADINGS, COMBINED, {field: LABELS.get(field, field) for field in HEADINGS})
    for field, heading in names.items()
    for text in (field, heading)
}
_NAMES: Mapping[str, str] = {
    **{fold(text): field for field, texts in SYNONYMS.items() for text in texts.split("|")},
    **_EXACT,
}


def _by_signature() -> Mapping[str, str]:
    """Return the signatures that one field alone has."""
    fields: dict[str, set[str]] = {}
    for name, field in _NAMES.items():
        fields.setdefault(signature(name), set()).add(field)
    return {words: min(found) for words, found in fields.items() if len(found) == 1}


_SIGNATURES = _by_signature()
_ALL = {**_SIGNATURES, **_NAMES}


def match(parts: tuple[str, ...]) -> Match:
    """Return the field that a heading names, near matches too, and how sure that is.

    Args:
        parts: The heading, from the top: a heading of several rows has several parts.
    """
    known = match_known(parts)
    return known if known[0] else _near(parts)


@lru_cache(maxsize=1024)
def match_known(parts: tuple[str, ...]) -> Match:
    """Return the field that a heading names by one of its known names."""
    whole = _known(" ".join(parts))
    if whole[0] or len(parts) < 2:
        return whole
    field, certainty = _known(parts[-1])
    if field and _belongs(field, _known(" ".join(parts[:-1]))[0]):
        return field, certainty
    return (
        field,
        Certainty.LIKELY if field else Certainty.UNKNOWN,
    )  # what stands above it may give it another meaning


def _belongs(field: str, group: str | None) -> bool:
    """Tell whether a column is at home under a heading that is about the same."""
    return group is not None and (
        group == field.partition(":")[0]
        or group == field
        or (group == "created" and field.startswith("created_"))
        or (group, field) == ("exemption_consequence_open", "exemption_consequence_closed")
    )


def _known(text: str) -> Match:
    if exact := _EXACT.get(fold(text)):
        return exact, Certainty.EXACT
    for words in (text, _ASIDE.sub(" ", text)):
        if field := _NAMES.get(fold(words)) or _SIGNATURES.get(signature(words)):
            return field, Certainty.SYNONYM
    return _NOTHING


@lru_cache(maxsize=1024)
def _near(parts: tuple[str, ...]) -> Match:
    whole = " ".join(parts)
    if len(whole) > _LONGEST:
        return _NOTHING
    for words in (fold(whole), signature(_ASIDE.sub(" ", whole)), signature(parts[-1])):
        for close in get_close_matches(words, _ALL, n=1, cutoff=_NEAR):
            return _ALL[close], Certainty.LIKELY
    return _NOTHING
