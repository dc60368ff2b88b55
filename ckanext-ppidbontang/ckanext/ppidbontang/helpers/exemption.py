"""What pages tell of an exemption: its moves in words, and the originals for those who may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang import mapping, roles
from ckanext.ppidbontang.domain.exemption_case import Move
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.model import ExemptionEvent

# What the public face of a move calls the fields of the period.
_PERIOD = {
    "exemption_period_type": "type",
    "exemption_start": "start",
    "exemption_end": "end",
    "exemption_condition": "condition",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldMove:
    """A move of an exemption as a page tells it.

    `item` holds the status, the grounds and the period as they were then. `actor`, `note` and
    `attendees` are empty for readers who may not see the originals.
    """

    at: dt.datetime
    label: str
    number: str
    decided_on: dt.date | None
    item: InformationItem
    actor: str = ""
    note: str = ""
    attendees: str = ""


def ppid_sees_originals(package: Mapping[str, Any]) -> bool:
    """Say whether the reader may open the originals of an entry; costs no query for the public."""
    if not tk.current_user.is_authenticated:
        return False
    found = model.Package.get(package["id"])
    return found is not None and roles.may_see_originals({"user": tk.current_user.name}, found)


def ppid_originals(package: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the originals of an entry, for those who may see them."""
    context = {"user": tk.current_user.name}
    return tk.get_action("ppid_original_list")(context, {"id": package["id"]})  # pyright: ignore[reportArgumentType] # CKAN's Context is open


def ppid_exemption_history(package: Mapping[str, Any]) -> list[ToldMove]:
    """Return the moves of an entry's exemption, the first one first, in one query."""
    events = ExemptionEvent.of(package["id"])
    inside = bool(events) and ppid_sees_originals(package)
    return [_told(event, inside) for event in events]


def _told(event: ExemptionEvent, inside: bool) -> ToldMove:
    private = (
        {
            "actor": event.actor,
            "note": event.note,
            "attendees": event.details.get("attendees", ""),
        }
        if inside
        else {}
    )
    return ToldMove(
        at=event.at,
        label=tk._(Move(event.step).label),
        number=event.number,
        decided_on=event.decided_on,
        item=_item(event.public),
        **private,
    )


def _item(face: Mapping[str, Any]) -> InformationItem:
    """Read the public face of a move as an entry, so that pages word it as they word an entry."""
    period = face.get("period", {})
    return mapping.item_from_package(
        {
            "exemption_status": face.get("status", ""),
            "exemption_grounds": face.get("grounds", []),
            **{field: period.get(key, "") for field, key in _PERIOD.items()},
        }
    )
