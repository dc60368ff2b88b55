"""Requests that no link or form of ours makes: what they must have meant, or what is wrong.

People change addresses by hand, old links lead to pages that a list no longer has, and robots try
anything. CKAN refuses a wrong page in English, shows nothing on one that is not there, and fails
where a form comes without its button.
"""

from __future__ import annotations

from urllib.parse import urlencode

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from ckanext.dcat.utils import CONTENT_TYPES
from ckanext.ppidbontang import paging
from ckanext.ppidbontang.finding import words

__all__ = ["ppid_mending"]

ppid_mending = Blueprint("ppid_mending", __name__)

# No text in a database has it; whoever sends it looks for a weakness, and CKAN fails over it.
_NUL = "\0"
# What programs ask answers for itself; the API alone fails over a NUL.
_API, _FEED = "api", "ppid_feed"
# What these forms always send along.
_SENT = {"resource.new": ("save", "id"), "resource.edit": ("save",)}


@ppid_mending.before_app_request
def mend() -> Response | None:
    """Lead from an address with a page or a question that cannot be to the one that was meant."""
    asked = tk.request.args
    if tk.request.method not in ("GET", "HEAD") or tk.request.blueprint in (None, _FEED):
        return None
    if any(_NUL in text for pair in asked.items(multi=True) for text in pair):
        return _lead(
            [(n.replace(_NUL, ""), v.replace(_NUL, "")) for n, v in asked.items(multi=True)]
        )
    if tk.request.blueprint == _API:
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


@ppid_mending.before_app_request
def refuse() -> None:
    """Refuse what CKAN's and its extensions' pages take for granted and was not given."""
    if _NUL in tk.request.path:
        tk.abort(404)
    kind = (tk.request.view_args or {}).get("_format")
    if tk.request.blueprint == "dcat" and kind and kind not in CONTENT_TYPES:
        tk.abort(404)
    if tk.request.method == "POST":
        _require(_SENT.get((tk.request.endpoint or "").removeprefix("dataset_"), ()))


def _require(names: tuple[str, ...]) -> None:
    if missing := [name for name in names if name not in tk.request.form]:
        words_of_it = tk._("The form came without {fields}. Open its page and send it again.")
        tk.abort(400, words_of_it.format(fields=", ".join(missing)))


def _again(**changes: str | None) -> Response:
    """Lead to the same address but for some parameters; what is None goes."""
    kept = [pair for pair in tk.request.args.items(multi=True) if pair[0] not in changes]
    new = [(name, value) for name, value in changes.items() if value is not None]
    return _lead([*kept, *new])


def _lead(params: list[tuple[str, str]]) -> Response:
    """Lead to the same page with these parameters."""
    address = tk.url_for(tk.request.endpoint, **(tk.request.view_args or {}))
    query = urlencode(params)
    return redirect(f"{address}?{query}" if query else address)
