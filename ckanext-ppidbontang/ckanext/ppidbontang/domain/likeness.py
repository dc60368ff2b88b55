"""When two entries are likely the same information, told twice.

Integrated data are told once, by one body (Perpres 39/2019: one standard, one source); two copies
sooner or later tell two figures. Titles are compared by what they are about (`titles.Gist`), times
by whether they overlap (`times.Time`). Every pair is a likelihood that somebody has to look at.

Not the same: editions of a series of one body; what the law has every body tell of itself, such as
its budget; a title that many bodies use; titles that name different places, bodies or numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from ckanext.ppidbontang.domain import times
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.times import Time
from ckanext.ppidbontang.domain.titles import Gist, Names, Words

# Twice the words in common by the words of both: three words of which one title has one more.
NEAR = 0.85
# What more bodies have under one title, each has of its own.
COMMON = 4
# An entry is told with so many others at most.
MOST = 10
# A word as long as this may have one letter amiss and still be the same.
_LONG = 6
# PERKI 1/2021 has every Badan Publik tell these of itself: profile, programme, budget, agenda.
_OF_EACH_BODY = frozenset(
    {
        *(f"berkala-{number:02}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 11)),
        *(f"setiap-saat-{number:02}" for number in (1, 5, 7, 8, 9, 10, 11, 12, 17)),
    }
)


class Reason(LabelledCode):
    """Name why two entries are likely the same."""

    JUDUL_SAMA = "judul-sama", _("The titles say the same.")
    JUDUL_MIRIP = "judul-mirip", _("The titles say nearly the same.")
    PERIODE_SAMA = "periode-sama", _("The periods are the same.")
    PERIODE_BERIRISAN = "periode-beririsan", _("The periods overlap.")
    PERIODE_TIDAK_DISEBUT = "periode-tidak-disebut", _("Not both say which period they are about.")
    SATU_INSTANSI = "satu-instansi", _("Both are of one body.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparable:
    """Hold what an entry is compared by; `id` is empty while it has none."""

    id: str
    body: str
    gist: Gist
    about: Time
    made: Time
    is_of_each_body: bool

    @property
    def time(self) -> Time:
        """Return the time it is about, or the likely one."""
        return self.about or self.made


@dataclass(frozen=True, kw_only=True, slots=True)
class Likely:
    """Say of an entry that it is likely the same as another one, and why."""

    other: Comparable
    why: tuple[Reason, ...]


def comparable(
    names: Names,
    *,
    id: str,
    body: str,
    title: str,
    kind: str = "",
    region_code: str = "",
    period_start: PartialDate | None = None,
    period_end: PartialDate | None = None,
    created_on: PartialDate | None = None,
) -> Comparable:
    """Return what an entry is compared by."""
    period = times.of_period(period_start, period_end)
    return Comparable(
        id=id,
        body=body,
        gist=names.gist(title, names.place(region_code, body)),
        about=times.of_title(title).completed_by(period),
        made=times.of_making(created_on),
        is_of_each_body=kind in _OF_EACH_BODY,
    )


def alike(one: Gist, other: Gist) -> Reason | None:
    """Say how alike two titles are; None where they are about different things."""
    if one.fixed != other.fixed or not _one_has_the_other(one.by, other.by):
        return None
    is_same = one.run == other.run or not set(one.forms).isdisjoint(other.forms)
    if is_same:
        return Reason.JUDUL_SAMA if one.by == other.by else Reason.JUDUL_MIRIP
    if any(_are_near(mine, its) for mine in one.forms for its in other.forms):
        return Reason.JUDUL_MIRIP
    return None


class Likeness:
    """Know many entries, so that what is likely the same as one of them is found at once.

    Titles that are about the same are compared once, and only with those that they may be near to:
    the words of the shorter one are in the longer one, but for one that is misspelled; so they meet
    at one of its two rarest.
    """

    def __init__(self, entries: Iterable[Comparable]) -> None:
        self._shelves: defaultdict[Gist, _Shelf] = defaultdict(_Shelf)
        for entry in entries:
            if entry.gist.forms:
                self._shelves[entry.gist].add(entry)
        self._counts = Counter(word for gist in self._shelves for word in _words(gist))
        self._by_run: _Index = defaultdict(list)
        self._by_word: _Index = defaultdict(list)
        self._by_rare_word: _Index = defaultdict(list)
        for gist in self._shelves:
            self._by_run[gist.fixed, gist.run].append(gist)
            for word in _words(gist):
                self._by_word[gist.fixed, word].append(gist)
            for word in self._rare_words(gist):
                self._by_rare_word[gist.fixed, word].append(gist)
        self._near: dict[Gist, list[tuple[_Shelf, Reason]]] = {}

    def of(self, entry: Comparable) -> list[Likely]:
        """Return what is likely the same as an entry, without itself: so many at most."""
        gist = entry.gist
        if gist not in self._near:
            self._near[gist] = list(self._shelves_near(gist))
        is_of_each_body = entry.is_of_each_body or (
            gist in self._shelves and self._shelves[gist].is_common
        )
        found = (
            Likely(other=other, why=(how, *_when(entry, other)))
            for shelf, how in self._near[gist]
            for other in shelf.like(entry, how, is_of_each_body=is_of_each_body)
        )
        return list(islice(found, MOST))

    def _shelves_near(self, gist: Gist) -> Iterator[tuple[_Shelf, Reason]]:
        """Yield the entries under each title that is like this one, the same titles first."""
        found = {other: alike(gist, other) for other in dict.fromkeys(self._candidates(gist))}
        for reason in (Reason.JUDUL_SAMA, Reason.JUDUL_MIRIP):
            yield from ((self._shelves[other], reason) for other in found if found[other] is reason)

    def _candidates(self, gist: Gist) -> Iterator[Gist]:
        yield from self._by_run.get((gist.fixed, gist.run), ())
        for word in self._rare_words(gist):
            yield from self._by_word.get((gist.fixed, word), ())
        for word in _words(gist):
            yield from self._by_rare_word.get((gist.fixed, word), ())

    def _rare_words(self, gist: Gist) -> set[str]:
        return {
            word
            for form in gist.forms
            for word in nsmallest(2, form, key=lambda word: (self._counts[word], word))
        }


_Index = defaultdict[tuple[Words, str], list[Gist]]


class _Shelf:
    """Entries whose titles are about the same, by body and by time."""

    def __init__(self) -> None:
        self._of_body: defaultdict[tuple[str, Time], list[Comparable]] = defaultdict(list)
        self._of_year: defaultdict[int | None, list[Comparable]] = defaultdict(list)
        self._bodies: set[str] = set()

    @property
    def is_common(self) -> bool:
        """Tell whether so many bodies use the title that each means a thing of its own."""
        return len(self._bodies) > COMMON

    def add(self, entry: Comparable) -> None:
        """Put an entry on the shelf."""
        self._bodies.add(entry.body)
        self._of_body[entry.body, entry.about].append(entry)
        for year in entry.time.years or (None,):
            self._of_year[year].append(entry)

    def like(
        self, entry: Comparable, how: Reason, *, is_of_each_body: bool
    ) -> Iterator[Comparable]:
        """Yield the entries of the shelf that are of the same time; of one body, told alike."""
        if how is Reason.JUDUL_SAMA:
            own = self._of_body.get((entry.body, entry.about), ())
            yield from (
                other
                for other in own
                if other.id != entry.id and (entry.about or entry.made.overlaps(other.made))
            )
        if is_of_each_body or self.is_common:
            return
        for other in self._within(entry.time.years):
            if (
                other.body != entry.body
                and not other.is_of_each_body
                and entry.time.overlaps(other.time)
            ):
                yield other

    def _within(self, years: range) -> Iterator[Comparable]:
        """Yield each entry that may be about one of these years once."""
        told = [*years, None] if years else list(self._of_year)
        yield from {
            other.id: other for year in told for other in self._of_year.get(year, ())
        }.values()


def _words(gist: Gist) -> Words:
    return frozenset[str]().union(*gist.forms)


def _when(one: Comparable, other: Comparable) -> Iterator[Reason]:
    if not (one.about and other.about):
        yield Reason.PERIODE_TIDAK_DISEBUT
    elif one.about == other.about:
        yield Reason.PERIODE_SAMA
    else:
        yield Reason.PERIODE_BERIRISAN
    if one.body == other.body:
        yield Reason.SATU_INSTANSI


def _are_near(one: Words, other: Words) -> bool:
    """Tell whether a title says what another says and little more, or has a letter amiss."""
    common = min(len(one), len(other))
    return 2 * common / (len(one) + len(other)) >= NEAR and _one_has_the_other(one, other)


def _one_has_the_other(one: Words, other: Words) -> bool:
    """Tell whether all words of one are words of the other, but for one that is misspelled."""
    fewer, more = sorted((one - other, other - one), key=len)
    return len(fewer) <= 1 and all(_is_misspelled_in(more, word) for word in fewer)


def _is_misspelled_in(words: Words, word: str) -> bool:
    return any(_are_spelled_alike(word, other) for other in words)


def _are_spelled_alike(one: str, other: str) -> bool:
    """Tell whether two long words differ in one letter, or in the order of two."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _LONG or len(longer) - len(shorter) > 1:
        return False
    start = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = shorter[start : start + 2][::-1] == longer[start : start + 2]
    return shorter[start + 1 + swapped :] == longer[start + 1 + swapped :]
