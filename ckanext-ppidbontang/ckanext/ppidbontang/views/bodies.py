"""The list of bodies in the place of core's: by group, found by old and short names too."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.ppidbontang import bodies

directory = Blueprint("ppid_directory", __name__)


@directory.route("/organization/")
def index() -> str:
    """Show every body in its group, or those that the words `q` name."""
    words = tk.request.args.get("q", "").strip()
    found = {"q": words, "groups": bodies.directory(words), "counts": bodies.counts_by_body()}
    return tk.render("ppid/bodies.html", found)
