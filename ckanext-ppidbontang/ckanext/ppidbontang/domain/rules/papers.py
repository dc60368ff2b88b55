"""Rules on the papers behind an exemption: the consequence test and the decision."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.ppidbontang.domain.citations import PP_61_2010, UU_14_2008, Citation
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import Rule, Severity, Violation, is_closed, says_nothing

_TEST = Citation(statute=UU_14_2008, article="19")

DECISION_WITHOUT_TEST = Rule(
    code="decision-without-test",
    severity=Severity.ERROR,
    template=_(
        '"{field}" must be filled in: the consequences are tested before an exemption is decided.'
    ),
    citation=_TEST,
)
DECISION_BEFORE_TEST = Rule(
    code="decision-before-test",
    severity=Severity.ERROR,
    template=_('"{field}": {value} is before the consequence test, {test_date}.'),
    citation=_TEST,
)
TEST_MISSING = Rule(
    code="consequence-test-missing",
    severity=Severity.WARNING,
    template=_(
        '"{field}" is empty: test the consequences carefully before information is declared exempt.'
    ),
    citation=_TEST,
)
PAPER_INCOMPLETE = Rule(
    code="exemption-paper-incomplete",
    severity=Severity.FINDING,
    template=_('"{field}" is empty; the decision on the exemption states it.'),
    citation=Citation(statute=PP_61_2010),
)

_TEST_FIELDS = ("consequence_test_number", "consequence_test_date")
_DECISION_FIELDS = ("exemption_decision_number", "exemption_decision_date")
# What the letter of classification and the sheet of the test carry besides (PP 61/2010).
_PAPER_FIELDS = ("consequence_test_place", *_DECISION_FIELDS, "exemption_decision_official")


def check_test(item: InformationItem) -> Iterator[Violation]:
    """Yield an exemption whose consequences were not tested.

    Before a decision this is a warning: closing what must be closed at once never waits for it.
    """
    if not is_closed(item):
        return
    decided = not all(says_nothing(item, field) for field in _DECISION_FIELDS)
    rule = DECISION_WITHOUT_TEST if decided else TEST_MISSING
    for field in _TEST_FIELDS:
        if says_nothing(item, field):  # UU 14/2008 Pasal 19
            yield rule.broken(field)


def check_papers(item: InformationItem) -> Iterator[Violation]:
    """Yield a decision older than its test, and what the papers leave out."""
    if not is_closed(item):
        return
    tested, decided = item.consequence_test_date, item.exemption_decision_date
    if tested is not None and decided is not None and decided < tested:  # UU 14/2008 Pasal 19
        yield DECISION_BEFORE_TEST.broken(
            "exemption_decision_date", value=str(decided), test_date=str(tested)
        )
    for field in _PAPER_FIELDS:
        if says_nothing(item, field):
            yield PAPER_INCOMPLETE.broken(field)
