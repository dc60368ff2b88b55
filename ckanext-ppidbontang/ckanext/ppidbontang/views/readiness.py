"""The pages of readiness: totals for everybody, the dashboard, and what a body has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, Response, stream_with_context
from flask.typing import ResponseReturnValue

from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.documents.tables import Table
from ckanext.ppidbontang.domain.compliance import Aspect
from ckanext.ppidbontang.feed import failures
from ckanext.ppidbontang.readiness import assessing, figures, tables
from ckanext.ppidbontang.views import answers

__all__ = ["ppid_readiness"]

ppid_readiness = Blueprint("ppid_readiness", __name__)

# The 28 kinds that a body owes are shown whole.
_SHOWN = 30
_FORMATS = (Format.CSV, Format.XLSX)
# The words of the address, and what a row of the dashboard is ordered by; numbers fall.
_ORDERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "instansi": lambda row: row["title"],
    "skor": lambda row: -row["score"],
    "informasi": lambda row: -row["entries"],
    "temuan": lambda row: -row["findings"],
}


@dataclass(frozen=True)
class Section:
    """The findings of an aspect, entry by entry; `count` is how many there are in all."""

    aspect: Aspect
    count: int
    groups: list[tuple[dict[str, Any] | None, list[dict[str, Any]]]]
    shown: int
    is_verified: bool


@ppid_readiness.get("/kesiapan")
def totals() -> str:
    """Show how ready the city is, and how that is reckoned."""
    return tk.render(
        "readiness/totals.html", {"found": tk.get_action("ppid_readiness_totals")({}, {})}
    )


@ppid_readiness.get("/kesiapan/dasbor")
def dashboard() -> ResponseReturnValue:
    """Show the PPID Utama every body, side by side, and what machines cannot harvest."""
    if answer := answers.login_first():
        return answer
    found = answers.called("ppid_readiness_list")
    order = tk.request.args.get("urut", "")
    backwards = tk.request.args.get("arah") == "balik"
    rows = sorted(found["results"], key=_order(order), reverse=backwards)
    return tk.render(
        "readiness/dashboard.html",
        {
            "found": found,
            "rows": rows,
            "order": order,
            "backwards": backwards,
            "left_out_of_feed": failures.left_out(),
        },
    )


@ppid_readiness.get("/kesiapan/<organization>")
def body(organization: str) -> ResponseReturnValue:
    """Show the members of a body what it has to do, the most serious first."""
    if answer := answers.login_first():
        return answer
    chosen = tk.request.args.get("aspek", "")
    found = answers.called("ppid_readiness_show", id=organization, aspect=chosen)
    most = len(found["findings"]) if chosen else _SHOWN
    sections = list(_sections(found["findings"], most))
    return tk.render(
        "readiness/body.html", {"found": found, "sections": sections, "chosen": chosen}
    )


def bodies_file(suffix: str) -> ResponseReturnValue:
    """Give the PPID Utama the figures of every body as a file."""
    _require("ppid_readiness_list")
    return _sent(tables.of_bodies(figures.of_city().bodies), suffix)


def all_findings_file(suffix: str) -> ResponseReturnValue:
    """Give the PPID Utama what all bodies have to mend as a file."""
    _require("ppid_readiness_list")
    found = assessing.of_city().bodies
    listed = {name: assessed.findings for name, assessed in found.items()}
    return _sent(tables.of_findings("kesiapan-temuan", listed), suffix)


def findings_file(organization: str, suffix: str) -> ResponseReturnValue:
    """Give the members of a body what it has to mend as a file."""
    _require("ppid_readiness_show", id=organization)
    named = model.Group.get(organization)
    name = named.name if named else organization
    found = assessing.of_body(name).assessment
    table = tables.of_findings(f"kesiapan-temuan-{name}", {name: found.findings})
    return _sent(table, suffix)


# A rule for each format: an address that cannot be given is no address.
for _suffix in (one.value for one in _FORMATS):
    for _path, _view in (
        ("/kesiapan/dasbor/instansi", bodies_file),
        ("/kesiapan/dasbor/temuan", all_findings_file),
        ("/kesiapan/<organization>/temuan", findings_file),
    ):
        ppid_readiness.add_url_rule(
            f"{_path}.{_suffix}", view_func=_view, defaults={"suffix": _suffix}
        )


def _require(action: str, **asked: Any) -> None:
    """Stop who may not do this: for them there is nothing here."""
    try:
        tk.check_access(action, {"user": tk.current_user.name}, asked)
    except tk.ObjectNotFound:
        tk.abort(404)


def _order(word: str) -> Callable[[dict[str, Any]], Any]:
    if word in list(Aspect):
        return lambda row: _falling(row, word)
    return _ORDERS.get(word, _ORDERS["instansi"])


def _falling(row: dict[str, Any], aspect: str) -> tuple[bool, float]:
    """Order by an aspect, those without anything to look at last."""
    [percent] = [one["percent"] for one in row["aspects"] if one["aspect"] == aspect]
    return (percent is None, -(percent or 0))


def _sections(findings: Sequence[dict[str, Any]], most: int) -> Iterator[Section]:
    for aspect, listed in groupby(findings, key=lambda finding: finding["aspect"]):
        rows = list(listed)
        shown = rows[:most]
        yield Section(
            aspect=Aspect(aspect),
            count=len(rows),
            groups=[
                (entry, list(group))
                for entry, group in groupby(shown, key=lambda row: row["entry"])
            ],
            shown=len(shown),
            is_verified=all(row["verified"] for row in rows),
        )


def _sent(table: Table, suffix: str) -> Response:
    chosen = Format(suffix)
    response = Response(stream_with_context(write(table, chosen)), content_type=chosen.media_type)
    name = f"{table.name}.{chosen.extension}"
    return answers.attachment(answers.kept_nowhere(response), name)
