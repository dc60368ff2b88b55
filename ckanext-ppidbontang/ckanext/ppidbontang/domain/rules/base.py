"""What a rule of law is, and what it says when an entry breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.citations import Citation
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.information import InformationItem

# C0 but for tab, newline and carriage return; DEL and C1; lone surrogates; U+FFFE and U+FFFF.
FORBIDDEN_CHARACTER = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]"
)
_SHOWN_LENGTH = 100


class Severity(StrEnum):
    """Say what a violation means: a refusal, advice before saving, or a gap to close later."""

    ERROR = "error"
    WARNING = "warning"
    FINDING = "finding"


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """Say which rule an entry breaks, on which field, with which value and by which law.

    `template` is a message id with named parameters. The parameter `field` is always there: it
    holds the message id of the field's label. A code among the parameters is said by its label.
    """

    code: str
    field: str
    citation: Citation | None
    template: str
    params: Mapping[str, str]
    severity: Severity

    @property
    def message(self) -> str:
        """Return the message in English."""
        return self.render(str)

    def render(self, translate: Callable[[str], str], write: Callable[[str], str] = str) -> str:
        """Return the message in the language of `translate`, with the citation at its end.

        `write` writes the values: a reader of Indonesian expects other dates than a program.
        """
        values = {
            name: translate(value.label) if isinstance(value, LabelledCode) else write(value)
            for name, value in self.params.items()
        }
        values["field"] = translate(self.params["field"])
        text = translate(self.template).format_map(values)
        citation = "" if self.citation is None else str(self.citation)
        return text if citation in text else f"{text.removesuffix('.')} ({citation})."


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Declare a rule once: its code, its weight, its words and the law behind it."""

    code: str
    severity: Severity
    template: str
    citation: Citation | None = None

    def broken(self, field: str, citation: Citation | None = None, /, **params: str) -> Violation:
        """Report that this rule is broken on a field; a narrower citation may take the rule's."""
        return Violation(
            code=self.code,
            field=field,
            citation=citation or self.citation,
            template=self.template,
            params={"field": LABELS.get(field, field), **params},
            severity=self.severity,
        )


Check = Callable[[InformationItem], Iterator[Violation]]


def says_nothing(item: InformationItem, field: str) -> bool:
    """Tell whether a field was left empty; one that could not be read was not."""
    if field in item.unreadable:
        return False
    value: object = getattr(item, field)
    return not (value.strip() if isinstance(value, str) else value)


def is_closed(item: InformationItem) -> bool:
    """Tell whether the entry declares an exemption, whole or in part."""
    if item.information_category is not None and not item.information_category.is_open:
        return True
    return item.exemption_status in (ExemptionStatus.SEBAGIAN, ExemptionStatus.SELURUHNYA)


def shown(value: object) -> str:
    """Return a value, or several, short enough and clean enough to stand in a message."""
    if isinstance(value, tuple):
        value = ", ".join(str(part) for part in cast("tuple[object, ...]", value))
    text = FORBIDDEN_CHARACTER.sub(lambda found: code_point(found[0]), str(value))
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…"


def code_point(character: str) -> str:
    """Write a character as its Unicode code point, as in `U+0007`."""
    return f"U+{ord(character):04X}"
