"""The forms of the moves of an exemption: who is offered which, what each asks, how it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context
from werkzeug.datastructures import MultiDict

from ckanext.ppidbontang import roles
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.exemption_case import OPENING_LABELS, CaseState, Move
from ckanext.ppidbontang.domain.fields import CONSEQUENCES, DECISION, LABELS, PERIOD, TEST
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.exemption import rounds
from ckanext.ppidbontang.exemption.cases import CLASSIFICATION, Case, today

PART = ExemptionStatus.SEBAGIAN.value

# What a form asks beside the fields of the record.
_UPLOAD = "upload"
_LABELS = {
    **LABELS,
    "outcome": _("Decision on the proposal"),
    "resources": _("Files that hold the exempt parts"),
    "files": _("Originals that become public"),
    "attendees": _("Those present (offices)"),
    "note": _("Note"),
    _UPLOAD: _("Original file"),
}
_LISTS = ("exemption_grounds", "resources", "files")
_BASIS = "exemption_legal_basis"
_ROW = re.compile(rf"{_BASIS}-([0-9]{{1,4}})-(law|article)")
# Left out when they are empty: then the law's own choice stands.
_OPTIONAL = ("exemption_start", *CLASSIFICATION, "note")


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """What a move asks of the person who makes it, in the order in which it asks."""

    move: Move
    action: str
    asks: tuple[str, ...]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Return the fields as the summary of errors lists them."""
        return [_named(name, label) for name, label in self.labels.items()]

    @property
    def labels(self) -> dict[str, str]:
        """Return what each field is called; an opening rests on another decision than the start."""
        own = OPENING_LABELS if self.move is Move.BUKA else {}
        return {name: tk._(own.get(name) or _LABELS[name]) for name in self.asks}

    def read(self, posted: MultiDict[str, str]) -> dict[str, Any]:
        """Return what a person filled in, in the shape that the action takes.

        Boxes of which none is ticked are known by the empty value that stands beside them.
        """
        given: dict[str, Any] = {
            name: [value for value in posted.getlist(name) if value]
            if name in _LISTS
            else posted[name].strip()
            for name in self.asks
            if name in posted
        }
        rows = _rows(posted)
        if _BASIS in self.asks and rows is not None:
            given[_BASIS] = rows
        return given


