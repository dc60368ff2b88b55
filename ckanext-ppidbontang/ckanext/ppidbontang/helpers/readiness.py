"""What pages need of readiness: the way to it, numbers in words, the line of a trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from flask_babel import format_decimal

from ckanext.ppidbontang import roles
from ckanext.ppidbontang.domain.compliance import Aspect, Band

_WIDTH = 150


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A line in a field `width` wide and 100 high: its points, and where it ends."""

    width: int
    points: str
    end: tuple[float, float]


def ppid_readiness_url() -> str:
    """Return the page that shows the reader what is to be mended; empty where there is none."""
    if tk.current_user.is_anonymous:
        return ""
    context: Any = {"user": tk.current_user.name}
    if roles.is_ppid_utama(context):
        return tk.h.url_for("ppid_readiness.dashboard")
    own = ppid_readiness_bodies()
    return tk.h.url_for("ppid_readiness.body", organization=own[0]["name"]) if own else ""


def ppid_readiness_bodies() -> list[dict[str, Any]]:
    """Return the bodies of which the reader is a member, by their titles."""
    listed = tk.get_action("organization_list_for_user")({}, {"permission": "read"})
    return sorted(listed, key=lambda body: body["display_name"])


def ppid_aspects() -> list[Aspect]:
    """Return the aspects of readiness, the heaviest first."""
    return sorted(Aspect, key=lambda aspect: -aspect.weight)


def ppid_band(code: str) -> Band:
    """Return the class of a score by its code."""
    return Band(code)


def ppid_bands() -> list[Band]:
    """Return the classes, the best first."""
    return list(Band)


def ppid_number(value: float) -> str:
    """Write a number as the reader does: `63,4` and `1.234`."""
    return format_decimal(value)


def ppid_trend(days: Sequence[dict[str, Any]]) -> Chart | None:
    """Return the line of scores over days; one day alone is no line."""
    if len(days) < 2:
        return None
    dates = [dt.date.fromisoformat(day["day"]).toordinal() for day in days]
    span = dates[-1] - dates[0]
    line = [
        (round(_WIDTH * (date - dates[0]) / span, 2), round(100 - day["score"], 1))
        for date, day in zip(dates, days, strict=True)
    ]
    return Chart(width=_WIDTH, points=" ".join(f"{x},{y}" for x, y in line), end=line[-1])
