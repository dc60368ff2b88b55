"""Promises of the project to its users, held against the code: names, labels and documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from portal.layout import PORTAL

from ckanext.ppidbontang.cli import ppid
from ckanext.ppidbontang.domain import rules
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from ckanext.ppidbontang.feed import files
from ckanext.ppidbontang.feed.syntaxes import Syntax

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ckanext-ppidbontang/ckanext/ppidbontang"

SCHEMA = yaml.safe_load((PACKAGE / "schemas/dataset.yaml").read_text(encoding="utf-8"))
FIELDS = {field["field_name"]: field for field in SCHEMA["dataset_fields"]}

# What CKAN itself knows of a dataset, beside the record of the law.
CORE_FIELDS = {"title", "name", "notes", "tag_string", "owner_org", "license_id"}

RECORD = {
    "responsible_opd",
    "information_category",
    "information_kind",
    "exemption_status",
    "controlling_unit",
    "issuing_official",
    "created_on",
    "created_place",
    "available_forms",
    "retention",
    "update_frequency",
    "period_start",
    "period_end",
    "region_code",
    "geographic_level",
    "unit",
    "measure",
    "concept",
    "definition",
    "indicator_code",
    "priority_data",
    "personal_data",
    "announcement_until",
    "exemption_grounds",
    "exemption_legal_basis",
    "exemption_consequence_open",
    "exemption_consequence_closed",
    "exempt_parts",
    "exemption_period_type",
    "exemption_start",
    "exemption_end",
    "exemption_condition",
    "consequence_test_number",
    "consequence_test_date",
    "consequence_test_place",
    "exemption_decision_number",
    "exemption_decision_date",
    "exemption_decision_official",
    "review_state",
    *(statement.field for statement in ANNOUNCEMENT_STATEMENTS),
}


def documentation() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def test_the_record_has_exactly_its_fields():
    assert set(FIELDS) == CORE_FIELDS | RECORD


@pytest.mark.parametrize("name", sorted(set(FIELDS) & set(LABELS)))
def test_a_field_has_one_label(name):
    """The form and the messages of the law call a field by the same words."""
    assert FIELDS[name]["label"] == LABELS[name]


PARTLY = {
    "information_category": Category.BERKALA,
    "exemption_status": ExemptionStatus.SEBAGIAN,
}


@pytest.mark.parametrize(
    ("code", "when", "record"),
    [
        ("exemption-required", {"closed", "partly"}, PARTLY),
        (
            "period-end-required",
            {"dated"},
            {**PARTLY, "exemption_period_type": PeriodType.TAHUN},
        ),
        (
            "period-end-required",
            {"conditional"},
            {**PARTLY, "exemption_period_type": PeriodType.KONDISI},
        ),
        (
            "announcement-statement-missing",
            {"announced"},
            {"information_category": Category.SERTA_MERTA, "published": True},
        ),
    ],
    ids=["partly closed", "until a year", "until a condition", "announced"],
)
def test_the_form_marks_what_the_law_then_asks_for(code, when, record):
    asked = {found.field for found in rules.check(InformationItem(**record)) if found.code == code}
    assert asked == {name for name, field in FIELDS.items() if field.get("required_when") in when}


def test_every_setting_is_documented():
    declared = yaml.safe_load((PACKAGE / "config_declaration.yaml").read_text(encoding="utf-8"))
    settings = [option["key"] for group in declared["groups"] for option in group["options"]]
    assert settings
    told = documentation()
    assert [key for key in settings if key not in told] == []
    assert [key for key in settings if not key.startswith("ckanext.ppidbontang.")] == []


def commands(group: click.Group, words: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{words} {name}")
        else:
            yield f"{words} {name}"


def test_every_command_is_documented():
    told = (ROOT / "docs/operator.md").read_text(encoding="utf-8")
    known = list(commands(ppid, "ckan ppid"))
    assert "ckan ppid feed publish" in known
    assert [command for command in known if command not in told] == []


def test_nginx_finds_the_files_of_the_feed():
    site = (ROOT / "deploy/nginx/portal.conf").read_text(encoding="utf-8")
    assert f"root /srv/portal/{PORTAL.feed.relative_to(ROOT)};" in site
    assert "try_files /full.$1 @portal;" in site
    named = re.search(r"/catalog/full\\\.\(([a-z|]+)\)", site)
    assert named
    assert {f"full.{suffix}" for suffix in named[1].split("|")} == set(map(files.name, Syntax))


def test_every_field_is_documented():
    api = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    assert [name for name in sorted(RECORD) if f"`{name}`" not in api] == []
