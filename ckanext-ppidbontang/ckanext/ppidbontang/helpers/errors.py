"""What a page of an error says."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from werkzeug.exceptions import default_exceptions

BAD_REQUEST, FORBIDDEN, INTERNAL = 400, 403, 500


def ppid_error(code: Any, content: Any) -> dict[str, str]:
    """Return the heading of an error in the reader's words, and what more there is to say.

    CKAN gives a failure of its own as a list, `[500]`; Werkzeug's own English sentences, and what
    an inner failure has to say, are left out. So is what CKAN tells those who have not logged in of
    its actions: the page asks them to.
    """
    number = code if isinstance(code, int) else INTERNAL
    usual = default_exceptions[number].description if number in default_exceptions else None
    is_stranger = number == FORBIDDEN and tk.current_user.is_anonymous
    is_ours = number < INTERNAL and content != usual and not is_stranger
    return {"heading": _heading(number), "text": tk._(str(content)) if content and is_ours else ""}


def _heading(code: int) -> str:
    headings = {
        BAD_REQUEST: tk._("The portal does not understand this request"),
        401: tk._("Please log in first"),
        FORBIDDEN: tk._("You may not open this page"),
        405: tk._("This page cannot be used that way"),
        409: tk._("This does not fit what is stored"),
        413: tk._("The file is too large"),
        429: tk._("Too many requests; please wait a moment"),
        503: tk._("The portal is not available at the moment; please try again later"),
    }
    if code < INTERNAL:
        return headings.get(code, headings[BAD_REQUEST])
    return headings.get(code) or tk._("Something went wrong on our side; please try again later")
