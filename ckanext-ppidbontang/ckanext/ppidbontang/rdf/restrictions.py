"""How open an entry is, and where it is closed: why, on what law, until when, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rdflib import DCAT, RDF, RDFS, XSD, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dcat.profiles import DCATAP, DCATUS
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation
from ckanext.ppidbontang.domain.durations import ExemptionPeriod, PeriodType
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.rdf.codes import ACCESS_RIGHTS
from ckanext.ppidbontang.rdf.nodes import Triple, part
from ckanext.ppidbontang.rdf.text import clean
from ckanext.ppidbontang.rdf.vocabulary import ELI, LANGUAGE, Vocabulary, article


@dataclass(frozen=True, kw_only=True, slots=True)
class _Paper:
    """Hold what is known of a paper; `more` says where or by whom it was made."""

    title: str
    number: str
    day: date | None
    more: str

    def __str__(self) -> str:
        """Write it in one line, as the DIK does."""
        number = f"Nomor {self.number}" if self.number else ""
        day = f"tanggal {self.day}" if self.day else ""
        return " ".join(text for text in (self.title, number, day, self.more) if text)


def laws_of(item: InformationItem) -> tuple[Citation, ...]:
    """Return the articles that an entry is published or withheld under."""
    articles = []
    if item.information_category:
        articles.append(item.information_category.citation)
    if item.effective_status is not ExemptionStatus.TERBUKA:
        articles.append(Category.DIKECUALIKAN.citation)
    return tuple(dict.fromkeys(articles))


def legal_state(dataset: URIRef, item: InformationItem, vocabulary: Vocabulary) -> Iterator[Triple]:
    """Yield the access right, the law that applies and, where there is one, the restriction."""
    status = item.effective_status
    yield dataset, DCTERMS.accessRights, ACCESS_RIGHTS[status]
    for law in (URIRef(UU_14_2008.uri), *map(article, laws_of(item))):
        yield dataset, DCATAP.applicableLegislation, law
    if status is not ExemptionStatus.TERBUKA:
        yield from _restriction(dataset, item, vocabulary)
        yield from _legal_basis(dataset, item)
        yield from _papers(dataset, item)


def reasons(item: InformationItem) -> Iterator[str]:
    """Say in the columns of the DIK why an entry is closed, a sentence each."""
    for ground in item.exemption_grounds:
        yield f"{ground.citation}: {ground.text}."
    laws = "; ".join(
        ", ".join(part for part in (basis.law, basis.article) if part)
        for basis in item.exemption_legal_basis
    )
    for label, text in (
        ("Dasar hukum", laws),
        ("Konsekuensi apabila dibuka", item.exemption_consequence_open),
        ("Konsekuensi apabila ditutup", item.exemption_consequence_closed),
        ("Bagian yang dikecualikan", item.exempt_parts),
    ):
        if text:
            yield f"{label}: {clean(text)}"


def _restriction(
    dataset: URIRef, item: InformationItem, vocabulary: Vocabulary
) -> Iterator[Triple]:
    node = part(dataset, "pembatasan")
    yield dataset, DCATUS.accessRestriction, node
    yield node, RDF.type, DCATUS.AccessRestriction
    yield node, DCATUS.restrictionStatus, vocabulary.concept(item.effective_status)
    for ground in item.exemption_grounds:
        yield node, DCATUS.specificRestriction, vocabulary.concept(ground)
    note = "\n".join(reasons(item)) or item.effective_status.summary
    yield node, DCATUS.restrictionNote, Literal(note, lang=LANGUAGE)
    if item.exemption_period:
        period = part(dataset, "masa")
        yield node, vocabulary.exemption_period, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        for predicate, value in _terms(item.exemption_period):
            yield period, predicate, value


def _terms(period: ExemptionPeriod) -> Iterator[tuple[URIRef, Literal]]:
    """Yield the first and the last day, and in words what no date says."""
    if period.start:
        yield DCAT.startDate, Literal(period.start, datatype=XSD.date)
    last_day = period.last_day()
    if last_day:
        yield DCAT.endDate, Literal(last_day, datatype=XSD.date)
    words = clean(period.condition)
    if period.type is PeriodType.PERMANEN:
        words = "Permanen"
    if words:
        yield RDFS.label, Literal(words, lang=LANGUAGE)


def _legal_basis(dataset: URIRef, item: InformationItem) -> Iterator[Triple]:
    """Yield the laws besides Pasal 17 that the exemption rests on, in the words of the record."""
    for number, basis in enumerate(item.exemption_legal_basis, start=1):
        law = part(dataset, f"dasar-{number}")
        yield dataset, DCATAP.applicableLegislation, law
        yield law, RDF.type, ELI.LegalResource
        yield law, DCTERMS.title, Literal(clean(str(basis)), lang=LANGUAGE)


def _papers(dataset: URIRef, item: InformationItem) -> Iterator[Triple]:
    """Yield the consequence test and the decision: UU 14/2008 Pasal 19 asks the test before it."""
    test = _Paper(
        title="Uji konsekuensi",
        number=item.consequence_test_number,
        day=item.consequence_test_date,
        more=f"di {item.consequence_test_place}" if item.consequence_test_place else "",
    )
    decision = _Paper(
        title="Penetapan pengecualian",
        number=item.exemption_decision_number,
        day=item.exemption_decision_date,
        more=f"oleh {official}" if (official := item.exemption_decision_official) else "",
    )
    yield from _paper(dataset, "uji", test)
    yield from _paper(dataset, "penetapan", decision)


def _paper(dataset: URIRef, name: str, paper: _Paper) -> Iterator[Triple]:
    if not (paper.number or paper.day):
        return
    node = part(dataset, name)
    yield dataset, DCTERMS.provenance, node
    yield node, RDF.type, DCTERMS.ProvenanceStatement
    yield node, RDFS.label, Literal(clean(str(paper)), lang=LANGUAGE)
    if paper.number:
        yield node, DCTERMS.identifier, Literal(clean(paper.number))
    if paper.day:
        yield node, DCTERMS.issued, Literal(paper.day, datatype=XSD.date)
