"""Editions of a series: titles that differ only in the time that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
DAY = re.compile(r"[0-9]{1,2}")
NUMERAL = re.compile(r"[0-9]{1,2}|[ivx]{1,5}|pertama|kedua|ketiga|keempat|ganjil|genap")
MONTH = re.compile(
    r"jan(uari)?|[fp]eb(ruari)?|mar(et)?|apr(il)?|mei|juni?|juli?|ag(us?|t|ust|ustus)|sept?(ember)?"
    r"|okt(ober)?|no[vp](ember)?|des(ember)?"
)
# A numeral after one of these counts a period: "Semester I", "Triwulan 3", "Minggu ke-36".
PERIOD = re.compile(
    r"tahun|thn|ta|semester|smt|triwulan|tw|caturwulan|kuartal|bulan|minggu|pekan|periode"
)
# What stands between a period and its numeral, or between two of them.
JOINT = re.compile(r"ke|s|d|sd|sampai|dengan|hingga|dan|anggaran|ajaran|akademik|pelajaran")


def series_of(title: str) -> str:
    """Return a title without years, months, days and numbered periods: the same in all editions.

    A numeral that does not count a period stays: `Puskesmas Bontang Utara I` is not an edition of
    `Puskesmas Bontang Utara II`, nor one numbered decision an edition of another. Nothing is left
    of a title that tells a time alone.
    """
    return " ".join(_timeless(WORD.findall(title.casefold())))


def _timeless(words: list[str]) -> Iterator[str]:
    in_period = False
    for place, word in enumerate(words):
        if _is_time(word) or (in_period and _belongs_to_period(word)):
            in_period = True
        elif not _is_day(words, place):
            in_period = False
            yield word


def _is_time(word: str) -> bool:
    return any(time.fullmatch(word) for time in (MONTH, PERIOD, YEAR))


def _belongs_to_period(word: str) -> bool:
    return any(part.fullmatch(word) for part in (JOINT, NUMERAL))


def _is_day(words: list[str], place: int) -> bool:
    """Tell whether days of a month begin here: the "24" of "24–27 November"."""
    following = place
    while following < len(words) and DAY.fullmatch(words[following]):
        following += 1
    if following in (place, len(words)):
        return False
    return MONTH.fullmatch(words[following]) is not None
