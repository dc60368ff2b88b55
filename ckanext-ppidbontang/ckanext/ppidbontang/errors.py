"""Turn what the domain says into what CKAN says; no other module does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import ckan.plugins.toolkit as tk
from ckan.types import ErrorDict

from ckanext.ppidbontang.domain.rules import Violation


def message(violation: Violation) -> str:
    """Say a violation in the reader's language: field, value, rule and law."""
    return violation.render(tk._)


def as_error_dict(violations: Iterable[Violation]) -> ErrorDict:
    """Gather violations by their field, in the form of CKAN's `ValidationError`."""
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for violation in violations:
        gathered[violation.field].append(message(violation))
    return dict(gathered)
