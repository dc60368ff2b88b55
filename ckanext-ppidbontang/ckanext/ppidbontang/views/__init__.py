"""Routes of the plugin."""

from __future__ import annotations

from ckanext.ppidbontang.feed.views import ppid_feed
from ckanext.ppidbontang.views.announcements import ppid_announcements
from ckanext.ppidbontang.views.bodies import directory
from ckanext.ppidbontang.views.cases import ppid_cases
from ckanext.ppidbontang.views.categories import ppid_category
from ckanext.ppidbontang.views.croissant import ppid_croissant
from ckanext.ppidbontang.views.duplicates import ppid_duplicates
from ckanext.ppidbontang.views.errors import ppid_errors
from ckanext.ppidbontang.views.exemption import ppid_exemption
from ckanext.ppidbontang.views.exports import ppid_exports
from ckanext.ppidbontang.views.fixed_registers import ppid_registers
from ckanext.ppidbontang.views.freshness import ppid_freshness
from ckanext.ppidbontang.views.home import home
from ckanext.ppidbontang.views.imports import ppid_imports
from ckanext.ppidbontang.views.mending import ppid_mending
from ckanext.ppidbontang.views.originals import ppid_originals
from ckanext.ppidbontang.views.readiness import ppid_readiness
from ckanext.ppidbontang.views.review import ppid_review
from ckanext.ppidbontang.views.subscriptions import ppid_subscriptions
from ckanext.ppidbontang.views.suggestions import ppid_suggestions
from ckanext.ppidbontang.views.tables import ppid_tables

__all__ = [
    "directory",
    "home",
    "ppid_announcements",
    "ppid_cases",
    "ppid_category",
    "ppid_croissant",
    "ppid_duplicates",
    "ppid_errors",
    "ppid_exemption",
    "ppid_exports",
    "ppid_feed",
    "ppid_freshness",
    "ppid_imports",
    "ppid_mending",
    "ppid_originals",
    "ppid_registers",
    "ppid_readiness",
    "ppid_review",
    "ppid_suggestions",
    "ppid_subscriptions",
    "ppid_tables",
]
