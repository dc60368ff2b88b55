"""The queue of cases: what is exempt, what it asks for, and what is to be done first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang import bodies, paging
from ckanext.ppidbontang.domain.deadlines import AttentionKind
from ckanext.ppidbontang.domain.exemption_case import CaseState
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_cases"]

ppid_cases = Blueprint("ppid_cases", __name__)

_PAGE = 50
_CHOICES = ("attention", "state", "organization")


@ppid_cases.get("/pengecualian")
def index() -> ResponseReturnValue:
    """Show the cases of the reader's bodies, or all to the PPID Utama, the most urgent first."""
    if answer := answers.login_first():
        return answer
    chosen = {name: tk.request.args.get(name, "") for name in _CHOICES}
    page = paging.asked(_PAGE)
    asked = {**chosen, "limit": page.size, "offset": page.offset}
    try:
        found = tk.get_action("ppid_exemption_list")({}, asked)
    except tk.ValidationError:
        return tk.abort(404)  # an address that no link of ours leads to
    titles = bodies.titles_of_page()
    return tk.render(
        "cases/index.html",
        {
            **found,
            "sections": list(_sections(found["results"], chosen["attention"])),
            "kinds": list(AttentionKind),
            "states": [state for state in CaseState if found["by_state"].get(state.value)],
            "bodies": sorted((titles.get(name, name), name) for name in found["by_organization"]),
            "chosen": chosen,
            "page": page.number,
            "pages": page.of(found["count"]),
            "total": found["by_state"].total(),
        },
    )


def _sections(
    rows: Sequence[dict[str, Any]], chosen: str
) -> Iterator[tuple[AttentionKind | None, list[dict[str, Any]]]]:
    """Yield the rows under what they ask for first; a chosen kind is one section."""
    if chosen:
        yield AttentionKind(chosen), list(rows)
        return
    for kind, group in groupby(rows, key=_first):
        yield kind, list(group)


def _first(row: dict[str, Any]) -> AttentionKind | None:
    asked = row["attentions"]
    return AttentionKind(asked[0]["kind"]) if asked else None
