"""Addresses that no link of ours leads to, and what they must have meant.

People change addresses by hand, old links lead to pages that a list no longer has, and robots try
anything. CKAN refuses a wrong page in English, and shows nothing on one that is not there.
"""

from __future__ import annotations

from urllib.parse import urlencode

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from ckanext.ppidbontang import paging
from ckanext.ppidbontang.finding import words

__all__ = ["ppid_mending"]

ppid_mending = Blueprint("ppid_mending", __name__)

# What programs ask answers for itself.
_PROGRAMS = ("api", "ppid_feed")


@ppid_mending.before_app_request
def mend() -> Response | None:
    """Lead from an address with a page or a question that cannot be to the one that was meant."""
    asked = tk.request.args
    if tk.request.method not in ("GET", "HEAD") or tk.request.blueprint in (None, *_PROGRAMS):
        return None
    page = paging.number(asked.get("page"))
    if "page" in asked and not page:
        return _again(page=None)
    if len(asked.get("page", "")) > paging.LONGEST_NUMBER:
        return _again(page=str(page))
    if len(asked.get("q", "")) > words.MOST_TYPED:
        return _again(q=asked["q"][: words.MOST_TYPED])
    return None


@ppid_mending.app_errorhandler(paging.PageError)
def to_the_last(error: paging.PageError) -> Response:
    """Lead to the last page of a list that has not so many."""
    return _again(page=str(error.last) if error.last > 1 else None)


def _again(**changes: str | None) -> Response:
    """Lead to the same address but for some parameters; what is None goes."""
    address = tk.url_for(tk.request.endpoint, **(tk.request.view_args or {}))
    kept = [pair for pair in tk.request.args.items(multi=True) if pair[0] not in changes]
    new = [(name, value) for name, value in changes.items() if value is not None]
    query = urlencode([*kept, *new])
    return redirect(f"{address}?{query}" if query else address)
