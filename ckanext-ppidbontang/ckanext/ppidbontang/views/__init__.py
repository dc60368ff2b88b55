"""Routes of the plugin."""

from __future__ import annotations

from flask import Blueprint

__all__ = ["ppid"]

ppid = Blueprint("ppid", __name__)
