"""Packages become items of the law without guessing: what cannot be read is kept and named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain import rules
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import LegalBasis
from ckanext.ppidbontang.domain.vocabularies import AvailableForm

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def test_reads_what_the_api_sends():
    item = mapping.item_from_package(
        {
            "title": "  Jumlah Penduduk ",
            "information_category": "setiap-saat",
            "information_kind": "setiap-saat-03",
            "exemption_status": "dikecualikan-sebagian",
            "exemption_grounds": ["h", "j"],
            "available_forms": ["elektronik"],
            "created_on": "2025-03",
            "exemption_start": "2025-03-01",
            "exemption_legal_basis": [{"law": "UU 27/2022", "article": "Pasal 4"}],
            "resources": [{"url": "a"}, {"url": "b"}],
            "tags": [{"name": "penduduk"}],
        }
    )
    assert item.title == "Jumlah Penduduk"
    assert item.information_category is Category.SETIAP_SAAT
    assert item.information_kind is not None
    assert item.information_kind.code == "setiap-saat-03"
    assert item.exemption_status is ExemptionStatus.SEBAGIAN
    assert item.exemption_grounds == (Ground.H, Ground.J)
    assert item.available_forms == (AvailableForm.ELEKTRONIK,)
    assert item.created_on == PartialDate.parse("2025-03")
    assert item.exemption_start == date(2025, 3, 1)
    assert item.exemption_legal_basis == (LegalBasis(law="UU 27/2022", article="Pasal 4"),)
    assert item.resource_count == 2
    assert item.tags == ("penduduk",)
    assert not item.unreadable


def test_reads_what_the_form_sends():
    """A form sends one string for one ticked box, blank rows and a comma-separated tag string."""
    item = mapping.item_from_package(
        {
            "exemption_grounds": "h",
            "tag_string": "penduduk, kesehatan ,",
            "exemption_legal_basis": [{"law": "", "article": " "}],
            "private": "False",
        }
    )
    assert item.exemption_grounds == (Ground.H,)
    assert item.tags == ("penduduk", "kesehatan")
    assert item.exemption_legal_basis == ()
    assert item.published


def test_reads_what_ckan_stores():
    """CKAN's default schema gives repeating and multiple values back as JSON text."""
    item = mapping.item_from_package(
        {
            "exemption_grounds": '["a", "h"]',
            "exemption_legal_basis": '[{"law": "KUHAP", "article": "Pasal 1"}]',
        }
    )
    assert item.exemption_grounds == (Ground.A, Ground.H)
    assert item.exemption_legal_basis == (LegalBasis(law="KUHAP", article="Pasal 1"),)


@pytest.mark.parametrize("private", [True, "True", "true", "yes", "1"])
def test_private_is_not_published(private):
    assert not mapping.item_from_package({"private": private}).published


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("information_category", "rahasia"),
        ("information_kind", "berkala-99"),
        ("exemption_status", "tertutup"),
        ("exemption_grounds", ["k"]),
        ("available_forms", ["lisan"]),
        ("created_on", "kemarin"),
        ("exemption_start", "2025-02-30"),
        ("exemption_end", "31/12/2030"),
        ("priority_data", "mungkin"),
        ("review_state", "terbit"),
    ],
)
def test_unknown_values_are_kept_and_refused(field, value):
    item = mapping.item_from_package({field: value})
    assert item.unreadable[field] == (value[0] if isinstance(value, list) else value)
    refused = [v for v in rules.errors(rules.check(item)) if v.field == field]
    assert refused
    assert item.unreadable[field] in refused[0].message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", {"id": "judul"}),
        ("notes", ["a"]),
        ("exemption_legal_basis", "UU 27/2022"),
        ("exemption_legal_basis", ["UU 27/2022"]),
        ("resources", "berkas.csv"),
        ("resources", [1]),
        ("tags", {"name": "x"}),
    ],
)
def test_wrong_shapes_are_named(field, value):
    [violation] = mapping.malformed_fields({field: value})
    assert violation.field == field
    assert violation.severity is rules.Severity.ERROR
    assert str(violation.params["value"]) in violation.message


def test_a_long_refused_value_is_shown_short():
    [violation] = mapping.malformed_fields({"title": ["x" * 100_000]})
    assert len(violation.message) < 300


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                *mapping.TEXT_FIELDS,
                "information_category",
                "exemption_grounds",
                "available_forms",
                "created_on",
                "exemption_end",
                "priority_data",
                "private",
                "tag_string",
            ]
        ),
        json_values,
    )
)
def test_no_json_value_breaks_the_reading(package):
    """Whatever JSON a client sends, reading and judging answer in words, never by raising."""
    for violation in rules.check(mapping.item_from_package(package)):
        assert violation.message
