"""What templates need to be rendered without waste."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import shorten

import ckan.plugins.toolkit as tk
from jinja2 import pass_context
from jinja2.runtime import Context

# Letters, digits and the signs of ordinary sentences on one line that begins with a word and does
# not end with a space: Markdown makes one paragraph of it, as it is.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;:?'\"()/%+–—-])*(?<! )")


@tk.chained_helper
def markdown_extract(original: Callable[..., str], text: str, extract_length: int = 190) -> str:
    """Return the beginning of a text without its Markdown, as CKAN does, which most have none of.

    To set twenty summaries as Markdown and to take the tags off again is a fifth of a page.
    """
    if not text or not _PLAIN.fullmatch(text):
        return original(text, extract_length)
    if not extract_length or len(text) < extract_length:
        return text
    return shorten(text, width=extract_length, placeholder="...")


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


def ppid_begin_anew() -> None:
    """Have the page of an error load its style sheets; CKAN thinks the failed page loaded them."""
    tk.g.pop("_webassets", None)
