"""Every rule between the stored and the new entry, broken and kept; each test names the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.changes import (
    CHANGE_RULES,
    PAPER_FIELDS,
    REASON_FIELDS,
    check_change,
)
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import InformationItem, LegalBasis

OPEN, PART, WHOLE = ExemptionStatus
OPEN_AGAIN = {"information_category": Category.SETIAP_SAAT, "exemption_status": OPEN}
CLOSED = {"information_category": Category.DIKECUALIKAN, "exemption_status": WHOLE}
URGENT = {"information_category": Category.SERTA_MERTA}
PAPERLESS = dict.fromkeys(PAPER_FIELDS, "") | {
    "consequence_test_date": None,
    "exemption_decision_date": None,
}
LAPSED = "PP 61/2010"
CRIME = "UU 14/2008 Pasal 54"
TEST = "UU 14/2008 Pasal 19"
AT_ONCE = "PERKI 1/2021 Pasal 25"
EXEMPT = "UU 14/2008 Pasal 17"

OTHER_REASONS: dict[str, object] = {
    "exemption_grounds": (Ground.A,),
    "exemption_legal_basis": (LegalBasis(law="UU 1/2000", article="Pasal 1"),),
    "exemption_consequence_open": "Lain.",
    "exemption_consequence_closed": "Lain.",
    "exempt_parts": "Bagian lain.",
    "exemption_period_type": PeriodType.KONDISI,
    "exemption_start": date(2020, 1, 1),
    "exemption_end": PartialDate.parse("2040"),
    "exemption_condition": "Lain.",
}
OTHER_PAPERS: dict[str, object] = {
    **dict.fromkeys(PAPER_FIELDS, "Lain"),
    "consequence_test_date": date(2020, 1, 1),
    "exemption_decision_date": date(2020, 1, 1),
}


@dataclass(frozen=True)
class Case:
    """A change of a stored entry, or a new one, with what is refused and by which law."""

    refused: tuple[str, ...]
    law: str
    sort: str | None
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    utama: bool = False
    direct: bool = False
    moving: bool = False
    deleting: bool = False

    def __str__(self) -> str:
        what = "-".join(self.refused) or "lawful"
        who = "utama" if self.utama else "opd"
        mode = "-direct" * self.direct + "-moving" * self.moving
        return f"{self.law or 'record'}-{what}-{who}{mode}-{self.sort}-{','.join(self.after)}"


def case(
    refused: str, law: str, sort: str | None, after: Mapping[str, object], /, **options: object
) -> Case:
    codes = tuple(refused.split())
    return Case(refused=codes, law=law, sort=sort, after=dict(after), **options)  # pyright: ignore[reportArgumentType] # test tables are untyped


LIFTED = "exemption-lifted-by-hand"
PUBLISHES = "published-by-others"
RECLASSIFIED = "published-reclassified"
DRAFT = {"published": False}
PUBLIC = {"published": True}

CASES = [
    # Opening: nobody by hand, the moves of an exemption only.
    case(LIFTED, LAPSED, "whole", OPEN_AGAIN, utama=True),
    case(f"{RECLASSIFIED} {LIFTED}", LAPSED, "whole", OPEN_AGAIN),
    case(LIFTED, LAPSED, "whole", OPEN_AGAIN, before=DRAFT, utama=True),
    case(LIFTED, LAPSED, "whole", {**OPEN_AGAIN, "exemption_status": PART}, utama=True),
    case(LIFTED, LAPSED, "partial", {"exemption_status": OPEN}, utama=True),
    case(LIFTED, LAPSED, "partial", {"exemption_status": OPEN}),
    case("", LAPSED, "whole", OPEN_AGAIN, utama=True, moving=True),
    case("", LAPSED, "partial", {"exemption_status": OPEN}, moving=True),
    # What nobody classified counts as closed; the PPID Utama classifies it.
    case(
        f"{RECLASSIFIED} unclassified-opened", CRIME, "periodic", {},
        before={"information_category": None, "exemption_status": None},
    ),
    case(
        "", CRIME, "periodic", {}, utama=True,
        before={"information_category": None, "exemption_status": None},
    ),
    case("unclassified-opened", CRIME, "periodic", {}, before={"exemption_status": None}),
    # Closing is free; an exemption that begins has no papers yet.
    case("", EXEMPT, "whole", {**CLOSED, **PAPERLESS}, before={**OPEN_AGAIN, **PAPERLESS}),
    case("", EXEMPT, "partial", CLOSED),
    case("", EXEMPT, "periodic", {"exemption_status": PART}),
    case(" ".join(["exemption-paper-changed"] * 6), TEST, "whole", CLOSED, before=OPEN_AGAIN),
    # Papers are the PPID Utama's, from the first version on.
    *(case("exemption-paper-changed", TEST, "whole", {name: OTHER_PAPERS[name]})
      for name in PAPER_FIELDS),
    *(case("", TEST, "whole", {name: OTHER_PAPERS[name]}, utama=True) for name in PAPER_FIELDS),
    case(" ".join(["exemption-paper-changed"] * 6), TEST, "whole", PAPERLESS),
    case(" ".join(["exemption-paper-changed"] * 6), TEST, None, {**CLOSED, **DRAFT}),
    case("", TEST, None, {**CLOSED, **PAPERLESS, **DRAFT}),
    case("", TEST, None, CLOSED, utama=True),
    case("exemption-paper-changed", TEST, "periodic", {"consequence_test_number": "1"}),
    # Reasons of what is closed: not by its own body.
    *(case("exemption-reason-changed", TEST, sort, {name: OTHER_REASONS[name]})
      for name in REASON_FIELDS for sort in ("whole", "partial")),
    *(case("", TEST, "whole", {name: OTHER_REASONS[name]}, utama=True) for name in REASON_FIELDS),
    case("", TEST, "whole", {"exemption_grounds": (Ground.A,)}, moving=True),
    case("", TEST, "whole", {"exemption_grounds": (Ground.J, Ground.H)},
         before={"exemption_grounds": (Ground.H, Ground.J)}),
    case("", TEST, "whole", {"exemption_condition": " "}),
    case("", TEST, "periodic", {"exemption_consequence_open": "Belum ditutup."}),
    # Publishing.
    case(PUBLISHES, AT_ONCE, "periodic", PUBLIC, before=DRAFT),
    case(PUBLISHES, AT_ONCE, None, PUBLIC),
    case(PUBLISHES, AT_ONCE, "whole", PUBLIC, before=DRAFT),
    case("", AT_ONCE, "periodic", PUBLIC, before=DRAFT, utama=True),
    case("", AT_ONCE, "periodic", PUBLIC, before=DRAFT, direct=True),
    case("", AT_ONCE, "announcement", PUBLIC, before=DRAFT),
    case("", AT_ONCE, None, {**URGENT, **PUBLIC, **PAPERLESS}),
    case("", AT_ONCE, None, DRAFT | PAPERLESS),
    case("", AT_ONCE, "periodic", DRAFT),
    case("", AT_ONCE, "periodic", {"title": "Judul lain"}),
    # The category of what is published.
    case(RECLASSIFIED, "UU 14/2008 Pasal 10", "periodic", URGENT),
    case(RECLASSIFIED, "UU 14/2008 Pasal 11", "periodic", OPEN_AGAIN),
    case(RECLASSIFIED, "UU 14/2008 Pasal 10", "periodic", {**URGENT, **DRAFT}),
    case("", "UU 14/2008 Pasal 10", "periodic", URGENT, utama=True),
    case("", "UU 14/2008 Pasal 10", "periodic", URGENT, direct=True),
    case("", "UU 14/2008 Pasal 10", "periodic", {**URGENT, **DRAFT}, before=DRAFT),
    case("", EXEMPT, "periodic", CLOSED),
    case("", EXEMPT, "periodic", {"information_category": None}),
    # The body, and deleting.
    case("moved-to-other-body", "", "periodic", {"owner_org": "disdukcapil"}),
    case("moved-to-other-body", "", "periodic", {"owner_org": "disdukcapil"}, moving=True),
    case("", "", "periodic", {"owner_org": "disdukcapil"}, utama=True),
    case("exempt-deleted", EXEMPT, "whole", DRAFT, deleting=True),
    case("exempt-deleted", EXEMPT, "partial", DRAFT, deleting=True),
    case("", EXEMPT, "whole", DRAFT, deleting=True, utama=True),
    case("", EXEMPT, "periodic", DRAFT, deleting=True),
]  # fmt: skip


def check(entry, case: Case):
    """Return what is refused of a case; the entry's papers and reasons stay unless they change."""
    base: InformationItem = entry(
        case.sort or ("whole" if case.after.get("exemption_status") else "periodic")
    )
    stored = None if case.sort is None else replace(base, **case.before)
    return check_change(
        stored,
        replace(base, **case.after),
        actor_is_ppid_utama=case.utama,
        reviewed=not case.direct,
        exemption_moving=case.moving,
        deleting=case.deleting,
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_change(entry, case):
    found = check(entry, case)
    assert sorted(v.code for v in found) == sorted(case.refused)
    assert not found or not case.law or case.law in {str(v.citation) for v in found}


def test_every_rule_is_broken_once():
    assert {rule.code for rule in CHANGE_RULES} == {code for c in CASES for code in c.refused}


@pytest.mark.parametrize("rule", CHANGE_RULES, ids=lambda rule: rule.code)
def test_a_rule_rests_on_confirmed_law(rule):
    assert rule.citation is None or rule.citation.verified


def test_a_refusal_names_field_value_way_out_and_law(entry):
    [violation] = check_change(
        entry("partial"),
        entry("partial", exemption_status=OPEN),
        actor_is_ppid_utama=True,
        reviewed=True,
        exemption_moving=False,
    )
    assert violation.field == "exemption_status"
    for part in ("Exemption status", "Terbuka", "Dikecualikan Sebagian", "ppid_exemption_open"):
        assert part in violation.message
    assert violation.message.endswith("(PP 61/2010).")


def test_violations_come_in_the_order_of_the_record(entry):
    changed = entry("whole", owner_org="lain", exemption_grounds=(Ground.A,), **PAPERLESS)
    found = check_change(
        entry("whole"),
        changed,
        actor_is_ppid_utama=False,
        reviewed=True,
        exemption_moving=False,
    )
    assert [v.field for v in found] == ["owner_org", "exemption_grounds", *PAPER_FIELDS]
