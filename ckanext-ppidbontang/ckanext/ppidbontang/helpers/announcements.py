"""What every page says of urgent announcements."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from sqlalchemy.exc import SQLAlchemyError

from ckanext.ppidbontang import announcements
from ckanext.ppidbontang.announcements import Announcement

log = logging.getLogger(__name__)


def ppid_announcements() -> list[Announcement]:
    """Return the urgent announcements that still hold, but for the one whose page is shown."""
    is_entry = tk.request.endpoint == "dataset.read"
    shown = (tk.request.view_args or {}).get("id") if is_entry else None
    try:
        return [told for told in announcements.current() if shown not in (told.name, told.id)]
    except SQLAlchemyError:
        # The page may be the one that tells of a fault of the database.
        log.exception("The page shows no announcements")
        return []
