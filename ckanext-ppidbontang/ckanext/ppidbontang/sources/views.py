"""The pages of the PPID Utama on sources: how they do, what vanished, where edits differ."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang import paging
from ckanext.ppidbontang.sources.deciding import Decision
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_sources"]

ppid_sources = Blueprint("ppid_sources", __name__)

_PAGE = 50


@ppid_sources.get("/dasbor/sumber")
def index() -> ResponseReturnValue:
    """Show the sources, their last pulls and what waits."""
    if answer := answers.login_first():
        return answer
    try:
        sources = tk.get_action("ppid_source_list")({}, {})
    except tk.ObjectNotFound:
        return tk.abort(404)
    except tk.ValidationError as err:
        return tk.render("sources/index.html", {"sources": [], "problems": _messages(err)})
    return tk.render("sources/index.html", {"sources": sources, "problems": []})


@ppid_sources.get("/dasbor/sumber/<source>")
def show(source: str) -> ResponseReturnValue:
    """Show a source with the entries that somebody should look at."""
    if answer := answers.login_first():
        return answer
    page = paging.asked(_PAGE)
    found = answers.called("ppid_source_show", id=source, limit=page.size, offset=page.offset)
    if not found["entries"]:
        page.of(0)  # nobody counts them: from too far one comes to the first
    return tk.render(
        "sources/show.html", {"source": found, "decisions": list(Decision), "page": page.number}
    )


@ppid_sources.post("/dasbor/sumber/<source>/tarik")
def pull(source: str) -> ResponseReturnValue:
    """Queue a pull."""
    return _done(
        "ppid_source_pull",
        {"id": source},
        source,
        tk._("The pull is queued; this page shows what came of it."),
    )


@ppid_sources.post("/dasbor/sumber/<source>/informasi/<id>")
def confirm(source: str, id: str) -> ResponseReturnValue:
    """Say what becomes of an entry that vanished."""
    sent = {"id": id, "decision": tk.request.form.get("decision", "")}
    return _done("ppid_source_entry_confirm", sent, source, tk._("Your decision is kept."))


def _done(action: str, sent: dict[str, Any], source: str, said: str) -> ResponseReturnValue:
    """Call an action and come back to the page of the source, with what is to be said."""
    try:
        tk.get_action(action)({}, sent)
    except tk.ObjectNotFound:
        return tk.abort(404)
    except tk.ValidationError as err:
        for message in _messages(err):
            tk.h.flash_error(message)
    else:
        tk.h.flash_success(said)
    return tk.h.redirect_to("ppid_sources.show", source=source)


def _messages(err: tk.ValidationError) -> list[str]:
    said: Any = err.error_dict
    return [str(message) for messages in said.values() for message in messages]
