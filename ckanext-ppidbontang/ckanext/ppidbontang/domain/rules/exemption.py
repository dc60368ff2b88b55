"""Rules on the reasons of an exemption: grounds, legal basis, consequences, parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, UU_14_2008, Citation
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.fields import DECISION, PERIOD, REASONS, TEST
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import (
    Rule,
    Severity,
    Violation,
    is_closed,
    says_nothing,
    shown,
)

_TEST = Citation(statute=UU_14_2008, article="19")
_BASIS = Citation(statute=PERKI_1_2021, article="49", paragraph="2")

EXEMPTION_REQUIRED = Rule(
    code="exemption-required",
    severity=Severity.ERROR,
    template=_('"{field}" must be filled in for information that is not wholly open.'),
)
BASIS_INCOMPLETE = Rule(
    code="legal-basis-incomplete",
    severity=Severity.ERROR,
    template=_('"{field}", row {row}: name the law and its article; it says "{value}".'),
    citation=_BASIS,
)
OTHER_STATUTE_NEEDED = Rule(
    code="ground-j-needs-statute",
    severity=Severity.ERROR,
    template=_(
        '"{field}": ground j needs another Undang-Undang that forbids disclosure, named with '
        'number and year; UU 14/2008 itself is not enough. It says "{value}".'
    ),
    citation=Ground.J.citation,
)
FILLED_WHILE_OPEN = Rule(
    code="exemption-filled-while-open",
    severity=Severity.WARNING,
    template=_('"{field}" is filled in ("{value}") although the entry is open; it has no effect.'),
)
PARTS_OF_WHOLE = Rule(
    code="exempt-parts-of-whole",
    severity=Severity.WARNING,
    template=_(
        '"{field}": only parts are described as exempt ("{value}"), yet the whole entry is closed. '
        "A part must not close the whole."
    ),
    # The letter of this paragraph was not confirmed in the official text.
    citation=Citation(statute=UU_14_2008, article="22", paragraph="7", letter="e", verified=False),
)

# What every exemption must state, and by which law.
_REASONS: Mapping[str, Citation] = {
    "exemption_grounds": Citation(statute=UU_14_2008, article="17"),
    "exemption_legal_basis": _BASIS,
    "exemption_consequence_open": _TEST,
    "exemption_consequence_closed": _TEST,
    "exemption_period_type": Citation(statute=UU_14_2008, article="20"),
}

_EXEMPTION_FIELDS = (*REASONS, *PERIOD, *TEST, *DECISION)

# A lower regulation that only implements a statute does not name one of its own.
_STATUTE = r"(?<!pelaksanaan )(?:\buu|\bundang-undang)\b"
_NUMBERED_STATUTE = re.compile(
    _STATUTE + r"[^0-9;]{0,40}?\b([0-9]{1,3}) ?(?:/|tahun|th\.?) ?([0-9]{4})\b"
)
# Words after "undang-undang" that name none: UU 14/2008 itself, the constitution, "yang berlaku".
_NO_NAME = (
    r"(?:tentang )?(?:kip|keterbukaan informasi|nomor|republik|dasar|yang|lain|lainnya|terkait|"
    r"tersebut|ini|itu|dan|atau)\b"
)
_NAMED_STATUTE = re.compile(rf"{_STATUTE} (?!{_NO_NAME})[a-z]{{3}}|\bkuh(?:ap|p)\b")
_KIP = ("14", "2008")


def _names_other_statute(law: str) -> bool:
    """Tell whether a text names an Undang-Undang other than UU 14/2008.

    A statute is known by number and year, or by a name of its own ("Kitab Undang-Undang Hukum
    Pidana").
    """
    text = " ".join(re.sub("[\u2010-\u2015]", "-", law.casefold()).split())
    text = text.replace("undang undang", "undang-undang").replace(" - ", "-")
    numbered = _NUMBERED_STATUTE.findall(text)
    if numbered:
        return any((number.lstrip("0"), year) != _KIP for number, year in numbered)
    return _NAMED_STATUTE.search(text) is not None


def check_reasons(item: InformationItem) -> Iterator[Violation]:
    """Yield the reasons that an exemption does not give."""
    if not is_closed(item):
        return
    for field, citation in _REASONS.items():
        if says_nothing(item, field):
            yield EXEMPTION_REQUIRED.broken(field, citation)


def check_legal_basis(item: InformationItem) -> Iterator[Violation]:
    """Yield rows of the legal basis that lack the law or the article."""
    if not is_closed(item):
        return
    for row, basis in enumerate(item.exemption_legal_basis, start=1):
        if not (basis.law.strip() and basis.article.strip()):
            yield BASIS_INCOMPLETE.broken("exemption_legal_basis", value=shown(basis), row=str(row))


def check_other_statute(item: InformationItem) -> Iterator[Violation]:
    """Yield ground j without the other Undang-Undang that it rests on."""
    if not is_closed(item) or Ground.J not in item.exemption_grounds:
        return
    laws = [basis.law for basis in item.exemption_legal_basis if basis.law.strip()]
    # UU 14/2008 Pasal 17 huruf j: "berdasarkan Undang-Undang", so another statute must say it.
    if laws and not any(_names_other_statute(law) for law in laws):
        yield OTHER_STATUTE_NEEDED.broken("exemption_legal_basis", value=shown("; ".join(laws)))


def check_parts(item: InformationItem) -> Iterator[Violation]:
    """Yield a partial exemption that does not say which parts, and a whole one that does."""
    # UU 14/2008 Pasal 2 ayat (2): an exemption is strict and narrow, so its extent is stated.
    if item.exemption_status is ExemptionStatus.SEBAGIAN and says_nothing(item, "exempt_parts"):
        yield EXEMPTION_REQUIRED.broken(
            "exempt_parts", Citation(statute=UU_14_2008, article="2", paragraph="2")
        )
    if item.exemption_status is ExemptionStatus.SELURUHNYA and item.exempt_parts.strip():
        yield PARTS_OF_WHOLE.broken("exempt_parts", value=shown(item.exempt_parts))


def check_open(item: InformationItem) -> Iterator[Violation]:
    """Yield what an open entry says about an exemption that it does not have."""
    if is_closed(item) or item.exemption_status is None:
        return
    for field in _EXEMPTION_FIELDS:
        if field not in item.unreadable and not says_nothing(item, field):
            yield FILLED_WHILE_OPEN.broken(field, value=shown(getattr(item, field)))
