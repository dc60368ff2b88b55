"""Routes of the plugin."""

from __future__ import annotations

from ckanext.ppidbontang.feed.views import ppid_feed
from ckanext.ppidbontang.views.bodies import directory
from ckanext.ppidbontang.views.home import home

__all__ = ["directory", "home", "ppid_feed"]
