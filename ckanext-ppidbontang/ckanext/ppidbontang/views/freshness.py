"""What is to be brought up to date: the late first, then what is near its day."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import ckan.plugins.toolkit as tk
from flask import Blueprint
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang import bodies, paging
from ckanext.ppidbontang.domain.freshness import FreshnessKind
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_freshness"]

ppid_freshness = Blueprint("ppid_freshness", __name__)

_PAGE = 50
_CHOICES = ("kind", "organization")


@ppid_freshness.get("/pemutakhiran")
def index() -> ResponseReturnValue:
    """Show what the reader's bodies are to bring up to date, or all bodies to the PPID Utama."""
    if answer := answers.login_first():
        return answer
    chosen = {name: tk.request.args.get(name, "") for name in _CHOICES}
    page = paging.asked(_PAGE)
    asked = {**chosen, "limit": page.size, "offset": page.offset}
    try:
        found = tk.get_action("ppid_late_list")({}, asked)
    except tk.ValidationError:
        return tk.abort(404)  # an address that no link of ours leads to
    titles = bodies.titles_of_page()
    sections = groupby(found["results"], key=itemgetter("kind"))
    return tk.render(
        "freshness/index.html",
        {
            **found,
            "sections": [(FreshnessKind(kind), list(rows)) for kind, rows in sections],
            "kinds": list(FreshnessKind),
            "bodies": sorted((titles.get(name, name), name) for name in found["by_organization"]),
            "chosen": chosen,
            "page": page.number,
            "pages": page.of(found["count"]),
            "total": found["by_kind"].total(),
        },
    )
