"""What the history says of the present round of a case: from the proposal on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ckanext.ppidbontang.domain.exemption_case import CaseState
from ckanext.ppidbontang.model import ExemptionEvent


@dataclass(frozen=True, kw_only=True)
class Round:
    """What an entry was before it was closed, and the resources that were withdrawn since."""

    before: Mapping[str, Any] = field(default_factory=dict)
    withdrawn: tuple[Mapping[str, Any], ...] = ()


def current(package_id: str) -> Round:
    """Return the round that began when the entry was last closed."""
    round_ = Round()
    for event in ExemptionEvent.of(package_id):
        if not CaseState(event.from_state).is_closed:
            round_ = Round(before=event.details.get("before", {}))
        withdrawn = (*round_.withdrawn, *event.details.get("withdrawn", ()))
        round_ = Round(before=round_.before, withdrawn=withdrawn)
    return round_
