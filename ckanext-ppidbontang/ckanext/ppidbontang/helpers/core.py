"""Helpers of CKAN that say less, or say it less well, than the portal does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.helpers.pages import ppid_date

_MOMENT = "%Y-%m-%d %H.%M %Z"


@tk.chained_helper
def linked_user(theirs: Callable[..., Any], user: Any, maxlength: int = 0, avatar: int = 20) -> Any:
    """Return the link to a person by the whole name; CKAN's pages would cut it after 20 letters."""
    return theirs(user, 0, avatar)


@tk.chained_helper
def render_datetime(
    theirs: Callable[..., str],
    datetime_: Any,
    date_format: str | None = None,
    with_hours: bool = False,
    with_seconds: bool = False,
) -> str:
    """Write a moment in the order of the reader's language; CKAN's own order is English."""
    if date_format or with_seconds or not with_hours:
        return theirs(datetime_, date_format, with_hours, with_seconds)
    day, _, time = theirs(datetime_, _MOMENT).partition(" ")
    return f"{ppid_date(day)} {time}".strip()
