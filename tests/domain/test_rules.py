"""Every rule of law, broken at least once and kept at its edge; each test names the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import Citation
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import InformationItem, LegalBasis
from ckanext.ppidbontang.domain.kinds import kind
from ckanext.ppidbontang.domain.rules import RULES, Severity, check, errors
from ckanext.ppidbontang.domain.vocabularies import (
    ANNOUNCEMENT_STATEMENTS,
    PersonalData,
    UpdateFrequency,
)

REGIONS = frozenset({"64.74", "64.74.01"})
KIP = (LegalBasis(law="UU 14/2008", article="Pasal 17"),)
CONDITION = "Sampai proses pengaduan selesai"


@dataclass(frozen=True)
class Proof:
    """A change that breaks a rule on a field, by the law that `law` cites."""

    code: str
    on: str
    law: str = ""
    sort: str = "periodic"
    change: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.law or 'record'}-{self.code}-{self.on}"


def proof(code: str, on: str, law: str = "", sort: str = "periodic", /, **change: object) -> Proof:
    return Proof(code=code, on=on, law=law, sort=sort, change=change)


def exempt(code: str, on: str, law: str = "", sort: str = "whole", /, **change: object) -> Proof:
    return proof(code, on, law, sort, **change)


def unread(code: str, on: str) -> Proof:
    return proof(code, on, **{on: None}, unreadable={on: "xyz"})


DIP = "UU 14/2008 Pasal 11 ayat (1) huruf a"
STRICT = "UU 14/2008 Pasal 2"
TEST = "UU 14/2008 Pasal 19"
BASIS = "PERKI 1/2021 Pasal 49 ayat (2)"
BOUNDED = "UU 14/2008 Pasal 20"
LIMIT = "PP 61/2010"
LETTER_A = {"exemption_grounds": (Ground.A,)}

PROOFS = [
    # Required in every entry.
    proof("required", "title", DIP, title=" "),
    proof("required", "notes", DIP, notes=""),
    proof("required", "owner_org", DIP, owner_org=""),
    proof("required", "information_category", STRICT, information_category=None),
    proof("required", "exemption_status", STRICT, exemption_status=None),
    # Values that cannot be read.
    unread("unknown-code", "information_category"),
    unread("unknown-code", "information_kind"),
    unread("unknown-code", "exemption_status"),
    unread("unknown-code", "exemption_grounds"),
    unread("unknown-code", "exemption_period_type"),
    unread("unknown-code", "available_forms"),
    unread("unknown-code", "update_frequency"),
    unread("unknown-code", "geographic_level"),
    unread("unknown-code", "personal_data"),
    unread("unknown-code", "priority_data"),
    unread("unknown-code", "review_state"),
    unread("not-a-date", "announcement_until"),
    unread("not-a-date", "exemption_start"),
    unread("not-a-date", "consequence_test_date"),
    unread("not-a-date", "exemption_decision_date"),
    unread("not-a-partial-date", "created_on"),
    unread("not-a-partial-date", "period_start"),
    unread("not-a-partial-date", "period_end"),
    unread("not-a-partial-date", "exemption_end"),
    proof("unreadable", "resources", unreadable={"resources": "xyz"}),
    # Texts.
    proof("too-long", "title", title="a" * 301),
    proof("too-long", "unit", unit="a" * 1_001),
    proof("too-long", "notes", notes="a" * 20_001),
    proof("too-long", "tags", tags=("a" * 1_001,)),
    exempt(
        "too-long",
        "exemption_legal_basis",
        exemption_legal_basis=(LegalBasis(law="UU 27/2022", article="a" * 1_001),),
    ),
    *(
        proof("forbidden-character", "notes", notes=f"Catatan{character}")
        for character in ("\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\ufffe")
    ),
    proof("forbidden-character", "tags", tags=("rob\x07",)),
    # Satu Data fields and DIP columns.
    proof("unknown-region", "region_code", region_code="64.99"),
    proof("period-order", "period_end", period_end=PartialDate.parse("2024-12")),
    proof("dip-column-missing", "information_kind", "PERKI 1/2021 Pasal 23", information_kind=None),
    proof("dip-column-missing", "controlling_unit", "PERKI 1/2021 Pasal 23", controlling_unit=""),
    proof("dip-column-missing", "issuing_official", "PERKI 1/2021 Pasal 23", issuing_official=""),
    proof("dip-column-missing", "created_on", "PERKI 1/2021 Pasal 23", created_on=None),
    proof("dip-column-missing", "created_place", "PERKI 1/2021 Pasal 23", created_place=""),
    proof("dip-column-missing", "available_forms", "PERKI 1/2021 Pasal 23", available_forms=()),
    proof("dip-column-missing", "retention", "PERKI 1/2021 Pasal 23", retention=""),
    # Category, kind, status.
    *(
        exempt(
            "exempt-category-needs-exempt-status",
            "exemption_status",
            "UU 14/2008 Pasal 17",
            exemption_status=status,
        )
        for status in (ExemptionStatus.TERBUKA, ExemptionStatus.SEBAGIAN)
    ),
    *(
        exempt(
            "exempt-status-needs-exempt-category",
            "information_category",
            "UU 14/2008 Pasal 17",
            information_category=category,
        )
        for category in Category
        if category.is_open
    ),
    proof(
        "kind-of-other-category",
        "information_kind",
        "UU 14/2008 Pasal 9",
        information_kind=kind("setiap-saat-01"),
    ),
    exempt(
        "kind-of-exempt",
        "information_kind",
        "UU 14/2008 Pasal 17",
        information_kind=kind("berkala-01"),
    ),
    exempt("exempt-with-resources", "resources", "UU 14/2008 Pasal 54", resource_count=1),
    proof(
        "open-personal-data",
        "personal_data",
        "UU 14/2008 Pasal 17 huruf h",
        personal_data=PersonalData.YA,
    ),
    *(
        proof(
            "announcement-statement-missing",
            statement.field,
            "PERKI 1/2021 Pasal 25",
            "announcement",
            **{statement.field: ""},
        )
        for statement in ANNOUNCEMENT_STATEMENTS
    ),
    proof(
        "berkala-too-seldom",
        "update_frequency",
        "UU 14/2008 Pasal 9 ayat (3)",
        update_frequency=UpdateFrequency.TAHUNAN,
    ),
    # The reasons of an exemption.
    exempt("exemption-required", "exemption_grounds", "UU 14/2008 Pasal 17", exemption_grounds=()),
    exempt("exemption-required", "exemption_legal_basis", BASIS, exemption_legal_basis=()),
    exempt("exemption-required", "exemption_consequence_open", TEST, exemption_consequence_open=""),
    exempt(
        "exemption-required", "exemption_consequence_closed", TEST, exemption_consequence_closed=""
    ),
    exempt("exemption-required", "exemption_period_type", BOUNDED, exemption_period_type=None),
    exempt(
        "exemption-required",
        "exempt_parts",
        "UU 14/2008 Pasal 2 ayat (2)",
        "partial",
        exempt_parts="\n",
    ),
    exempt(
        "legal-basis-incomplete",
        "exemption_legal_basis",
        BASIS,
        exemption_legal_basis=(*KIP, LegalBasis(law="UU 27/2022")),
    ),
    exempt(
        "legal-basis-incomplete",
        "exemption_legal_basis",
        BASIS,
        exemption_legal_basis=(LegalBasis(article="Pasal 4"),),
    ),
    exempt(
        "ground-j-needs-statute",
        "exemption_legal_basis",
        "UU 14/2008 Pasal 17 huruf j",
        exemption_grounds=(Ground.J,),
        exemption_legal_basis=KIP,
    ),
    *(
        proof("exemption-filled-while-open", name, **{name: value})
        for name, value in {
            "exemption_grounds": (Ground.B,),
            "exemption_legal_basis": KIP,
            "exemption_end": PartialDate(2030),
            "exempt_parts": "Kolom alamat",
            "exemption_decision_date": date(2025, 2, 20),
        }.items()
    ),
    exempt(
        "exempt-parts-of-whole",
        "exempt_parts",
        "UU 14/2008 Pasal 22 ayat (7) huruf e",
        exempt_parts="Kolom alamat",
    ),
    # The period of an exemption.
    exempt("period-end-required", "exemption_end", BOUNDED, exemption_end=None),
    exempt(
        "period-end-required",
        "exemption_end",
        BOUNDED,
        exemption_period_type=PeriodType.TAHUN,
        exemption_end=None,
    ),
    exempt(
        "period-end-required",
        "exemption_condition",
        BOUNDED,
        exemption_period_type=PeriodType.KONDISI,
        exemption_end=None,
    ),
    exempt("period-end-not-a-day", "exemption_end", BOUNDED, exemption_end=PartialDate(2030)),
    exempt(
        "period-end-not-a-year",
        "exemption_end",
        BOUNDED,
        exemption_period_type=PeriodType.TAHUN,
    ),
    exempt("permanent-with-end", "exemption_end", exemption_period_type=PeriodType.PERMANEN),
    exempt(
        "permanent-with-condition",
        "exemption_condition",
        exemption_period_type=PeriodType.PERMANEN,
        exemption_end=None,
        exemption_condition=CONDITION,
    ),
    *(
        exempt(
            "permanent-ground",
            "exemption_period_type",
            BOUNDED,
            exemption_grounds=(Ground.H, ground),
            exemption_period_type=PeriodType.PERMANEN,
            exemption_end=None,
        )
        for ground in (Ground.A, Ground.B, Ground.C, Ground.D, Ground.E, Ground.F)
    ),
    *(
        exempt(
            "permanent-doubtful",
            "exemption_period_type",
            "PP 61/2010 Pasal 9",
            exemption_grounds=(ground,),
            exemption_period_type=PeriodType.PERMANEN,
            exemption_end=None,
        )
        for ground in (Ground.I, Ground.J)
    ),
    exempt(
        "limited-ground-needs-end",
        "exemption_end",
        LIMIT,
        **LETTER_A,
        exemption_period_type=PeriodType.KONDISI,
        exemption_condition=CONDITION,
        exemption_end=None,
    ),
    exempt(
        "limited-ground-needs-start", "exemption_start", LIMIT, **LETTER_A, exemption_start=None
    ),
    exempt(
        "limited-ground-too-long",
        "exemption_end",
        LIMIT,
        **LETTER_A,
        exemption_end=PartialDate.parse("2055-03-02"),
    ),
    exempt(
        "limited-ground-too-long",
        "exemption_end",
        LIMIT,
        **LETTER_A,
        exemption_period_type=PeriodType.TAHUN,
        exemption_end=PartialDate(2055),
    ),
    exempt(
        "limited-ground-too-long",
        "exemption_end",
        LIMIT,
        **LETTER_A,
        exemption_period_type=PeriodType.KONDISI,
        exemption_condition=CONDITION,
        exemption_end=PartialDate.parse("2056-01"),
    ),
    exempt(
        "exemption-end-before-start",
        "exemption_end",
        exemption_end=PartialDate.parse("2025-02-28"),
    ),
    exempt("exemption-start-missing", "exemption_start", BOUNDED, exemption_start=None),
    # The papers of an exemption.
    exempt("decision-without-test", "consequence_test_number", TEST, consequence_test_number=""),
    exempt("decision-without-test", "consequence_test_date", TEST, consequence_test_date=None),
    exempt(
        "decision-before-test",
        "exemption_decision_date",
        TEST,
        exemption_decision_date=date(2025, 2, 9),
    ),
    exempt(
        "consequence-test-missing",
        "consequence_test_number",
        TEST,
        consequence_test_number="",
        exemption_decision_number="",
        exemption_decision_date=None,
    ),
    exempt(
        "exemption-paper-incomplete", "consequence_test_place", LIMIT, consequence_test_place=""
    ),
    exempt(
        "exemption-paper-incomplete",
        "exemption_decision_number",
        LIMIT,
        exemption_decision_number="",
    ),
    exempt(
        "exemption-paper-incomplete", "exemption_decision_date", LIMIT, exemption_decision_date=None
    ),
    exempt(
        "exemption-paper-incomplete",
        "exemption_decision_official",
        LIMIT,
        exemption_decision_official="",
    ),
]


@pytest.mark.parametrize("proof", PROOFS, ids=str)
def test_a_broken_rule_is_told_on_its_field_with_its_law(proof, entry):
    """Each change is reported under its code, on its field, with the article of law."""
    found = check(entry(proof.sort, **proof.change), regions=REGIONS)
    told = [v for v in found if (v.code, v.field) == (proof.code, proof.on)]
    assert len(told) == 1
    assert proof.law == str(told[0].citation or "")
    assert proof.law in told[0].message


def test_every_declared_rule_has_a_proof():
    """No rule is declared without a test that breaks it, and the other way round."""
    assert {rule.code for rule in RULES} == {proof.code for proof in PROOFS}


def test_rule_codes_are_unique():
    """A code means one rule."""
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("sort", ["periodic", "announcement", "whole", "partial"])
def test_a_lawful_entry_breaks_nothing(sort, entry):
    """The entries that the proofs start from are without violation."""
    assert check(entry(sort), regions=REGIONS) == []


def permanent(*grounds: Ground) -> dict[str, object]:
    return {
        "exemption_grounds": grounds,
        "exemption_period_type": PeriodType.PERMANEN,
        "exemption_end": None,
    }


LAWFUL = {
    "PP 61/2010 thirty years to the day": (
        "whole",
        {**LETTER_A, "exemption_end": PartialDate.parse("2055-03-01")},
    ),
    "PP 61/2010 thirty years from a leap day": (
        "whole",
        {
            **LETTER_A,
            "exemption_start": date(2028, 2, 29),
            "exemption_end": PartialDate.parse("2058-02-28"),
        },
    ),
    "PP 61/2010 a condition ends letter a sooner": (
        "whole",
        {
            **LETTER_A,
            "exemption_period_type": PeriodType.KONDISI,
            "exemption_condition": CONDITION,
        },
    ),
    **{
        f"UU 14/2008 Pasal 20 letter {ground} until a condition": (
            "whole",
            {
                "exemption_grounds": (ground,),
                "exemption_period_type": PeriodType.KONDISI,
                "exemption_condition": CONDITION,
                "exemption_end": None,
            },
        )
        for ground in (Ground.B, Ground.C, Ground.D, Ground.E, Ground.F)
    },
    "UU 14/2008 Pasal 20 letter b until a year": (
        "whole",
        {
            "exemption_grounds": (Ground.B,),
            "exemption_period_type": PeriodType.TAHUN,
            "exemption_end": PartialDate(2027),
        },
    ),
    "UU 14/2008 Pasal 20 letters g and h are not in its list": (
        "whole",
        permanent(Ground.G, Ground.H),
    ),
    "UU 14/2008 Pasal 19 decided on the day of the test": (
        "whole",
        {"exemption_decision_date": date(2025, 2, 10)},
    ),
    "UU 14/2008 Pasal 17 huruf h exempt personal data": (
        "partial",
        {"personal_data": PersonalData.YA},
    ),
    "UU 14/2008 Pasal 9 ayat (3) no fixed frequency": (
        "periodic",
        {"update_frequency": UpdateFrequency.INSIDENTAL},
    ),
    "UU 14/2008 Pasal 9 ayat (3) no frequency": ("periodic", {"update_frequency": None}),
    "PERKI 1/2021 Pasal 25 a draft may wait": (
        "announcement",
        {"published": False, "announcement_hazard": ""},
    ),
    "record: texts at their limits": (
        "periodic",
        {"title": "a" * 300, "unit": "😀" * 1_000, "notes": "a\t\r\n" * 5_000},
    ),
    "record: a year within its months": (
        "periodic",
        {"period_start": PartialDate.parse("2025-03"), "period_end": PartialDate(2025)},
    ),
    "record: no region": ("periodic", {"region_code": ""}),
    "record: exempt information is in no DIP": ("whole", {"retention": "", "created_on": None}),
}


@pytest.mark.parametrize(("sort", "change"), LAWFUL.values(), ids=LAWFUL)
def test_the_law_allows(sort, change, entry):
    """What the law just allows breaks nothing."""
    assert check(entry(sort, **change), regions=REGIONS) == []


OTHER_STATUTES = [
    "UU 27/2022",
    "UU No. 24/2013",
    "UU Nomor 014 Tahun 2001",
    "Undang-Undang Republik Indonesia Nomor 43 Tahun 2009 tentang Kearsipan",
    "UNDANG UNDANG NOMOR 8 TAHUN 1999",
    "Undang\u2013Undang Nomor 17 Tahun 2023 tentang Kesehatan",
    "Undang-Undang Nomor 14 Tahun 2008 dan Undang-Undang Nomor 27 Tahun 2022",
    "Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022",
    "Kitab Undang-Undang Hukum Pidana",
    "KUHAP",
    "Undang-Undang Kesehatan",
]
NO_OTHER_STATUTES = [
    "UU 14/2008",
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
    "UU KIP",
    "Undang-Undang tentang Keterbukaan Informasi Publik",
    "Undang-Undang Keterbukaan Informasi Publik",
    "Undang-Undang yang berlaku",
    "Undang-Undang",
    "Ketentuan peraturan perundang-undangan",
    "PP Nomor 40 Tahun 2019 tentang Pelaksanaan Undang-Undang Nomor 23 Tahun 2006",
    "Peraturan Wali Kota Nomor 18 Tahun 2021",
    "Undang-Undang Dasar 1945",
]


@pytest.mark.parametrize("law", OTHER_STATUTES + NO_OTHER_STATUTES)
def test_ground_j_names_another_statute(law, entry):
    """UU 14/2008 Pasal 17 huruf j: only another Undang-Undang carries ground j."""
    item = entry(
        "whole",
        exemption_grounds=(Ground.J,),
        exemption_legal_basis=(*KIP, LegalBasis(law=law, article="Pasal 1")),
    )
    refused = [v.code for v in check(item)] == ["ground-j-needs-statute"]
    assert refused == (law in NO_OTHER_STATUTES)


def test_ground_j_without_any_law_is_told_once(entry):
    """The missing legal basis is told, not also the missing statute in it."""
    item = entry("whole", exemption_grounds=(Ground.J,), exemption_legal_basis=())
    assert [v.code for v in check(item)] == ["exemption-required"]


def test_an_unreadable_value_is_not_called_missing(entry):
    """A wrong code is told as wrong, with the value and what is allowed."""
    item = entry("periodic", information_category=None, unreadable={"information_category": "umum"})
    [violation] = check(item)
    assert violation.params["value"] == "umum"
    assert "berkala, serta-merta, setiap-saat, dikecualikan" in violation.message


@pytest.mark.parametrize(
    ("on", "change"),
    {
        "exemption_end": {"exemption_end": None},
        "exemption_start": {**LETTER_A, "exemption_start": None},
        "exemption_period_type": {"exemption_period_type": None},
        "consequence_test_date": {"consequence_test_date": None},
    }.items(),
)
def test_an_unreadable_value_of_an_exemption_is_told_once(on, change, entry):
    """Rules that build on a value stay silent while it cannot be read."""
    item = entry("whole", **change, unreadable={on: "besok"})
    assert [(v.field, v.params["value"]) for v in check(item)] == [(on, "besok")]


def test_an_unreadable_decision_counts_as_a_decision(entry):
    """UU 14/2008 Pasal 19: a decision whose date is misspelt still needs its test."""
    item = entry(
        "whole",
        consequence_test_number="",
        exemption_decision_number="",
        exemption_decision_date=None,
        unreadable={"exemption_decision_date": "kemarin"},
    )
    assert "decision-without-test" in [v.code for v in check(item)]


def test_an_open_entry_keeps_silent_on_an_unreadable_exemption_value(entry):
    """The unreadable value is the problem, not that it is there."""
    item = entry("periodic", exemption_grounds=(), unreadable={"exemption_grounds": "z"})
    assert [v.code for v in check(item)] == ["unknown-code"]


def test_an_empty_entry_is_told_only_what_every_entry_needs():
    """An empty form is not buried in consequences of its emptiness."""
    found = check(InformationItem())
    assert {v.code for v in found} == {"required"}
    assert errors(found) == found


def test_violations_come_in_the_order_of_the_form(entry):
    """The error summary reads as the form does."""
    item = entry("whole", title="", exemption_end=None, resource_count=1, retention="x" * 1_001)
    assert [v.field for v in check(item)] == ["title", "retention", "exemption_end", "resources"]


def test_regions_are_judged_only_against_a_registry(entry):
    """Without a registry no region code is wrong."""
    assert check(entry("periodic", region_code="xx")) == []


def test_errors_leaves_out_warnings_and_findings(entry):
    """Only errors refuse an entry."""
    item = entry("periodic", title="", retention="", update_frequency=UpdateFrequency.TAHUNAN)
    found = check(item)
    assert {v.severity for v in found} == set(Severity)
    assert [v.field for v in errors(found)] == ["title"]


def citations_of_errors() -> list[Citation]:
    declared = [rule.citation for rule in RULES if rule.severity is Severity.ERROR]
    return [citation for citation in declared if citation is not None]


def test_an_error_rests_on_verified_law(entry):
    """A provision that was not confirmed backs a warning or a finding, never a refusal."""
    told = [v for p in PROOFS for v in check(entry(p.sort, **p.change), regions=REGIONS)]
    backing = [v.citation for v in errors(told) if v.citation is not None]
    assert all(citation.verified for citation in [*backing, *citations_of_errors()])
    assert any(v.citation is not None and not v.citation.verified for v in told)


class TestMessages:
    def test_it_names_field_value_rule_and_law(self, entry):
        """A refusal can be acted on without opening the law."""
        item = entry("whole", **LETTER_A, exemption_end=PartialDate.parse("2060-01-01"))
        [violation] = check(item)
        assert violation.message == (
            '"End of the exemption": "2060-01-01" is more than 30 years after the start, '
            "2025-03-01; ground a may last until 2055-03-01 (PP 61/2010)."
        )

    def test_it_is_rendered_in_another_language(self, entry):
        """The words and the field's label are translated before the values go in."""
        catalogue = {"Title": "Judul", '"{field}" must be filled in.': "{field} wajib diisi."}
        [violation] = check(entry("periodic", title=""))
        rendered = violation.render(lambda msgid: catalogue[msgid])
        assert rendered == f"Judul wajib diisi ({DIP})."

    def test_it_does_not_repeat_a_citation(self, entry):
        """A translation may place the citation itself."""
        [violation] = check(entry("periodic", title=""))
        rendered = violation.render(lambda _msgid: f"Menurut {DIP} wajib diisi.")
        assert rendered == f"Menurut {DIP} wajib diisi."

    def test_it_shows_values_short_and_clean(self, entry):
        """A hundred kilobytes of text or a lone surrogate never gets into an answer."""
        item = entry("periodic", title="\ud800" + "a" * 100_000)
        long, forbidden = check(item)
        assert len(long.message) < 300
        assert 'It begins with "U+D800aaa' in long.message
        assert "the character U+D800 at position 1" in forbidden.message

    def test_a_brace_in_a_value_is_only_a_brace(self, entry):
        """What an officer types is never taken for a parameter."""
        item = entry("periodic", unreadable={"period_start": "{field.__class__}"})
        assert "{field.__class__}" in check(item)[0].message


def test_a_message_says_a_code_by_its_label_and_keeps_the_code(entry):
    broken = entry("periodic", exemption_status=ExemptionStatus.SELURUHNYA)
    violation = next(v for v in check(broken) if v.code == "exempt-status-needs-exempt-category")
    assert violation.params["status"] == "dikecualikan-seluruhnya"
    assert '"Dikecualikan Seluruhnya"' in violation.message
    assert "dikecualikan-seluruhnya" not in violation.message
