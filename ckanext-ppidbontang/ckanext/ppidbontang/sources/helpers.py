"""What pages need of sources: the way to them, where an entry came from, codes in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang import roles
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Conflict, Schedule, SourceType
from ckanext.ppidbontang.sources import provenance

__all__ = [
    "ppid_source_moment",
    "ppid_source_of",
    "ppid_source_url",
    "ppid_source_value",
    "ppid_source_words",
]

_STATES = {
    "never": _("Never pulled"),
    "running": _("Being pulled"),
    "done": _("Pulled"),
    "unchanged": _("Nothing new"),
    "failed": _("Failed"),
}
_COUNTS = {
    "arrived": _("entries at the source"),
    "created": _("new"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
    "same": _("looked at and the same"),
    "left-alone": _("left alone (closed or deleted here)"),
    "renamed": _("with a new identity"),
    "vanished": _("vanished"),
    "refused": _("records left out"),
    "failed": _("refused by the rules"),
}


def ppid_source_url() -> str:
    """Return the page of the sources; empty for all but the PPID Utama."""
    user = tk.current_user
    if user.is_anonymous or not roles.is_ppid_utama({"user": user.name}):
        return ""
    return tk.h.url_for("ppid_sources.index")


def ppid_source_of(package_id: str) -> dict[str, Any] | None:
    """Return where an entry came from, for its members and the PPID Utama alone."""
    package = model.Package.get(package_id)
    user: Any = {"user": tk.current_user.name}
    if package is None or not roles.may_see_originals(user, package):
        return None
    return provenance.of_package(package.id)


def ppid_source_words(row: dict[str, Any]) -> dict[str, Any]:
    """Return the codes of a source in words, and its counts with theirs."""
    counts = (row["last_pull"] or {}).get("counts", {})
    state = _STATES[row["state"]]
    return {
        "type": tk._(SourceType(row["type"]).label),
        "schedule": tk._(Schedule(row["schedule"]).label),
        "conflict": tk._(Conflict(row["conflict"]).label),
        "state": tk._(state),
        "counts": [
            (counts[name], tk._(words)) for name, words in _COUNTS.items() if counts.get(name)
        ],
    }


def ppid_source_moment(text: str) -> str:
    """Return a moment on the portal's own clock."""
    moment = dt.datetime.fromisoformat(text).astimezone(tk.h.get_display_timezone())
    return f"{tk.h.ppid_date(moment.date())} {moment:%H.%M}"


def ppid_source_value(value: Any) -> str:
    """Return a value of a field as a person reads it."""
    if isinstance(value, list):
        return "; ".join(map(ppid_source_value, value))
    if isinstance(value, dict):
        return " – ".join(map(str, value.values()))
    return str(value or "–")
