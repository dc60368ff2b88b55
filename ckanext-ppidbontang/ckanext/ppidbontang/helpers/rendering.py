"""What templates need to be rendered without waste."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
from jinja2 import pass_context
from jinja2.runtime import Context


@pass_context
def ppid_once(context: Context, part: str, render: Callable[[], str]) -> str:
    """Render a part of a page that its template shows twice; the second time show it again.

    It is taken out with the second time: a page of errors, begun after a page that failed, must not
    show what that one had begun with.
    """
    kept: dict[tuple[str | None, str], str] = tk.g.setdefault("ppid_rendered", {})
    key = (context.name, part)
    if key in kept:
        return kept.pop(key)
    kept[key] = render()
    return kept[key]
