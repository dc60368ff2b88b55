"""Rules on category, kind, status and what may be published with them."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import Rule, Severity, Violation, says_nothing
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS, PersonalData

_EXEMPT = Citation(statute=UU_14_2008, article="17")

EXEMPT_CATEGORY_STATUS = Rule(
    code="exempt-category-needs-exempt-status",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" does not go with the category "{category}"; '
        'the status must be "{expected}".'
    ),
    citation=_EXEMPT,
)
EXEMPT_STATUS_CATEGORY = Rule(
    code="exempt-status-needs-exempt-category",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" does not go with the status "{status}"; '
        'the category must be "{expected}".'
    ),
    citation=_EXEMPT,
)
KIND_OF_OTHER_CATEGORY = Rule(
    code="kind-of-other-category",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" belongs to the category "{belongs}", not to "{category}".'),
)
KIND_OF_EXEMPT = Rule(
    code="kind-of-exempt",
    severity=Severity.ERROR,
    template=_('"{field}" must be empty for exempt information; it says "{value}".'),
    citation=_EXEMPT,
)
EXEMPT_RESOURCES = Rule(
    code="exempt-with-resources",
    severity=Severity.ERROR,
    template=_(
        "Information that is wholly exempt under Pasal 17 must have no public files; this entry "
        "has {value}. Giving exempt information away is a crime."
    ),
    citation=Citation(statute=UU_14_2008, article="54"),
)
OPEN_PERSONAL_DATA = Rule(
    code="open-personal-data",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" does not go with the status "{status}"; '
        "make the data anonymous or exempt them."
    ),
    citation=Citation(statute=UU_14_2008, article="17", letter="h"),
)
STATEMENT_MISSING = Rule(
    code="announcement-statement-missing",
    severity=Severity.ERROR,
    template=_('A published serta-merta announcement must state "{statement}".'),
)
TOO_SELDOM = Rule(
    code="berkala-too-seldom",
    severity=Severity.WARNING,
    template=_(
        '"{field}": "{value}" is less often than every six months, '
        "which is the least for periodic information."
    ),
    citation=Citation(statute=UU_14_2008, article="9", paragraph="3"),
)

# UU 14/2008 Pasal 9 ayat (3): periodic information at least every six months.
BERKALA_MONTHS = 6


def check_equivalence(item: InformationItem) -> Iterator[Violation]:
    """Yield a category and a status that contradict each other."""
    category, status = item.information_category, item.exemption_status
    if category is None or status is None:
        return
    whole = status is ExemptionStatus.SELURUHNYA
    # UU 14/2008 Pasal 17: the exempt category and the whole exemption are the same thing.
    if not category.is_open and not whole:
        yield EXEMPT_CATEGORY_STATUS.broken(
            "exemption_status",
            value=status,
            category=category,
            expected=ExemptionStatus.SELURUHNYA,
        )
    elif category.is_open and whole:
        yield EXEMPT_STATUS_CATEGORY.broken(
            "information_category",
            value=category,
            status=status,
            expected=Category.DIKECUALIKAN,
        )


def check_kind(item: InformationItem) -> Iterator[Violation]:
    """Yield a kind that does not belong to the category."""
    category, kind = item.information_category, item.information_kind
    if category is None or kind is None or kind.category is category:
        return
    if not category.is_open:
        yield KIND_OF_EXEMPT.broken("information_kind", value=kind.label)
        return
    # UU 14/2008 Pasal 9, 10, 11: each category has kinds of its own.
    yield KIND_OF_OTHER_CATEGORY.broken(
        "information_kind",
        category.citation,
        value=kind.label,
        belongs=kind.category,
        category=category,
    )


def check_resources(item: InformationItem) -> Iterator[Violation]:
    """Yield public files of an entry that declares itself wholly exempt."""
    whole = (
        item.exemption_status is ExemptionStatus.SELURUHNYA
        or item.information_category is Category.DIKECUALIKAN
    )
    if whole and item.resource_count > 0:  # UU 14/2008 Pasal 54
        yield EXEMPT_RESOURCES.broken("resources", value=str(item.resource_count))


def check_personal_data(item: InformationItem) -> Iterator[Violation]:
    """Yield personal data in an open entry."""
    # UU 14/2008 Pasal 17 huruf h: what reveals personal secrets is exempt.
    open_ = item.exemption_status is ExemptionStatus.TERBUKA
    if open_ and item.personal_data is PersonalData.YA:
        yield OPEN_PERSONAL_DATA.broken(
            "personal_data",
            value=item.personal_data,
            status=ExemptionStatus.TERBUKA,
        )


def check_announcement(item: InformationItem) -> Iterator[Violation]:
    """Yield the statements that a published serta-merta announcement leaves out."""
    if item.information_category is not Category.SERTA_MERTA or not item.published:
        return
    for statement in ANNOUNCEMENT_STATEMENTS:  # PERKI 1/2021 Pasal 25
        if says_nothing(item, statement.field):
            yield STATEMENT_MISSING.broken(
                statement.field, statement.citation, statement=statement.label
            )


def check_frequency(item: InformationItem) -> Iterator[Violation]:
    """Yield a periodic entry that is to be updated less often than the law asks."""
    frequency = item.update_frequency
    if item.information_category is not Category.BERKALA or frequency is None:
        return
    if frequency.interval is not None and frequency.interval.months > BERKALA_MONTHS:
        yield TOO_SELDOM.broken("update_frequency", value=frequency)
