"""Rules between what is stored and what is to be stored: who may change what of an entry.

The rules over one entry say what is lawful to hold; these say what is lawful to become. Closing is
free to whoever may edit; opening, publishing and the papers of an exemption are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, PP_61_2010, UU_14_2008, Citation
from ckanext.ppidbontang.domain.fields import DECISION, ORDER, PERIOD, REASONS, TEST
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import (
    Rule,
    Severity,
    Violation,
    is_closed,
    says_nothing,
    shown,
)

_TEST = Citation(statute=UU_14_2008, article="19")
_AT_ONCE = Citation(statute=PERKI_1_2021, article="25")

OPENED = Rule(
    code="exemption-lifted-by-hand",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" would open what is closed as "{stored}". Nobody opens exempt '
        'information by editing it: use "Open" on its exemption page (ppid_exemption_open), which '
        "keeps the decision and the history."
    ),
    # What is no longer exempt is declared so by the PPID.
    citation=Citation(statute=PP_61_2010),
)
UNCLASSIFIED_OPENED = Rule(
    code="unclassified-opened",
    severity=Severity.ERROR,
    template=_(
        '"{field}": this entry was never classified, so it counts as wholly exempt; only the PPID '
        'Utama may make it "{value}".'
    ),
    citation=Citation(statute=UU_14_2008, article="54"),
)
REASON_CHANGED = Rule(
    code="exemption-reason-changed",
    severity=Severity.ERROR,
    template=_(
        '"{field}" of exempt information is changed by the PPID Utama only; leave it as it is '
        '("{stored}").'
    ),
    citation=_TEST,
)
PAPER_CHANGED = Rule(
    code="exemption-paper-changed",
    severity=Severity.ERROR,
    template=_(
        '"{field}": the consequence test and the decision are recorded by the PPID Utama only; '
        'leave it as it is ("{stored}").'
    ),
    citation=_TEST,
)
PUBLISHED_BY_OTHERS = Rule(
    code="published-by-others",
    severity=Severity.ERROR,
    template=_(
        "Only the PPID Utama publishes: save this as a draft (in a spreadsheet “Belum "
        "diterbitkan”: ya) and submit it for review. Only serta-merta information is published at "
        "once by the body itself (PERKI 1/2021 Pasal 25)."
    ),
    citation=_AT_ONCE,
)
PUBLISHED_RECLASSIFIED = Rule(
    code="published-reclassified",
    severity=Severity.ERROR,
    template=_(
        '"{field}": this entry is published as "{stored}"; only the PPID Utama may make it '
        '"{value}". Take it back to a draft first, or ask the PPID Utama.'
    ),
)
MOVED = Rule(
    code="moved-to-other-body",
    severity=Severity.ERROR,
    template=_('"{field}": only the PPID Utama may move an entry to another organisation.'),
)
EXEMPT_DELETED = Rule(
    code="exempt-deleted",
    severity=Severity.ERROR,
    template=_(
        'Only the PPID Utama may delete exempt information (the status is "{value}"): what is '
        "closed, and why, is for everybody to know."
    ),
    citation=Citation(statute=UU_14_2008, article="17"),
)

CHANGE_RULES: tuple[Rule, ...] = tuple(
    rule for rule in tuple(globals().values()) if isinstance(rule, Rule)
)

REASON_FIELDS = (*REASONS, *PERIOD)
PAPER_FIELDS = (*TEST, *DECISION)

_CLOSEDNESS = tuple(ExemptionStatus)  # in the law's order: open, in part, whole
_BLANK = InformationItem()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """Hold a change with what decides on it."""

    stored: InformationItem | None
    new: InformationItem
    by_utama: bool
    reviewed: bool

    @property
    def present(self) -> InformationItem:
        return self.stored or _BLANK

    @property
    def was_closed(self) -> bool:
        return self.stored is not None and _closedness(self.stored) > 0


def check_change(
    stored: InformationItem | None,
    new: InformationItem,
    *,
    actor_is_ppid_utama: bool,
    reviewed: bool,
    exemption_moving: bool,
    deleting: bool = False,
) -> list[Violation]:
    """Return what makes a change unlawful, in the order of the record's fields.

    Args:
        stored: The entry as it is, or None for a new one; `published` says that everybody sees it.
        new: The entry as it would be; `published` says that everybody would see it.
        actor_is_ppid_utama: The PPID Utama acts, or the portal itself.
        reviewed: The PPID Utama publishes; otherwise every body does.
        exemption_moving: A move of the exemption changes the entry, and answers for it.
        deleting: The change deletes the entry.
    """
    change = _Change(stored=stored, new=new, by_utama=actor_is_ppid_utama, reviewed=reviewed)
    found = [*_check_publication(change), *_check_body(change)]
    if not exemption_moving:
        found += [*_check_opening(change), *_check_reasons(change), *_check_papers(change)]
        found += _check_category(change)
    if deleting:
        found += _check_deletion(change)
    return sorted(found, key=lambda violation: ORDER.get(violation.field, len(ORDER)))


def _check_opening(change: _Change) -> Iterator[Violation]:
    """Yield a closed entry that would become less closed."""
    if not change.was_closed or _closedness(change.new) >= _closedness(change.present):
        return
    status = change.new.effective_status
    if is_closed(change.present):  # PP 61/2010: a decision opens, nobody's hand
        stored = change.present.effective_status
        yield OPENED.broken("exemption_status", value=status, stored=stored)
    elif not change.by_utama:  # UU 14/2008 Pasal 54: what nobody classified counts as closed
        yield UNCLASSIFIED_OPENED.broken("exemption_status", value=status)


def _check_reasons(change: _Change) -> Iterator[Violation]:
    """Yield the reasons of a closed entry that its own body would change."""
    if change.by_utama or not change.was_closed or not is_closed(change.present):
        return
    for field in REASON_FIELDS:  # UU 14/2008 Pasal 19: the reasons are what was tested
        if _differs(change.present, change.new, field):
            yield REASON_CHANGED.broken(field, stored=_value(change.present, field))


def _check_papers(change: _Change) -> Iterator[Violation]:
    """Yield papers of a test or a decision that the PPID Utama did not give."""
    if change.by_utama:
        return
    # An exemption that begins cannot rest on the papers of one that was opened again.
    begins = not change.was_closed and is_closed(change.new)
    present = _BLANK if begins else change.present
    for field in PAPER_FIELDS:  # UU 14/2008 Pasal 19: the PPID tests
        if _differs(present, change.new, field):
            yield PAPER_CHANGED.broken(field, stored=_value(present, field))


def _check_publication(change: _Change) -> Iterator[Violation]:
    """Yield a publication by a body that must submit."""
    publishes = change.new.published and not change.present.published
    if not publishes or change.by_utama or not change.reviewed:
        return
    # PERKI 1/2021 Pasal 25: serta-merta information does not wait.
    if change.new.information_category is not Category.SERTA_MERTA:
        yield PUBLISHED_BY_OTHERS.broken("private")


def _check_category(change: _Change) -> Iterator[Violation]:
    """Yield a published entry that its own body would put into another open category."""
    stored, new = change.present.information_category, change.new.information_category
    if change.by_utama or not change.reviewed or not change.present.published or stored is new:
        return
    if new is not None and new.is_open:  # the exempt category proposes an exemption
        yield PUBLISHED_RECLASSIFIED.broken(
            "information_category",
            new.citation,
            stored=stored or "",
            value=new,
        )


def _check_body(change: _Change) -> Iterator[Violation]:
    """Yield an entry that leaves its organisation."""
    moves = change.stored is not None and change.stored.owner_org != change.new.owner_org
    if moves and not change.by_utama:
        yield MOVED.broken("owner_org")


def _check_deletion(change: _Change) -> Iterator[Violation]:
    """Yield exempt information that its own body would delete."""
    if change.was_closed and not change.by_utama:
        yield EXEMPT_DELETED.broken("state", value=change.present.effective_status)


def _closedness(item: InformationItem) -> int:
    return _CLOSEDNESS.index(item.effective_status)


def _differs(stored: InformationItem, new: InformationItem, field: str) -> bool:
    if says_nothing(stored, field) and says_nothing(new, field):
        return False
    if field == "exemption_grounds":  # several letters in any order
        return set(stored.exemption_grounds) != set(new.exemption_grounds)
    return getattr(stored, field) != getattr(new, field)


def _value(item: InformationItem, field: str) -> str:
    value: object = getattr(item, field)
    return shown(value) if value else ""
