"""The two registers of the law: what is public (DIP), and what is exempt (DIK).

Pure functions over entries: the same entries on the same day give the same rows, whatever order
they come in. The columns are those of the law in its order; the wording is official Indonesian.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import assert_never

from ckanext.ppidbontang.domain import register_words as words
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, UU_14_2008, Citation
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.deadlines import ENDED
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.rules import Violation, exemption, papers, period, record

_IN_DIP = frozenset({ExemptionStatus.TERBUKA, ExemptionStatus.SEBAGIAN})
_IN_DIK = frozenset({ExemptionStatus.SEBAGIAN, ExemptionStatus.SELURUHNYA})


class RegisterKind(LabelledCode):
    """Name a register by its short name."""

    DIP = "dip", "Daftar Informasi Publik"
    DIK = "dik", "Daftar Informasi yang Dikecualikan"

    @property
    def citation(self) -> Citation:
        """Return the provision that the register rests on."""
        return _CITATIONS[self]

    @property
    def statuses(self) -> frozenset[ExemptionStatus]:
        """Return the statuses of the entries that stand in the register.

        UU 14/2008 Pasal 11 ayat (1) huruf a: the list of public information leaves out exempt
        information. What is exempt in part has an open part and a closed one, and stands in both.
        """
        return _IN_DIP if self is RegisterKind.DIP else _IN_DIK

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns, in the order of the law; the first one is the number."""
        return _COLUMNS[self]

    def holds(self, item: InformationItem) -> bool:
        """Tell whether a published entry stands in the register; what is unclear is exempt."""
        return item.effective_status in self.statuses


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Say on which day a register is drawn up, and what its bodies are called."""

    as_of: date
    titles: Mapping[str, str]

    def body(self, entry: Entry) -> str:
        """Return the title of the body that answers for an entry."""
        return self.titles.get(entry.body, entry.body)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Name a column of a register; `text` gives the words of its cells, the number apart."""

    key: str
    title: str
    text: Callable[[Entry, Place], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """Hold a numbered line of a register.

    `groups` are the headings that it stands under; `cells` follow the columns; `gaps` say what is
    missing, and which rule says so.
    """

    number: int
    entry: Entry
    groups: tuple[str, ...]
    cells: tuple[str, ...]
    gaps: tuple[Violation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Register:
    """Hold a register that is complete."""

    kind: RegisterKind
    rows: tuple[Row, ...]

    @property
    def totals(self) -> Mapping[tuple[str, ...], int]:
        """Return how many rows stand under each heading, in the order of the register."""
        return totals((row.groups, 1) for row in self.rows)

    @property
    def incomplete(self) -> int:
        """Return how many rows have a gap."""
        return sum(bool(row.gaps) for row in self.rows)


def register(entries: Iterable[Entry], kind: RegisterKind, place: Place) -> Register:
    """Draw up a register of the entries that were published by its day."""
    known = (entry for entry in entries if entry.published <= place.as_of)
    held = sorted(
        (entry for entry in known if kind.holds(entry.item)), key=lambda entry: order(entry, kind)
    )
    return Register(kind=kind, rows=tuple(rows(held, kind, place)))


def rows(
    entries: Iterable[Entry], kind: RegisterKind, place: Place, first: int = 1
) -> Iterator[Row]:
    """Yield the rows of entries that stand in the register, in the order given.

    Args:
        entries: entries that the register holds, in its order or another
        kind: the register
        place: its day and the names of its bodies
        first: the number of the first row
    """
    for number, entry in enumerate(entries, start=first):
        yield Row(
            number=number,
            entry=entry,
            groups=groups(entry.item, kind),
            cells=tuple(column.text(entry, place) for column in kind.columns[1:]),
            gaps=tuple(gaps(entry.item, kind, place.as_of)),
        )


def order(entry: Entry, kind: RegisterKind) -> tuple[str, str, str, str]:
    """Return the place of an entry in its register.

    Of titles the letters a to z alone are folded, so that a database in any locale sorts alike.
    """
    title = "".join(char.lower() if char.isascii() else char for char in entry.item.title)
    return (*order_of_groups(entry.item, kind), title, entry.id)


def order_of_groups(item: InformationItem, kind: RegisterKind) -> tuple[str, str]:
    """Return the place of the headings that an entry stands under.

    The codes of categories and kinds sort as the law counts them; a missing kind comes last.
    """
    if kind is RegisterKind.DIK:
        # The wholly exempt first; what nobody can read counts as such.
        return ("2" if item.effective_status is ExemptionStatus.SEBAGIAN else "1", "")
    code = item.information_kind.code if item.information_kind else ""
    code = code or item.unreadable.get("information_kind") or "~"
    return (str(item.information_category or ""), code)


def groups(item: InformationItem, kind: RegisterKind) -> tuple[str, ...]:
    """Return the headings that an entry stands under."""
    match kind:
        case RegisterKind.DIP:
            category, sort = item.information_category, item.information_kind
            return (
                category.official_name if category else "",
                sort.label if sort else words.NO_KIND,
            )
        case RegisterKind.DIK:
            return (item.effective_status.label,)
        case _:  # pragma: no cover
            assert_never(kind)


def totals(headings: Iterable[tuple[tuple[str, ...], int]]) -> Mapping[tuple[str, ...], int]:
    """Count rows by their headings, and by the upper heading alone, in the order they come."""
    counted: dict[tuple[str, ...], int] = {}
    for heading, count in headings:
        for depth in range(1, len(heading) + 1):
            counted[heading[:depth]] = counted.get(heading[:depth], 0) + count
    return counted


def gaps(item: InformationItem, kind: RegisterKind, as_of: date) -> Iterator[Violation]:
    """Yield what a row still lacks, and the rule that asks for it."""
    match kind:
        case RegisterKind.DIP:
            yield from record.check_dip_columns(item)
        case RegisterKind.DIK:
            yield from chain.from_iterable(check(item) for check in _DIK_CHECKS)
            lapsed = item.exemption_period
            if lapsed is not None and lapsed.has_ended(as_of):  # PP 61/2010: open by law
                yield ENDED.broken("exemption_end", value=str(lapsed.last_day()))
        case _:  # pragma: no cover
            assert_never(kind)


_DIK_CHECKS = (
    exemption.check_reasons,
    exemption.check_legal_basis,
    exemption.check_parts,
    period.check_exemption_period,
    papers.check_test,
    papers.check_papers,
)

_CITATIONS: Mapping[RegisterKind, Citation] = {
    RegisterKind.DIP: Citation(statute=UU_14_2008, article="11", paragraph="1", letter="a"),
    RegisterKind.DIK: Citation(statute=PERKI_1_2021, article="49"),
}


def _column(key: str, title: str, text: Callable[[Entry, Place], str]) -> Column:
    return Column(key=key, title=title, text=text)


def _number(_entry: Entry, _place: Place) -> str:
    return ""


def _holder(entry: Entry, place: Place) -> str:
    return words.holder(entry.item.controlling_unit, place.body(entry))


# UU 14/2008 Pasal 11 ayat (1) huruf a and the standard of PERKI 1/2021 Pasal 23: seven columns.
_DIP_COLUMNS: Sequence[Column] = (
    _column("nomor", "Nomor", _number),
    _column("ringkasan", "Ringkasan isi informasi", lambda e, _: words.summary(e.item)),
    _column("penguasa", "Pejabat/unit/satuan kerja yang menguasai informasi", _holder),
    _column(
        "penanggung_jawab",
        "Penanggung jawab pembuatan atau penerbitan informasi",
        lambda e, _: e.item.issuing_official,
    ),
    _column(
        "waktu_tempat", "Waktu dan tempat pembuatan informasi", lambda e, _: words.made(e.item)
    ),
    _column("bentuk", "Bentuk informasi yang tersedia", lambda e, _: words.forms(e.item)),
    _column(
        "retensi",
        "Jangka waktu penyimpanan atau retensi arsip",
        lambda e, _: e.item.retention,
    ),
)
# The sheet of the consequence test (UU 14/2008 Pasal 19, PERKI 1/2021 Pasal 49), with the body
# that a register of many bodies needs and the papers that the letter of classification bears.
_DIK_COLUMNS: Sequence[Column] = (
    _column("nomor", "Nomor", _number),
    _column("informasi", "Informasi yang dikecualikan", lambda e, _: words.exempt(e.item)),
    _column("dasar_hukum", "Dasar hukum pengecualian", lambda e, _: words.basis(e.item)),
    _column(
        "akibat_dibuka",
        "Konsekuensi apabila dibuka",
        lambda e, _: e.item.exemption_consequence_open,
    ),
    _column(
        "akibat_ditutup",
        "Konsekuensi apabila ditutup",
        lambda e, _: e.item.exemption_consequence_closed,
    ),
    _column("jangka_waktu", "Jangka waktu", lambda e, p: words.term(e.item, p.as_of)),
    _column("penetapan", "Uji konsekuensi dan penetapan", lambda e, _: words.papers(e.item)),
    _column("penguasa", "Pejabat/unit/satuan kerja yang menguasai informasi", _holder),
)
_COLUMNS: Mapping[RegisterKind, tuple[Column, ...]] = {
    RegisterKind.DIP: tuple(_DIP_COLUMNS),
    RegisterKind.DIK: tuple(_DIK_COLUMNS),
}
