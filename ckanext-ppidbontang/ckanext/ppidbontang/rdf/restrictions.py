"""How open an entry is, and where it is closed: why, on what law, until when, by whom."""

from __future__ import annotations

from collections.abc import Iterator

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
from ckanext.ppidbontang.rdf.vocabulary import LANGUAGE, Vocabulary, article


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
        yield from _decision(dataset, item)


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


def _decision(dataset: URIRef, item: InformationItem) -> Iterator[Triple]:
    """Yield the consequence test and the decision: UU 14/2008 Pasal 19 asks the test before it."""
    test = _paper(item.consequence_test_number, item.consequence_test_date)
    decision = _paper(item.exemption_decision_number, item.exemption_decision_date)
    if decision and item.exemption_decision_official:
        decision = f"{decision}, oleh {item.exemption_decision_official}"
    papers = (("Uji konsekuensi", test), ("Penetapan pengecualian", decision))
    text = "; ".join(f"{label} {paper}" for label, paper in papers if paper)
    if text:
        node = part(dataset, "penetapan")
        yield dataset, DCTERMS.provenance, node
        yield node, RDF.type, DCTERMS.ProvenanceStatement
        yield node, RDFS.label, Literal(clean(text), lang=LANGUAGE)


def _paper(number: str, day: object) -> str:
    parts = (f"Nomor {number}" if number else "", f"tanggal {day}" if day else "")
    return " ".join(part for part in parts if part)
