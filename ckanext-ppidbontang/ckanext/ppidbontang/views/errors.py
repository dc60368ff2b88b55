"""Answers for what CKAN's views do not expect."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

__all__ = ["ppid_errors"]

ppid_errors = Blueprint("ppid_errors", __name__)


@ppid_errors.app_errorhandler(tk.ObjectNotFound)
def not_found(_error: tk.ObjectNotFound) -> ResponseReturnValue:
    """Answer 404 where a view of CKAN did not think of a thing that is not there."""
    return current_app.ensure_sync(current_app.handle_http_exception)(NotFound())
