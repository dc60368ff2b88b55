"""What several pages answer: the way to the login, an action's result, a file or why it is none."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Response
from flask.typing import ResponseReturnValue


def login_first() -> ResponseReturnValue | None:
    """Send who is not logged in to do so, whatever the address names; nothing to all others."""
    return to_login() if tk.current_user.is_anonymous else None


def to_login() -> ResponseReturnValue:
    """Lead to the login, and from there back to what was asked for, in the reader's language.

    What a form sent cannot be sent again; after it CKAN chooses the page.
    """
    if tk.request.method not in ("GET", "HEAD"):
        return tk.redirect_to("user.login")
    return tk.redirect_to("user.login", came_from=tk.url_for(tk.h.current_url()))


def called(action: str, **asked: Any) -> dict[str, Any]:
    """Call an action; what is not there, or not the reader's, is not found."""
    try:
        return tk.get_action(action)({}, asked)
    except (tk.ObjectNotFound, tk.ValidationError):
        return tk.abort(404)


def attachment(response: Response, filename: str) -> Response:
    """Have a browser save an answer as a file."""
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def kept_nowhere(response: Response) -> Response:
    """Have nobody keep an answer that is for its reader alone; CKAN would call it `public` too."""
    tk.request.environ["__no_cache__"] = True
    response.headers["Cache-Control"] = "no-store, private"
    return response


def refused(err: tk.ValidationError) -> Response:
    """Name what is wrong, for a person or a program that asked for a file."""
    lines = [f"{line}\n" for line in err.error_summary.values()]
    return Response("".join(lines), status=400, mimetype="text/plain")
