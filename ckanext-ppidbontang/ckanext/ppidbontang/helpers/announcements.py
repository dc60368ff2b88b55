"""What every page says of urgent announcements."""

from __future__ import annotations

import logging

from sqlalchemy.exc import SQLAlchemyError

from ckanext.ppidbontang import announcements
from ckanext.ppidbontang.announcements import Announcement

log = logging.getLogger(__name__)


def ppid_announcements() -> list[Announcement]:
    """Return the urgent announcements that still hold."""
    try:
        return announcements.current()
    except SQLAlchemyError:
        # The page may be the one that tells of a fault of the database.
        log.exception("The page shows no announcements")
        return []
