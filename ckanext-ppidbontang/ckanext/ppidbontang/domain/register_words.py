"""What the cells of the registers say, in official Indonesian."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ckanext.ppidbontang.domain.citations import UU_14_2008
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import ExemptionPeriod, PeriodType
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.vocabularies import AvailableForm

NO_KIND = "Jenis informasi belum ditetapkan"

# A summary of a whole report is no summary: a column of the register takes this much of it.
SUMMARY_LENGTH = 500

_FORMS: Mapping[AvailableForm, str] = {
    AvailableForm.CETAK: "Cetak",
    AvailableForm.ELEKTRONIK: "Elektronik",
}
# A row of the legal basis that only says a ground of UU 14/2008 again, perhaps with its numbers.
_GROUND = re.compile(
    r"(?:UU|Undang-Undang) (?:(?:Nomor|No\.) )?14(?:/| Tahun )2008"
    r"(?: tentang Keterbukaan Informasi Publik)?,? Pasal 17 huruf (?P<letter>[a-j])"
    r"(?P<numbers>(?:(?:,| dan|, dan)? angka \d+)*)",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKDOWN_MARK = re.compile(r"[*_`#>]+(?=\S)|(?<=\S)[*_`]+")


def as_of(day: date) -> str:
    """Say on which day a register was drawn up."""
    return f"Keadaan per {_day(day)}"


def narrowed(chosen: Mapping[str, str]) -> str:
    """Say by what the rows were chosen; nothing where all of them stand."""
    said = "; ".join(f"{name} {value}" for name, value in chosen.items() if value)
    return f"Disaring menurut: {said}" if said else ""


def summary(item: InformationItem) -> str:
    """Write the title and, below it, the summary without its Markdown."""
    notes = plain(item.notes)
    if len(notes) > SUMMARY_LENGTH:
        notes = f"{notes[: SUMMARY_LENGTH - 1].rstrip()}…"
    return "\n".join(text for text in (item.title, notes) if text)


def plain(markdown: str) -> str:
    """Return a text of Markdown as one line of words."""
    text = _MARKDOWN_LINK.sub(r"\1", markdown)
    return " ".join(_MARKDOWN_MARK.sub("", text).split())


def holder(unit: str, body: str) -> str:
    """Name the unit and its body, the body once."""
    if not unit or unit.casefold() == body.casefold():
        return body
    return unit if body.casefold() in unit.casefold() else f"{unit}, {body}"


def made(item: InformationItem) -> str:
    """Write when and where the information was made."""
    day = item.created_on.in_words() if item.created_on else ""
    return ", ".join(part for part in (day, item.created_place) if part)


def forms(item: InformationItem) -> str:
    """Name the forms in which the information can be had."""
    return ", ".join(_FORMS[form] for form in item.available_forms)


def exempt(item: InformationItem) -> str:
    """Name what is exempt: the information, and which parts of it where only parts are."""
    parts = f"Bagian yang dikecualikan: {item.exempt_parts}" if item.exempt_parts else ""
    return "\n".join(text for text in (item.title, parts) if text)


def basis(item: InformationItem) -> str:
    """Write the grounds of UU 14/2008 Pasal 17, each once with its numbers, and every other law."""
    grounds: dict[str, list[str]] = {ground.value: [] for ground in item.exemption_grounds}
    others: list[str] = []
    for law in map(str, item.exemption_legal_basis):
        again = _GROUND.fullmatch(law)
        if again and (letter := again["letter"].lower()) in grounds:
            grounds[letter].append(again["numbers"].strip())
        else:
            others.append(law)
    letters = ", ".join(_ground(letter, numbers) for letter, numbers in grounds.items())
    kip = f"{UU_14_2008} Pasal 17 {letters}" if letters else ""
    return "; ".join(dict.fromkeys(text for text in (kip, *others) if text))


def term(item: InformationItem, as_of: date) -> str:
    """Write how long the exemption lasts; one that is over by that day says so."""
    period = item.exemption_period
    if period is None:
        return ""
    # A condition is a sentence of the body's own, so it begins one.
    mark = "." if period.type is PeriodType.KONDISI else ";"
    start = f"Sejak {_day(period.start)}{mark} " if period.start else ""
    lapsed = f" (telah berakhir per {_day(as_of)})" if period.has_ended(as_of) else ""
    return f"{start}{_end(period)}{lapsed}"


def papers(item: InformationItem) -> str:
    """Name the consequence test and the decision."""
    test = _paper(
        "Uji konsekuensi",
        item.consequence_test_number,
        item.consequence_test_date,
        f"di {item.consequence_test_place}" if item.consequence_test_place else "",
    )
    decision = _paper(
        "Penetapan",
        item.exemption_decision_number,
        item.exemption_decision_date,
        f"oleh {item.exemption_decision_official}" if item.exemption_decision_official else "",
    )
    return "; ".join((test or "Belum diuji", decision or "Belum ditetapkan"))


def _ground(letter: str, numbers: list[str]) -> str:
    return " ".join([f"huruf {letter}", ", ".join(dict.fromkeys(filter(None, numbers)))]).strip()


def _paper(name: str, number: str, day: date | None, more: str) -> str:
    if not number and day is None:
        return ""
    said = [f"Nomor {number}" if number else "", f"tanggal {_day(day)}" if day else "", more]
    return " ".join([name, *(text for text in said if text)])


def _end(period: ExemptionPeriod) -> str:
    end = period.end.in_words() if period.end else ""
    match period.type:
        case PeriodType.PERMANEN:
            return "permanen" if period.start else "Permanen"
        case PeriodType.TANGGAL:
            return f"sampai {end}"
        case PeriodType.TAHUN:
            return f"sampai akhir tahun {end}"
        case PeriodType.KONDISI:
            latest = f", paling lama sampai {end}" if end else ""
            return f"{period.condition.rstrip('.') if latest else period.condition}{latest}"


def _day(day: date) -> str:
    return PartialDate.of(day).in_words()
