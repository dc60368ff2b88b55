"""Cells that say several fields at once, as lists of public information have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from ckanext.ppidbontang.domain.durations import PeriodType, add_years
from ckanext.ppidbontang.domain.written import codes, dates
from ckanext.ppidbontang.domain.written.cells import Cell
from ckanext.ppidbontang.domain.written.text import as_text, fold, is_blank

_LONGEST_TITLE = 200
_LONGEST_PLACE = 300
_SENTENCE = re.compile(r"(.{20,}?[^\s.]{3,})\.\s")

# What stands between a place and a date, and is part of neither.
_MARKS = " \t\r\n,;:/|()–.-"
_WORDS = frozenset(
    {
        *("senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu"),
        *("tanggal", "tgl", "bulan", "tahun", "thn", "pada", "di"),
    }
)
_NO_PLACE = re.compile(rf"[0-9]|\b(?:{dates.MONTH}|s/?d|sampai|hingga)\b", re.IGNORECASE)

_YEARS = re.compile(
    r"([0-9]{4})\s*(?:[-–/]|s/?d|s\.d\.?|sampai(?: dengan)?|hingga)\s*([0-9]{4})", re.IGNORECASE
)
_PART = re.compile(
    r"(?P<part>semester|smt|triwulan|tw|kuartal) ?(?P<number>i{1,3}|iv|[1-4])"
    r" (?:tahun )?(?P<year>[0-9]{4})"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_LASTS = re.compile(r"(?:selama |paling lama |maksimal |maks )?([0-9]{1,2})(?: [a-z]+)? tahun\b")

_UNMARKED = frozenset({"", "tidak", "tidak ada", "t", "n", "no", "0", "false", "bukan"})


def title_and_summary(text: str) -> tuple[str, str]:
    """Part the second column of a DIP: the title is its first line, or its first sentence."""
    first, _end, rest = text.partition("\n")
    if rest.strip() and len(first) <= _LONGEST_TITLE:
        return first.strip(), rest.strip()
    if len(first) <= _LONGEST_TITLE:
        return first, text
    sentence = _SENTENCE.match(first[:_LONGEST_TITLE])
    return sentence[1] if sentence else f"{_cut(first)}…", text


def _cut(text: str) -> str:
    return text[:_LONGEST_TITLE].rpartition(" ")[0] or text[: _LONGEST_TITLE - 1]


def made(cell: Cell) -> dict[str, str]:
    """Read when and where something was made, in whatever order."""
    text = as_text(cell)
    if not isinstance(cell, str):
        day = dates.read(cell)
        return {"created_on": str(day) if day else text, "created_place": ""}
    return dict(zip(("created_on", "created_place"), _made(text), strict=True))


@lru_cache(maxsize=1024)
def _made(text: str) -> tuple[str, str]:
    if is_blank(text):
        return "", ""
    if len(text) > _LONGEST_PLACE:
        return text, ""
    found = list(dates.dates_in(text))
    place = _place(text.replace(found[0][0], " ", 1) if found else text)
    if len(found) > 1 or _NO_PLACE.search(place):
        return text, ""  # a range, or a date that nobody can be sure of
    return str(found[0][1]) if found else "", place


def _place(text: str) -> str:
    """Return a text without the marks and words at its ends that led to a date."""
    words = text.strip(_MARKS).split()
    for end in (0, -1):
        while words and words[end].strip(_MARKS).casefold() in {*_WORDS, ""}:
            del words[end]
    return " ".join(words).strip(_MARKS)


def covered(cell: Cell) -> dict[str, str]:
    """Read the period that information covers: a year, years, a month, or a part of a year."""
    text = as_text(cell)
    start, end = ("", "") if is_blank(text) else _period(text, cell)
    return {"period_start": start, "period_end": end}


def _period(text: str, cell: Cell) -> tuple[str, str]:
    if day := dates.read(cell):
        return str(day), str(day)
    if years := _YEARS.fullmatch(text):
        return years[1], years[2]
    if found := _PART.fullmatch(fold(text)):
        months = 6 if found["part"] in ("semester", "smt") else 3
        number = _ROMAN.get(found["number"]) or int(found["number"])
        if number * months <= 12:
            last = number * months
            return f"{found['year']}-{last - months + 1:02}", f"{found['year']}-{last:02}"
    return text, ""


def exempt_for(cell: Cell, start: str) -> dict[str, str]:
    """Read how long an exemption lasts.

    Args:
        cell: What stands in the column of the period.
        start: The day from which it runs, for a period that is told in years.
    """
    text = as_text(cell)
    type_, end, condition = ("", "", "") if is_blank(text) else _exemption(text, cell, start)
    return {
        "exemption_period_type": type_,
        "exemption_end": end,
        "exemption_condition": condition,
    }


def _exemption(text: str, cell: Cell, start: str) -> tuple[str, str, str]:
    if day := dates.read(dates.without_until(text) if isinstance(cell, str) else cell):
        if day.month is None:
            return PeriodType.TAHUN.value, str(day), ""
        return PeriodType.TANGGAL.value, str(day.last_day()), ""
    if codes.code("exemption_period_type", text) == PeriodType.PERMANEN.value:
        return PeriodType.PERMANEN.value, "", ""
    if years := _LASTS.match(fold(text)):
        return PeriodType.TANGGAL.value, _after(start, int(years[1])) or text, ""
    return PeriodType.KONDISI.value, "", text


def _after(start: str, years: int) -> str:
    """Return the day so many years after another; empty where that is not told."""
    try:
        return str(add_years(date.fromisoformat(start), years))
    except ValueError:
        return ""


def marked(cells: Mapping[str, Cell]) -> list[str]:
    """Return the codes whose columns are marked: whatever says neither "no" nor nothing marks."""
    return [code for code, cell in cells.items() if _is_mark(as_text(cell))]


def _is_mark(text: str) -> bool:
    return not is_blank(text) and (fold(text) or text) not in _UNMARKED


def grounds_in(laws: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the letters of UU 14/2008 Pasal 17 among the laws that an exemption rests on."""
    cited = [codes.letters(f"{law['law']} {law['article']}") for law in laws]
    return list(dict.fromkeys(letter for letters in cited for letter in letters))
