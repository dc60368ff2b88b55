"""The case of an exemption: its states, the moves between them, and what makes a move unlawful.

Closing is easy and at once, opening needs a decision: a proposal closes the files, a test comes
before a decision (UU 14/2008 Pasal 19), and nothing stays closed after its period (PP 61/2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.citations import PP_61_2010, UU_14_2008, Citation
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import Rule, Severity, Violation

_STRICT = Citation(statute=UU_14_2008, article="2", paragraph="2")
_TEST = Citation(statute=UU_14_2008, article="19")
_BOUNDED = Citation(statute=UU_14_2008, article="20")
_LAPSED = Citation(statute=PP_61_2010)


class CaseState(LabelledCode):
    """Say where the exemption of an entry stands."""

    TERBUKA = "terbuka", _("No exemption")
    DIUSULKAN = "diusulkan", _("Proposed")
    DIUJI = "diuji", _("Tested")
    DITETAPKAN = "ditetapkan", _("Decided")
    DITOLAK = "ditolak", _("Refused")
    DIBUKA = "dibuka", _("Opened")

    @property
    def is_closed(self) -> bool:
        """Tell whether the originals are closed in this state."""
        return self in {CaseState.DIUSULKAN, CaseState.DIUJI, CaseState.DITETAPKAN}


class Move(LabelledCode):
    """Name a step that somebody takes in a case."""

    USULKAN = "usulkan", _("Exemption proposed")
    UJI = "uji", _("Consequences tested")
    TETAPKAN = "tetapkan", _("Exemption decided")
    TOLAK = "tolak", _("Proposal refused")
    PERPANJANG = "perpanjang", _("Exemption extended")
    BUKA = "buka", _("Information opened")
    # A plain save of the record: it brought the exemption here, or changed what it states.
    CATAT = "catat", _("Recorded in the catalogue")


TRANSITIONS: Mapping[tuple[CaseState, Move], CaseState] = {
    (CaseState.TERBUKA, Move.USULKAN): CaseState.DIUSULKAN,
    (CaseState.DITOLAK, Move.USULKAN): CaseState.DIUSULKAN,
    (CaseState.DIBUKA, Move.USULKAN): CaseState.DIUSULKAN,
    (CaseState.DIUSULKAN, Move.USULKAN): CaseState.DIUSULKAN,  # a proposal is put right
    (CaseState.DIUSULKAN, Move.UJI): CaseState.DIUJI,
    (CaseState.DIUJI, Move.UJI): CaseState.DIUJI,  # a test is done again
    (CaseState.DIUJI, Move.TETAPKAN): CaseState.DITETAPKAN,
    (CaseState.DIUSULKAN, Move.TOLAK): CaseState.DITOLAK,
    (CaseState.DIUJI, Move.TOLAK): CaseState.DITOLAK,
    (CaseState.DITETAPKAN, Move.PERPANJANG): CaseState.DITETAPKAN,
    (CaseState.DITETAPKAN, Move.BUKA): CaseState.DIBUKA,
}

NOT_TESTED = Rule(
    code="decision-before-consequence-test",
    severity=Severity.ERROR,
    template=_(
        "The exemption cannot be decided yet: the consequences are tested first, carefully and "
        "thoroughly. The state is {state}."
    ),
    citation=_TEST,
)
ALREADY_EXEMPT = Rule(
    code="already-exempt",
    severity=Severity.ERROR,
    template=_(
        'This information is already closed; the state is {state}. "{move}" is not possible now.'
    ),
    citation=_STRICT,
)
NOT_EXEMPT = Rule(
    code="not-exempt",
    severity=Severity.ERROR,
    template=_(
        'This information is not exempt; the state is {state}. "{move}" needs an exemption first.'
    ),
    citation=_STRICT,
)
NOT_DECIDED = Rule(
    code="not-decided",
    severity=Severity.ERROR,
    template=_(
        'No exemption has been decided yet; the state is {state}. Instead of "{move}", decide or '
        "refuse the proposal."
    ),
    citation=_TEST,
)
PERIOD_OVER = Rule(
    code="extension-after-end",
    severity=Severity.ERROR,
    template=_(
        '"{field}": the exemption ended on {value}. It cannot be extended any more: the '
        "information is open by law and must be declared accessible."
    ),
    citation=_LAPSED,
)
NOT_LONGER = Rule(
    code="extension-not-longer",
    severity=Severity.ERROR,
    template=_('"{field}": {value} is not after the present end, {present}; nothing is extended.'),
    citation=_BOUNDED,
)
WIDER_THAN_PROPOSED = Rule(
    code="decision-wider-than-proposal",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" closes more than was proposed and tested ("{proposed}"). The whole '
        "cannot be closed for the sake of a part."
    ),
    citation=_STRICT,
)
NARROWED_BY_PROPOSAL = Rule(
    code="proposal-narrowed",
    severity=Severity.ERROR,
    template=_(
        '"{field}": a proposal to close the whole is not narrowed to a part by proposing again; '
        "the PPID Utama accepts it in part."
    ),
    citation=_TEST,
)
MOVE_NEEDS = Rule(
    code="move-needs",
    severity=Severity.ERROR,
    template=_('"{field}" must be filled in for this step: {move}.'),
    citation=_TEST,
)
IN_THE_FUTURE = Rule(
    code="paper-of-the-future",
    severity=Severity.ERROR,
    template=_('"{field}": {value} is still to come; today is {today}.'),
    citation=_TEST,
)

# What a move states beside the fields of the record.
_LABELS = {"attendees": _("Those present (offices)"), "note": _("Note")}
# An exemption ends by a decision of its own, not by the one that began it.
OPENING_LABELS = {
    "exemption_decision_number": _("Decision to open: number"),
    "exemption_decision_date": _("Decision to open: date"),
    "exemption_decision_official": _("Decision to open: official"),
}
_PAPER_DATES = ("consequence_test_date", "exemption_decision_date")


def state_of(item: InformationItem, recorded: CaseState | None) -> CaseState:
    """Return the state of a case: the recorded one, unless the entry itself says otherwise.

    An entry that came with its papers, or was changed by hand, has no move that tells its state;
    then its papers do. Doubt closes (`effective_status`).
    """
    closed = item.effective_status is not ExemptionStatus.TERBUKA
    if recorded is not None and recorded.is_closed == closed:
        return recorded
    if not closed:
        return CaseState.TERBUKA
    if item.exemption_decision_date is not None:
        return CaseState.DITETAPKAN
    if item.consequence_test_date is not None:
        return CaseState.DIUJI
    return CaseState.DIUSULKAN


def check_move(state: CaseState, move: Move) -> Iterator[Violation]:
    """Yield why a move is unlawful in a state; nothing when it is lawful."""
    if (state, move) in TRANSITIONS:
        return
    if not state.is_closed:
        rule = NOT_EXEMPT
    elif move in {Move.USULKAN, Move.UJI, Move.TOLAK} or state is CaseState.DITETAPKAN:
        rule = ALREADY_EXEMPT
    elif move is Move.TETAPKAN:
        rule = NOT_TESTED
    else:
        rule = NOT_DECIDED
    yield rule.broken("exemption_status", state=state, move=move)


def check_needs(
    given: Mapping[str, object], needed: Iterable[str], move: Move
) -> Iterator[Violation]:
    """Yield what a move needs and was not given."""
    labels = {**LABELS, **_LABELS, **(OPENING_LABELS if move is Move.BUKA else {})}
    for field in needed:
        value = given.get(field)
        if not (value.strip() if isinstance(value, str) else value):
            yield MOVE_NEEDS.broken(field, field=labels[field], move=move)


def check_papers_dated(item: InformationItem, today: date) -> Iterator[Violation]:
    """Yield a test or a decision that is dated after today."""
    for field in _PAPER_DATES:
        day: date | None = getattr(item, field)
        if day is not None and day > today:
            yield IN_THE_FUTURE.broken(field, value=str(day), today=str(today))


def check_scope(proposed: ExemptionStatus, decided: ExemptionStatus) -> Iterator[Violation]:
    """Yield a decision that closes the whole where only a part was proposed."""
    # UU 14/2008 Pasal 2 ayat (2): an exemption is strict and narrow.
    if proposed is ExemptionStatus.SEBAGIAN and decided is ExemptionStatus.SELURUHNYA:
        yield WIDER_THAN_PROPOSED.broken("exemption_status", value=decided, proposed=proposed)


def check_proposal(
    state: CaseState, closed: ExemptionStatus, proposed: ExemptionStatus
) -> Iterator[Violation]:
    """Yield a repeated proposal that would close less: closing is the OPD's, opening is not."""
    narrowed = (closed, proposed) == (ExemptionStatus.SELURUHNYA, ExemptionStatus.SEBAGIAN)
    if state.is_closed and narrowed:
        yield NARROWED_BY_PROPOSAL.broken("exemption_status")


def check_extension(
    present: InformationItem, extended: InformationItem, today: date
) -> Iterator[Violation]:
    """Yield an extension that comes too late, or does not extend."""
    before, after = present.exemption_period, extended.exemption_period
    if before is None or after is None:
        return
    end = before.last_day()
    if before.has_ended(today):  # PP 61/2010: what has lapsed is open
        yield PERIOD_OVER.broken("exemption_end", value=str(end))
        return
    new_end = after.last_day()
    if end is not None and new_end is not None and new_end <= end:
        yield NOT_LONGER.broken("exemption_end", value=str(new_end), present=str(end))
