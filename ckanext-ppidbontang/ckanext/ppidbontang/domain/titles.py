"""What a title is about, however it is written.

Case, blanks, punctuation, filling words and the time that is told say nothing of the subject. A
place or a body is the same by each of the names and spellings that the registry has for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ckanext.ppidbontang.domain.agencies import Registry
from ckanext.ppidbontang.domain.editions import WORD, series_of

Words = frozenset[str]

_ABBREVIATIONS: Mapping[str, str] = {
    "jlh": "jumlah",
    "jml": "jumlah",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "kk": "keluarga",
    "lap": "laporan",
    "no": "nomor",
    "pddk": "penduduk",
    "rekap": "rekapitulasi",
}
# After one of these a title says by what its figures are broken down: "menurut kelurahan".
_BY = frozenset({"per", "menurut", "berdasarkan", "tiap", "setiap"})
_STOP_WORDS = frozenset(
    WORD.findall(
        "dan atau di ke dari pada untuk dengan oleh dalam yang serta beserta para se masing ini"
        " tentang terhadap bagi"
    )
)
# What any table may be called: it tells a subject only where there is no other word.
_ANY_TABLE = frozenset({"jumlah", "data", "tabel", "banyaknya", "total", "informasi"})
# One of these more, and the title says the opposite.
_NEGATION = frozenset({"tidak", "belum", "bukan", "non", "tanpa", "selain"})
_NUMERAL = re.compile(r".*[0-9].*|[ivx]{1,5}")
_SHORT_FORM = re.compile(r"\(([A-Z]{2,10})\)")
# No word of a title begins so: what a name means.
_MEANS = "@"
_PLACE, _BODY = "@place ", "@body "


@dataclass(frozen=True, kw_only=True, slots=True)
class Gist:
    """Hold what a title is about.

    `forms` are the words of the subject: with names written out, and with the short forms that the
    title itself gives in brackets. `run` are the first of them run together. `by` are the words of
    the breakdown. `fixed` are places, bodies, numerals and negations: with another one it is about
    another thing.
    """

    forms: tuple[Words, ...]
    run: str
    by: Words
    fixed: Words


class Names:
    """Know places and bodies by all their names."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._by_first_word: defaultdict[str, list[tuple[Sequence[str], str]]] = defaultdict(list)
        for words, means in dict(_names(registry)).items():
            self._by_first_word[words[0]].append((words, means))
        for known in self._by_first_word.values():
            known.sort(key=lambda name: (-len(name[0]), name))

    def place(self, region_code: str, body: str) -> str:
        """Return the place that a record is about: its region's, or else that of a local body.

        Empty for the whole city.
        """
        agency = self._registry.find(body)
        code = region_code or (agency.region_code if agency else "")
        return "" if code == self._registry.root.region_code else _PLACE + code if code else ""

    def gist(self, title: str, place: str = "") -> Gist:
        """Return what a title is about, which is that place where the title names none."""
        words = list(self._meant(_words(title)))
        fixed = {word for word in words if _is_fixed(word)}
        if place and not any(word.startswith(_PLACE) for word in fixed):
            fixed.add(place)
        subject, by = _parted(
            [word for word in words if word not in fixed and word not in _STOP_WORDS]
        )
        forms = dict.fromkeys(frozenset(form) for form in _forms(title, subject) if form)
        return Gist(
            forms=tuple(forms), run="".join(subject), by=frozenset(by), fixed=frozenset(fixed)
        )

    def meaning(self, text: str) -> str:
        """Return a name in the one of the ways to write it; empty for the city's own."""
        words = [_ABBREVIATIONS.get(word, word) for word in WORD.findall(text.casefold())]
        return " ".join(self._meant(words))

    def _meant(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the words, names as what they mean; the city's own say nothing in the city."""
        at = 0
        while at < len(words):
            known = self._by_first_word.get(words[at], ())
            found = (one for one in known if tuple(words[at : at + len(one[0])]) == one[0])
            name, means = next(found, ((words[at],), words[at]))
            if means:
                yield means
            at += len(name)


def _names(registry: Registry) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the words of every name that the registry knows, with what it means."""
    root = registry.root
    for agency in registry.agencies:
        if agency is not root:
            means = _BODY + agency.code
            yield from _spelled(means, agency.title, agency.abbreviation, *agency.former_names)
    for region in registry.regions:
        means = "" if region.code == root.region_code else _PLACE + region.code
        for words, _means in _spelled(means, region.name, *region.variants):
            yield from ((words, means), ((region.level, *words), means))
    yield from _spelled("", root.title, root.abbreviation, *root.aliases)


def _spelled(means: str, *names: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the words of names, also run together: Lok Tuan and Loktuan."""
    for name in names:
        if words := tuple(_words(name)):
            yield words, means
            yield ("".join(words),), means


def _words(text: str) -> list[str]:
    return [_ABBREVIATIONS.get(word, word) for word in series_of(text).split()]


def _is_fixed(word: str) -> bool:
    return word[0] == _MEANS or word in _NEGATION or _NUMERAL.fullmatch(word) is not None


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Part the words of the subject from those of the breakdown."""
    at = next((place for place, word in enumerate(words) if word in _BY), len(words))
    subject, by = words[:at], [word for word in words[at:] if word not in _BY]
    if not subject:
        return by, []
    return [word for word in subject if word not in _ANY_TABLE] or subject, by


def _forms(title: str, subject: Sequence[str]) -> Iterator[set[str]]:
    """Yield the words of a subject without the short form in brackets, and by it alone."""
    words = set(subject)
    found = _SHORT_FORM.search(title)
    short = found[1].casefold() if found else ""
    long = WORD.findall(title[: found.start()].casefold())[-len(short) :] if found else []
    if not short or "".join(word[0] for word in long) != short:
        yield words
        return
    yield words - {short}
    yield words - set(long) | {short}
