"""Suggestions while somebody types in a search box; without JavaScript nobody asks for them."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, jsonify

from ckanext.ppidbontang.finding.suggestions import suggestions

__all__ = ["ppid_suggestions"]

ppid_suggestions = Blueprint("ppid_suggestions", __name__)

# Only by the browser that has read them: no cache between may know of an entry when it is closed.
_KEPT = "private, max-age=60"


@ppid_suggestions.get("/cari/saran")
def show() -> Response:
    """Answer with what may be meant, as JSON."""
    response = jsonify({"suggestions": suggestions(tk.request.args.get("q", ""))})
    response.headers["Cache-Control"] = _KEPT
    # CKAN would make it public.
    tk.request.environ["__no_cache__"] = True
    return response
