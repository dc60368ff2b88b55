"""The page of likely duplicates, and the mark on pairs that are none."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang import paging
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_duplicates"]

ppid_duplicates = Blueprint("ppid_duplicates", __name__)

_PAGE = 20
# The word of the address for the pairs that are marked, and of a form for what it does to a pair.
_MARKED = "bukan"


@ppid_duplicates.get("/dasbor/ganda")
def index() -> ResponseReturnValue:
    """Show the PPID Utama the pairs that are likely the same, or those that are marked as none."""
    if answer := answers.login_first():
        return answer
    marked = tk.request.args.get("tanda") == _MARKED
    page = paging.asked(_PAGE)
    asked = {"dismissed": marked, "limit": page.size, "offset": page.offset}
    found = answers.called("ppid_duplicate_list", **asked)
    return tk.render(
        "duplicates/index.html",
        {
            **found,
            "marked": marked,
            "chosen": {"tanda": _MARKED if marked else None},
            "page": page.number,
            "pages": page.of(found["count"]),
        },
    )


@ppid_duplicates.post("/dasbor/ganda")
def mark() -> ResponseReturnValue:
    """Mark a pair as no duplicates, or take the mark back, and return to the list."""
    sent = {name: tk.request.form.get(name, "") for name in ("id", "other")}
    marked = tk.request.form.get("tanda") == _MARKED
    answers.called("ppid_duplicate_dismiss", **sent, dismissed=marked)
    tk.h.flash_success(
        tk._("The pair is marked as no duplicates.")
        if marked
        else tk._("The pair is listed again.")
    )
    return tk.redirect_to("ppid_duplicates.index", tanda=None if marked else _MARKED)
