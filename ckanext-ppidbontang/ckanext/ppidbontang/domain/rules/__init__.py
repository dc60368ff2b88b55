"""The rules of law over one entry: `check(item)` says everything that it breaks.

A rule is declared once (`base.Rule`) beside the function that tests it, and shows as a form error,
an API error, an error of an imported row or a finding alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ckanext.ppidbontang.domain.fields import ORDER
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.rules import classification, exemption, papers, period, record
from ckanext.ppidbontang.domain.rules.base import Check, Rule, Severity, Violation

__all__ = ["RULES", "Rule", "Severity", "Violation", "check", "errors"]

_CHECKS: tuple[Check, ...] = (
    record.check_required,
    record.check_readable,
    record.check_texts,
    record.check_period,
    record.check_dip_columns,
    classification.check_equivalence,
    classification.check_kind,
    classification.check_resources,
    classification.check_personal_data,
    classification.check_announcement,
    classification.check_frequency,
    exemption.check_reasons,
    exemption.check_legal_basis,
    exemption.check_other_statute,
    exemption.check_parts,
    exemption.check_open,
    period.check_exemption_period,
    papers.check_test,
    papers.check_papers,
)

RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (record, classification, exemption, period, papers)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
)


def check(item: InformationItem, *, regions: Collection[str] | None = None) -> list[Violation]:
    """Return every violation of the entry, in the order of the record's fields.

    Args:
        item: The entry to judge.
        regions: The region codes of the registry; without them region codes are not judged.
    """
    found = list(_all(item, regions))
    return sorted(found, key=lambda violation: ORDER.get(violation.field, len(ORDER)))


def errors(violations: Iterable[Violation]) -> list[Violation]:
    """Return only the violations that refuse an entry."""
    return [violation for violation in violations if violation.severity is Severity.ERROR]


def _all(item: InformationItem, regions: Collection[str] | None) -> Iterator[Violation]:
    for run in _CHECKS:
        yield from run(item)
    if regions is not None:
        yield from record.check_region(item, regions)
