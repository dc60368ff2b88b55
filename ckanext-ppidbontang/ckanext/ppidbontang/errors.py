"""Turn what the domain says into what CKAN says; no other module does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import ckan.plugins.toolkit as tk
from ckan.types import ErrorDict

from ckanext.ppidbontang import days
from ckanext.ppidbontang.domain.rules import Violation


def message(violation: Violation) -> str:
    """Say a violation in the reader's language: field, value, rule and law, its days in words."""
    return violation.render(tk._, _in_words)


def _in_words(value: str) -> str:
    """Write a day as people do; whatever else somebody typed stays as it was typed."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return days.written(day) if day.isoformat() == value else value


def as_error_dict(violations: Iterable[Violation]) -> ErrorDict:
    """Gather violations by their field, in the form of CKAN's `ValidationError`."""
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for violation in violations:
        gathered[violation.field].append(message(violation))
    return dict(gathered)
