"""The choices that forms offer: vocabularies of the law, the registry and the bodies."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.domain.agencies import AGENCY_TYPES
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.domain.vocabularies import (
    AvailableForm,
    GeographicLevel,
    PersonalData,
    UpdateFrequency,
)

Choices = list[dict[str, str]]


def ppid_category_choices(field: dict[str, Any]) -> Choices:
    """Offer the four categories of the law, each with its article and one plain sentence."""
    return _explained(Category)


def ppid_status_choices(field: dict[str, Any]) -> Choices:
    """Offer the exemption statuses, each with its article and one plain sentence."""
    return _explained(ExemptionStatus)


def ppid_kind_choices(field: dict[str, Any]) -> Choices:
    """Offer every kind with its category, by which the form groups them."""
    return [
        {
            "value": kind.code,
            "label": kind.label,
            "group": kind.category.label,
            "category": kind.category.value,
        }
        for kind in KINDS
    ]


def ppid_ground_choices(field: dict[str, Any]) -> Choices:
    """Offer the ten grounds of exemption, each with its letter and its official wording."""
    return [
        {
            "value": ground.value,
            "label": f"{ground.citation}: {ground.gloss}",
            "summary": f"{ground.lead_in} {ground.text}".strip(),
        }
        for ground in Ground
    ]


def ppid_period_type_choices(field: dict[str, Any]) -> Choices:
    """Offer the ways an exemption ends."""
    return _labelled(PeriodType)


def ppid_personal_data_choices(field: dict[str, Any]) -> Choices:
    """Offer the answers to the question of personal data."""
    return _labelled(PersonalData)


def ppid_form_choices(field: dict[str, Any]) -> Choices:
    """Offer the forms in which information is available."""
    return _labelled(AvailableForm)


def ppid_frequency_choices(field: dict[str, Any]) -> Choices:
    """Offer the update frequencies."""
    return _labelled(UpdateFrequency)


def ppid_level_choices(field: dict[str, Any]) -> Choices:
    """Offer the levels of presentation."""
    return _labelled(GeographicLevel)


def ppid_region_choices(field: dict[str, Any]) -> Choices:
    """Offer the regions of the registry."""
    return [
        {"value": region.code, "label": f"{region.name} ({region.code})"}
        for region in registry.current().regions
    ]


def ppid_agency_choices(field: dict[str, Any]) -> Choices:
    """Offer the bodies of this portal by their titles."""
    bodies = (
        model.Session.query(model.Group.name, model.Group.title)
        .filter_by(is_organization=True, state=model.State.ACTIVE)
        .order_by(model.Group.title)
    )
    return [{"value": body.name, "label": body.title} for body in bodies]


def ppid_agency_type_choices(field: dict[str, Any]) -> Choices:
    """Offer the types of bodies."""
    return [{"value": code, "label": tk._(label)} for code, label in AGENCY_TYPES.items()]


def _explained(codes: Iterable[Category] | Iterable[ExemptionStatus]) -> Choices:
    """Turn a vocabulary of the law into choices that explain themselves."""
    return [
        {
            "value": code.value,
            "label": code.label,
            "summary": code.summary,
            "citation": str(code.citation),
        }
        for code in codes
    ]


def _labelled(codes: Iterable[StrEnum]) -> Choices:
    """Turn a vocabulary into choices; official wording stays, our own English is translated."""
    return [{"value": code.value, "label": tk._(code.label)} for code in codes]  # pyright: ignore[reportAttributeAccessIssue] # every vocabulary of the domain has labels
