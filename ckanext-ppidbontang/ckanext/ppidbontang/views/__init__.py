"""Routes of the plugin."""

from __future__ import annotations

from ckanext.ppidbontang.views.bodies import directory
from ckanext.ppidbontang.views.home import home

__all__ = ["directory", "home"]
