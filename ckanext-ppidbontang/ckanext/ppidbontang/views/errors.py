"""Answers for what CKAN's views do not expect, or answer each in its way."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from ckanext.ppidbontang.helpers.errors import FORBIDDEN
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_errors"]

ppid_errors = Blueprint("ppid_errors", __name__)

# The dashboard, and the profile that has no name in its address.
_OWN = ("/dashboard", "/user/edit")
# A program that is refused can do nothing with a form.
_PROGRAMS = ("api", "dcat", "feeds", "ppid_feed")


@ppid_errors.app_errorhandler(tk.ObjectNotFound)
def not_found(_error: tk.ObjectNotFound) -> ResponseReturnValue:
    """Answer 404 where a view of CKAN did not think of a thing that is not there."""
    return current_app.ensure_sync(current_app.handle_http_exception)(NotFound())


@ppid_errors.before_app_request
def own_pages() -> ResponseReturnValue | None:
    """Have readers log in to what CKAN's pages forget the way back to, or refuse as a bad request.

    Only what is the reader's own: what has a name is there or is not, alike for all who ask.
    """
    route = tk.request.url_rule.rule if tk.request.url_rule else ""
    return answers.login_first() if route.startswith(_OWN) else None


@ppid_errors.after_app_request
def refused(response: Response) -> Response:
    """Lead who has not logged in to do so, where a page is refused (403).

    What is hidden is not refused but missing (404), and stays so: UU 14/2008 Pasal 54.
    """
    is_page = tk.request.method in ("GET", "HEAD") and tk.request.blueprint not in _PROGRAMS
    if response.status_code == FORBIDDEN and is_page and tk.current_user.is_anonymous:
        return current_app.make_response(answers.to_login())
    return response
