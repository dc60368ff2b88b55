"""The whole legal vocabulary with its citations, as plain JSON types for clients."""

from __future__ import annotations

from collections.abc import Callable

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import STATUTES, Citation
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.domain.vocabularies import (
    ANNOUNCEMENT_STATEMENTS,
    AvailableForm,
    GeographicLevel,
    PersonalData,
    ReviewState,
    UpdateFrequency,
)

Translate = Callable[[str], str]


def vocabulary(translate: Translate = str) -> dict[str, object]:
    """Return every code list of the law, in the order of the law.

    Args:
        translate: Turns the message ids of labels that are not official wording into the reader's
            language; official wording stays Indonesian.
    """
    return {
        "statutes": [
            {"code": statute.code, "title": statute.title, "uri": statute.uri}
            for statute in STATUTES
        ],
        "information_category": [_category(category) for category in Category],
        "information_kind": [
            {
                "code": kind.code,
                "category": kind.category.value,
                "number": kind.number,
                "label": kind.label,
                "citation": _citation(kind.citation),
            }
            for kind in KINDS
        ],
        "exemption_status": [
            {
                "code": status.value,
                "label": status.label,
                "summary": status.summary,
                "citation": _citation(status.citation),
            }
            for status in ExemptionStatus
        ],
        "exemption_grounds": [_ground(ground) for ground in Ground],
        "exemption_period_type": _code_list(PeriodType, translate),
        "announcement_statements": [
            {
                "field": statement.field,
                "label": statement.label,
                "citation": _citation(statement.citation),
            }
            for statement in ANNOUNCEMENT_STATEMENTS
        ],
        "personal_data": _code_list(PersonalData, translate),
        "available_forms": _code_list(AvailableForm, translate),
        "update_frequency": [_frequency(frequency, translate) for frequency in UpdateFrequency],
        "geographic_level": _code_list(GeographicLevel, translate),
        "review_state": _code_list(ReviewState, translate),
    }


def _category(category: Category) -> dict[str, object]:
    return {
        "code": category.value,
        "label": category.label,
        "official_name": category.official_name,
        "summary": category.summary,
        "is_open": category.is_open,
        "citation": _citation(category.citation),
    }


def _ground(ground: Ground) -> dict[str, object]:
    return {
        "code": ground.value,
        "lead_in": ground.lead_in,
        "text": ground.text,
        "gloss": ground.gloss,
        "items": [
            {"number": item.number, "text": item.text, "citation": _citation(item.citation)}
            for item in ground.items
        ],
        "never_permanent": ground.never_permanent,
        "max_years": ground.max_years,
        "citation": _citation(ground.citation),
    }


def _frequency(frequency: UpdateFrequency, translate: Translate) -> dict[str, object]:
    interval = frequency.interval
    return {
        "code": frequency.value,
        "label": translate(frequency.label),
        "interval": None
        if interval is None
        else {"months": interval.months, "days": interval.days},
    }


def _code_list(codes: type[LabelledCode], translate: Translate) -> list[dict[str, object]]:
    return [{"code": code.value, "label": translate(code.label)} for code in codes]


def _citation(citation: Citation) -> dict[str, object]:
    return {
        "text": str(citation),
        "statute": citation.statute.code,
        "article": citation.article,
        "paragraph": citation.paragraph,
        "letter": citation.letter,
        "number": citation.number,
        "verified": citation.verified,
    }
