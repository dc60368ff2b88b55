"""The Atom feed of the urgent announcements."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.ppidbontang import announcements
from ckanext.ppidbontang.announcements import Announcement
from ckanext.ppidbontang.documents import atom
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.views import feeds

__all__ = ["ppid_announcements"]

ppid_announcements = Blueprint("ppid_announcements", __name__)


@ppid_announcements.get("/informasi/serta-merta.atom")
def feed() -> Response:
    """Serve the newest announcements, or say that nothing has changed since the last look."""
    return feeds.answer(
        Category.SERTA_MERTA.official_name,
        url=tk.url_for("ppid_announcements.feed", **feeds.ADDRESS),
        page=tk.url_for("ppid_category.show", category=Category.SERTA_MERTA.value, **feeds.ADDRESS),
        entries=map(_entry, announcements.latest()),
    )


def _entry(announcement: Announcement) -> atom.Entry:
    said = (f"{label}: {text}" for label, text in announcement.statements)
    return feeds.entry(announcement, "\n\n".join(said))