FORMS: Mapping[str, Form] = {
    form.move.value: form
    for form in (
        Form(
            move=Move.USULKAN,
            action="ppid_exemption_propose",
            asks=(
                "exemption_status",
                "resources",
                "exempt_parts",
                "exemption_grounds",
                _BASIS,
                *CONSEQUENCES,
                *PERIOD,
                "note",
            ),
        ),
        Form(
            move=Move.UJI,
            action="ppid_exemption_test",
            asks=(
                *TEST,
                "attendees",
                *CONSEQUENCES,
                "exempt_parts",
                "exemption_grounds",
                _BASIS,
                "note",
            ),
        ),
        Form(
            move=Move.TETAPKAN,
            action="ppid_exemption_decide",
            asks=(
                "outcome",
                "exempt_parts",
                "files",
                *CLASSIFICATION,
                *DECISION,
                *PERIOD,
                "exemption_grounds",
                _BASIS,
                "note",
            ),
        ),
        Form(
            move=Move.PERPANJANG,
            action="ppid_exemption_extend",
            asks=(
                "exemption_period_type",
                "exemption_end",
                "exemption_condition",
                *DECISION,
                "note",
            ),
        ),
        Form(
            move=Move.BUKA,
            action="ppid_exemption_open",
            asks=("files", *CLASSIFICATION, *DECISION, "note"),
        ),
    )
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A move that is lawful now for the reader, in the words of a button."""

    form: Form
    label: str


def offered(context: Context, case: Case) -> list[Step]:
    """Return the moves that the reader may make now, the next one first."""
    return [
        Step(form=FORMS[move.value], label=tk._(_WORDS[case.state, move]))
        for move in _lawful(context, case)
    ]


def chosen(steps: Sequence[Step], case: Case, asked: str | None) -> Form | None:
    """Return the form to show: the one that was asked for, or the one whose turn it is."""
    for step in steps:
        if asked == step.form.move.value:
            return step.form
    return steps[0].form if steps and _is_due(steps[0].form.move, case) else None


def fields_of(form: Form | None) -> list[dict[str, Any]]:
    """Return the fields of the page that a summary of errors may lead to."""
    return [*(form.fields if form else []), _named(_UPLOAD, tk._(_LABELS[_UPLOAD]))]


def to_send(case: Case, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a form what fits the answer that was chosen in it.

    A form without a script also shows what another answer would need.
    """
    sent = {name: value for name, value in given.items() if value or name not in _OPTIONAL}
    outcome = given.get("outcome")
    if outcome is not None and outcome != PART:
        sent.pop("files", None)  # in full: none; refused: all that were public before
    if (outcome or given.get("exemption_status") or case.item.effective_status) != PART:
        sent.pop("exempt_parts", None)
    return sent


def filled(case: Case) -> dict[str, Any]:
    """Return what a form holds when it is opened: the record; each decision is one of its own."""
    return {**case.record, **dict.fromkeys(DECISION, "")}


def ticked(
    form: Form | None, given: Mapping[str, Any], originals: Sequence[Mapping[str, Any]]
) -> dict[str, list[str]]:
    """Return which files are ticked: as they were, or those that an opening makes public again."""
    opening = form is not None and form.move is Move.BUKA
    former = [file["id"] for file in originals if opening and file["was_public"]]
    return {"resources": given.get("resources", []), "files": given.get("files", former)}


def missing_classification(case: Case) -> tuple[str, ...]:
    """Return what nobody knows of the class that the entry has when it is open."""
    if case.item.information_category is not Category.DIKECUALIKAN:
        return ()
    return () if rounds.current(case.id).before.get("information_category") else CLASSIFICATION


_WORDS: Mapping[tuple[CaseState, Move], str] = {
    (CaseState.TERBUKA, Move.USULKAN): _("Propose an exemption"),
    (CaseState.DITOLAK, Move.USULKAN): _("Propose an exemption"),
    (CaseState.DIBUKA, Move.USULKAN): _("Propose an exemption"),
    (CaseState.DIUSULKAN, Move.UJI): _("Record the consequence test"),
    (CaseState.DIUSULKAN, Move.TETAPKAN): _("Refuse the proposal"),
    (CaseState.DIUSULKAN, Move.USULKAN): _("Correct the proposal"),
    (CaseState.DIUJI, Move.TETAPKAN): _("Decide on the proposal"),
    (CaseState.DIUJI, Move.UJI): _("Record the test anew"),
    (CaseState.DITETAPKAN, Move.PERPANJANG): _("Extend the exemption"),
    (CaseState.DITETAPKAN, Move.BUKA): _("Declare the information open"),
}


def _lawful(context: Context, case: Case) -> Iterator[Move]:
    """Yield the moves of the state for which the reader has the right, in the order of the law."""
    # UU 14/2008 Pasal 19, PP 61/2010: who may edit proposes; the rest is for the PPID Utama.
    utama = roles.is_ppid_utama(context)
    rights = {
        Move.USULKAN: tk.h.check_access("ppid_exemption_propose", {"id": case.id}),
        Move.PERPANJANG: utama and _may_be_extended(case),
    }
    for state, move in _WORDS:
        if state is case.state and rights.get(move, utama):
            yield move


def _may_be_extended(case: Case) -> bool:
    """Say whether the exemption has an end that is still to come (UU 14/2008 Pasal 20)."""
    period = case.item.exemption_period
    return period is not None and period.last_day() is not None and not period.has_ended(today())


def _is_due(move: Move, case: Case) -> bool:
    """Say whether a move is what everybody waits for, so that its form is open at once."""
    if case.state is CaseState.DITETAPKAN:
        period = case.item.exemption_period
        return move is Move.BUKA and period is not None and period.has_ended(today())
    return (move is Move.USULKAN) is not case.state.is_closed


def _named(name: str, label: str) -> dict[str, Any]:
    field: dict[str, Any] = {"field_name": name, "label": label}
    if name == _BASIS:
        field["repeating_subfields"] = [{"field_name": "law"}, {"field_name": "article"}]
    return field


def _rows(posted: MultiDict[str, str]) -> list[dict[str, str]] | None:
    """Return the rows of the legal basis that say something, or None where none was asked."""
    rows: dict[int, dict[str, str]] = {}
    for name, value in posted.items():
        found = _ROW.fullmatch(name)
        if found:
            row = rows.setdefault(int(found[1]), {"law": "", "article": ""})
            row[found[2]] = value.strip()
    if not rows:
        return None
    return [row for _place, row in sorted(rows.items()) if any(row.values())]
