"""The terms of the law that the portal's vocabulary names, with their words in two languages.

The Indonesian words are those of the law. The English ones are ours and explain: where the two
differ, the Indonesian word stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, UU_14_2008, Citation
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import KINDS, Kind
from ckanext.ppidbontang.rdf.english import CATEGORIES, GROUNDS, KIND_NAMES, STATUSES

Term = Category | ExemptionStatus | Ground | Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """Name a scheme of concepts by its code."""

    code: str
    title: str
    english: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Hold the words of a term; what the law does not say is empty."""

    code: str
    name: str
    english: str
    short: str = ""
    definition: str = ""
    items: tuple[str, ...] = ()
    citation: Citation
    category: Category | None = None


CATEGORY = Scheme(
    code="kategori",
    title="Kategori Informasi Publik",
    english="Categories of public information",
    terms=tuple(Category),
)
KIND = Scheme(
    code="jenis",
    title=f"Jenis informasi menurut {PERKI_1_2021}",
    english="Kinds of information within the open categories",
    terms=KINDS,
)
GROUND = Scheme(
    code="pasal17",
    title=f"Alasan pengecualian menurut {UU_14_2008} Pasal 17",
    english="Grounds of exemption (Law 14/2008, Article 17)",
    terms=tuple(Ground),
)
STATUS = Scheme(
    code="status",
    title="Status pengecualian Informasi Publik",
    english="Exemption status of public information",
    terms=tuple(ExemptionStatus),
)

SCHEMES = (CATEGORY, KIND, GROUND, STATUS)
TERMS: tuple[Term, ...] = tuple(term for scheme in SCHEMES for term in scheme.terms)


def scheme_of(term: Term) -> Scheme:
    """Return the scheme that a term belongs to."""
    match term:
        case Category():
            return CATEGORY
        case ExemptionStatus():
            return STATUS
        case Ground():
            return GROUND
        case Kind():
            return KIND


def code_of(term: Term) -> str:
    """Return the code of a term in the record."""
    return term.code if isinstance(term, Kind) else term.value


def wording(term: Term) -> Wording:
    """Return the words of a term, those of the law where it has them."""
    code = code_of(term)
    match term:
        case Category():
            return Wording(
                code=code,
                name=term.official_name,
                short=term.label,
                english=CATEGORIES[term],
                definition=term.summary,
                citation=term.citation,
            )
        case ExemptionStatus():
            return Wording(
                code=code,
                name=term.label,
                english=STATUSES[term],
                definition=term.summary,
                citation=term.citation,
            )
        case Ground():
            return Wording(
                code=code,
                name=f"{term.citation}: {term.gloss}",
                short=term.gloss,
                english=GROUNDS[term],
                definition=f"{term.lead_in} {term.text}".strip(),
                items=tuple(f"angka {item.number}: {item.text}" for item in term.items),
                citation=term.citation,
            )
        case Kind():
            return Wording(
                code=code,
                name=term.label,
                english=KIND_NAMES[term.code],
                citation=term.citation,
                category=term.category,
            )
