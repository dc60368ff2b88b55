"""The pages of the review: the queue, and the steps that its buttons take."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from ckanext.ppidbontang import paging
from ckanext.ppidbontang.domain.review import Step

ppid_review = Blueprint("ppid_review", __name__)

_PAGE = 50
# The words of the address, and the action behind each.
_STEPS = {
    "ajukan": Step.SUBMIT,
    "terbitkan": Step.PUBLISH,
    "kembalikan": Step.RETURN,
}


@ppid_review.route("/tinjauan")
def queue() -> ResponseReturnValue:
    """Show what waits for the PPID Utama, or what an officer's own bodies have not published."""
    page = paging.asked(_PAGE)
    asked = {"limit": page.size, "offset": page.offset}
    try:
        found = tk.get_action("ppid_review_list")({}, asked)
    except tk.NotAuthorized as err:
        return tk.abort(403, str(err))
    pages = page.of(found["count"])
    return tk.render("review/queue.html", {**found, "page": page.number, "pages": pages})


@ppid_review.route("/tinjauan/ajukan", methods=["POST"])
def submit_several() -> ResponseReturnValue:
    """Submit the chosen drafts, or every lawful one of the page, each as if it were alone."""
    field = "lawful" if tk.request.form.get("every") else "entry"
    chosen = tk.request.form.getlist(field)[:_PAGE]
    refused = [told for name in chosen if (told := _submit(name))]
    if count := len(chosen) - len(refused):
        said = tk.ungettext("{count} entry is submitted.", "{count} entries are submitted.", count)
        tk.h.flash_success(said.format(count=count))
    for told in refused:
        tk.h.flash_error(told)
    if not chosen:
        tk.h.flash_error(tk._("No entry is chosen."))
    return tk.h.redirect_to("ppid_review.queue")


def _submit(name: str) -> str:
    """Submit an entry; return why it was refused, or nothing."""
    try:
        tk.get_action("ppid_review_submit")({}, {"id": name})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return f"{name}: {tk._('Dataset not found')}"
    except tk.ValidationError as err:
        return f"{name}: {' '.join(_texts(err.error_dict))}"
    return ""


@ppid_review.route("/dataset/<id>/tinjauan/<word>", methods=["POST"])
def take(id: str, word: str) -> ResponseReturnValue:
    """Take a step of the review, and return to the entry."""
    sent = {name: tk.request.form.get(name, "") for name in ("seen", "note")}
    step = _STEPS.get(word)
    if step is None:
        return tk.abort(404)
    try:
        done = tk.get_action(f"ppid_review_{step.value}")({}, {"id": id, **sent})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("Dataset not found"))
    except tk.NotAuthorized as err:
        return tk.abort(403, str(err))
    except tk.ValidationError as err:
        return _refused(id, step, err, sent["note"])
    tk.h.flash_success(_said(step, done))
    return tk.h.redirect_to("dataset.read", id=done["name"])


def _refused(id_: str, step: Step, err: tk.ValidationError, note: str) -> ResponseReturnValue:
    """Say why a step is refused; a note that was typed is not lost."""
    package = tk.get_action("package_show")({}, {"id": id_})
    messages = [message for said in err.error_dict.values() for message in _texts(said)]
    page = {"pkg": package, "step": step, "messages": messages, "note": note}
    return tk.render("review/refused.html", page), 409


def _texts(said: Any) -> list[str]:
    """Return the messages of an error of CKAN, however deep they lie."""
    if isinstance(said, dict):
        return [text for inner in said.values() for text in _texts(inner)]
    if isinstance(said, list):
        return [text for inner in said for text in _texts(inner)]
    return [str(said)]


def _said(step: Step, done: dict[str, Any]) -> str:
    if step is Step.SUBMIT:
        return tk._(
            "The entry is submitted. The PPID Utama publishes it or returns it with a note."
        )
    if step is Step.RETURN:
        return tk._("The entry is returned with your note.")
    return tk._("The entry is published.")


@ppid_review.app_errorhandler(tk.NotAuthorized)
def not_allowed(error: tk.NotAuthorized) -> ResponseReturnValue:
    """Answer 403 in its own words where a view of CKAN did not expect a refusal."""
    return current_app.handle_http_exception(Forbidden(str(error)))  # pyright: ignore[reportReturnType] # our 403 page
