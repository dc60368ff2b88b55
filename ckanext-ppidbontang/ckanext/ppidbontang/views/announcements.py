"""The Atom feed of the urgent announcements."""

from __future__ import annotations

import datetime as dt

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.ppidbontang import announcements
from ckanext.ppidbontang.announcements import Announcement
from ckanext.ppidbontang.documents import atom
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_announcements"]

ppid_announcements = Blueprint("ppid_announcements", __name__)

# The addresses of a feed never change with the language of the reader.
_ADDRESS = {"locale": "default", "_external": True}


@ppid_announcements.get("/informasi/serta-merta.atom")
def feed() -> Response:
    """Serve the newest announcements, or say that nothing has changed since the last look."""
    return answers.feed(_feed(announcements.latest()))


def _feed(found: list[Announcement]) -> atom.Feed:
    name = Category.SERTA_MERTA.official_name
    return atom.Feed(
        title=f"{name} - {tk.config['ckan.site_title']}",
        url=tk.url_for("ppid_announcements.feed", **_ADDRESS),
        page=tk.url_for("ppid_category.show", category=Category.SERTA_MERTA.value, **_ADDRESS),
        language="id",
        entries=tuple(_entry(announcement) for announcement in found),
    )


def _entry(announcement: Announcement) -> atom.Entry:
    said = (f"{label}: {text}" for label, text in announcement.statements)
    return atom.Entry(
        # By its id, which no officer changes, as in the DCAT feed.
        id=tk.url_for("dataset.read", id=announcement.id, **_ADDRESS),
        title=announcement.title,
        link=tk.url_for("dataset.read", id=announcement.name, **_ADDRESS),
        author=announcement.body or tk.config["ckan.site_title"],
        published=announcement.published.replace(tzinfo=dt.UTC),
        updated=announcement.updated.replace(tzinfo=dt.UTC),
        summary="\n\n".join(said),
    )
