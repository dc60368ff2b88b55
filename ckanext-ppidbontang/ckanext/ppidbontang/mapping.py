"""Translate between CKAN's package dicts and the law's objects.

The only module that knows the names and shapes of the scheming fields. It imports nothing of CKAN.
What cannot be read is never guessed: the raw value goes to `InformationItem.unreadable`, and the
rules name the field, the value and what is allowed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exceptions import InvalidDate
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import InformationItem, LegalBasis
from ckanext.ppidbontang.domain.kinds import kind
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules import Rule, Severity, Violation
from ckanext.ppidbontang.domain.vocabularies import (
    AvailableForm,
    GeographicLevel,
    PersonalData,
    ReviewState,
    UpdateFrequency,
)

Package = Mapping[str, Any]
Code = TypeVar("Code", bound=StrEnum)
Value = TypeVar("Value")

TEXT_FIELDS = tuple(f.name for f in fields(InformationItem) if f.type == "str")
ROW_FIELDS = ("exemption_legal_basis", "resources", "tags", "groups", "extras")

NOT_TEXT = Rule(
    code="not-text", severity=Severity.ERROR, template=_('"{field}" must be text, not {value}.')
)
NOT_ROWS = Rule(
    code="not-rows",
    severity=Severity.ERROR,
    template=_('"{field}" must be a list of objects, not {value}.'),
)

_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def item_from_package(package: Package) -> InformationItem:
    """Read a package dict, as a form, the API or CKAN's own `package_show` gives it."""
    read = _Reader(package)
    texts = {name: read.text(name) for name in TEXT_FIELDS}
    return InformationItem(
        **texts,
        tags=tuple(read.tags()),
        information_category=read.code("information_category", Category),
        information_kind=read.parsed("information_kind", kind),
        exemption_status=read.code("exemption_status", ExemptionStatus),
        personal_data=read.code("personal_data", PersonalData),
        available_forms=read.codes("available_forms", AvailableForm),
        created_on=read.parsed("created_on", PartialDate.parse),
        update_frequency=read.code("update_frequency", UpdateFrequency),
        period_start=read.parsed("period_start", PartialDate.parse),
        period_end=read.parsed("period_end", PartialDate.parse),
        geographic_level=read.code("geographic_level", GeographicLevel),
        priority_data=read.boolean("priority_data") or False,
        announcement_until=read.parsed("announcement_until", _day),
        exemption_grounds=read.codes("exemption_grounds", Ground),
        exemption_legal_basis=tuple(read.legal_basis()),
        exemption_period_type=read.code("exemption_period_type", PeriodType),
        exemption_start=read.parsed("exemption_start", date.fromisoformat),
        exemption_end=read.parsed("exemption_end", PartialDate.parse),
        consequence_test_date=read.parsed("consequence_test_date", date.fromisoformat),
        exemption_decision_date=read.parsed("exemption_decision_date", date.fromisoformat),
        review_state=read.code("review_state", ReviewState),
        resource_count=len(package.get("resources") or ()),
        published=not read.boolean("private"),
        unreadable=read.unreadable,
    )


def malformed_fields(package: Package) -> list[Violation]:
    """Name the fields whose JSON shape is wrong: an object where text belongs, text for rows."""
    return list(_misshapen(package))


def _misshapen(package: Package) -> Iterator[Violation]:
    for name in TEXT_FIELDS:
        if isinstance(package.get(name), (Mapping, list)):
            yield NOT_TEXT.broken(name, value=_shown(package[name]))
    for name in ROW_FIELDS:
        if not _are_rows(package.get(name)):
            yield NOT_ROWS.broken(name, value=_shown(package[name]))


def _are_rows(value: object) -> bool:
    return not value or (
        isinstance(value, list) and all(isinstance(row, Mapping) for row in value)  # pyright: ignore[reportUnknownVariableType] # raw JSON
    )


def _shown(value: object) -> str:
    """Quote a refused value, no longer than a person would read."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 120 else f"{text[:117]}…"


def _day(text: str) -> date:
    """Read a day in the one way of writing it that also sorts as text."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # 20251231, 2025-W52-3
        raise ValueError(text)
    return day


class _Reader:
    """Reads one package; remembers what it could not read."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.unreadable: dict[str, str] = {}

    def text(self, name: str) -> str:
        value = self.package.get(name)
        return "" if value is None else str(value).strip()

    def code(self, name: str, codes: type[Code]) -> Code | None:
        return self.parsed(name, codes)

    def codes(self, name: str, codes: type[Code]) -> tuple[Code, ...]:
        known = {code.value: code for code in codes}
        chosen: dict[Code, None] = {}
        for value in self._choices(name):
            if value in known:
                chosen[known[value]] = None
            else:
                self.unreadable[name] = _shown(value)
        return tuple(chosen)

    def parsed(self, name: str, parse: Callable[[str], Value | None]) -> Value | None:
        text = self.text(name)
        if not text:
            return None
        try:
            value = parse(text)
        except (ValueError, InvalidDate):
            value = None
        if value is None:
            self.unreadable[name] = _shown(text)
        return value

    def boolean(self, name: str) -> bool | None:
        return self.parsed(name, lambda text: _TRUTHS.get(text.lower()))

    def tags(self) -> Iterator[str]:
        for tag in self.package.get("tags") or ():
            yield str(tag.get("name", ""))
        for name in self.text("tag_string").split(","):
            if name.strip():
                yield name.strip()

    def legal_basis(self) -> Iterator[LegalBasis]:
        for row in _decoded(self.package.get("exemption_legal_basis")):
            law, article = (str(row.get(part) or "").strip() for part in ("law", "article"))
            if law or article:  # an empty row is the form's blank one
                yield LegalBasis(law=law, article=article)

    def _choices(self, name: str) -> Sequence[str]:
        value = _decoded(self.package.get(name))
        values = value if isinstance(value, list) else [value]
        return [text for text in (str(v).strip() for v in values) if text]


def _decoded(value: Any) -> Any:
    """Return a value that CKAN stored as JSON text in its own shape; nothing as an empty list."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            return value
    return value or []
