"""The record as CKAN keeps it: stored whole, shown whole, filterable."""

from __future__ import annotations

import pytest
from ckan.tests import helpers

pytestmark = pytest.mark.usefixtures("with_plugins")

FULL = {
    "controlling_unit": "Bidang Pendaftaran Penduduk",
    "issuing_official": "Kepala Bidang",
    "created_on": "2025-07",
    "created_place": "Bontang",
    "available_forms": ["elektronik", "cetak"],
    "retention": "10 tahun",
    "update_frequency": "semesteran",
    "geographic_level": "kelurahan",
    "unit": "jiwa",
    "measure": "jumlah",
    "concept": "Penduduk",
    "definition": "Setiap orang yang berdomisili di Bontang.",
    "indicator_code": "12.01",
    "priority_data": True,
}


class TestStored:
    def test_every_field_comes_back(self, publish, open_record):
        publish(open_record, **FULL)
        shown = helpers.call_action("package_show", id=open_record["name"])
        for name, value in {**open_record, **FULL}.items():
            if name not in {"owner_org", "tags", "available_forms"}:
                assert shown[name] == value, name
        assert sorted(shown["available_forms"]) == ["cetak", "elektronik"]
        assert shown["responsible_opd"] == "disdukcapil"
        assert shown["review_state"] == "published"
        assert "extras" not in shown or shown["extras"] == []

    def test_an_exempt_entry_keeps_its_reasons(self, publish, exempt_record):
        publish(exempt_record)
        shown = helpers.call_action("package_show", id=exempt_record["name"])
        assert shown["exemption_grounds"] == ["h", "j"]
        assert shown["exemption_legal_basis"] == exempt_record["exemption_legal_basis"]
        assert shown["resources"] == []

    def test_a_private_entry_is_a_draft_of_the_review(self, publish, open_record):
        assert publish(open_record, private=True)["review_state"] == "draft"

    def test_an_update_that_says_nothing_of_a_field_removes_it(self, publish, act, open_record):
        publish(open_record, **FULL)
        act("package_patch", id=open_record["name"], retention="")
        assert "retention" not in helpers.call_action("package_show", id=open_record["name"])


class TestSearch:
    @pytest.mark.parametrize(
        "fq",
        [
            "information_category:setiap-saat",
            "information_kind:setiap-saat-03",
            "exemption_status:terbuka",
            "responsible_opd:disdukcapil",
            "update_frequency:semesteran",
            "geographic_level:kelurahan",
            "priority_data:true",
            "personal_data:tidak",
            "region_code:64.74",
            "created_on:2025-07",
            "unit:jiwa",
            "review_state:published",
            "indicator_code:12.01",
            "vocab_year:2025",
            "vocab_available_forms:cetak",
            "extras_controlling_unit:pendaftaran",
            "extras_definition:berdomisili",
        ],
    )
    def test_fields_filter(self, publish, open_record, fq):
        publish(open_record, **FULL)
        found = helpers.call_action("package_search", fq=fq)
        assert [entry["name"] for entry in found["results"]] == [open_record["name"]]

    def test_exemption_fields_filter(self, publish, open_record, exempt_record):
        publish(open_record)
        publish(exempt_record)
        for fq in (
            "vocab_exemption_grounds:h",
            "information_category:dikecualikan",
            "exemption_period_type:kondisi",
            "consequence_test_date:[2025-01-01T00:00:00Z TO 2025-12-31T00:00:00Z]",
            "extras_exemption_legal_basis:kesehatan",
        ):
            found = helpers.call_action("package_search", fq=fq)
            assert [entry["name"] for entry in found["results"]] == [exempt_record["name"]], fq

    @pytest.mark.parametrize(
        "q", ["Disdukcapil", "dukcapil penduduk", "kependudukan", "penduduk", "Bontang", "2025"]
    )
    def test_words_of_a_citizen_find_it(self, publish, open_record, q):
        publish(open_record, tags=[])
        found = helpers.call_action("package_search", q=q)
        assert open_record["name"] in [entry["name"] for entry in found["results"]]

    def test_facets_speak_in_words(self, publish, open_record):
        publish(open_record)
        found = helpers.call_action(
            "package_search",
            **{"facet.field": ["information_category", "responsible_opd", "vocab_year"]},
        )
        shown = {
            name: [item["display_name"] for item in facet["items"]]
            for name, facet in found["search_facets"].items()
        }
        assert shown == {
            "information_category": ["Informasi Setiap Saat"],
            "responsible_opd": ["Dinas Kependudukan dan Pencatatan Sipil"],
            "vocab_year": ["2025"],
        }

    def test_texts_at_their_limit_are_indexed(self, publish, exempt_record):
        """Four-byte characters at the domain's limits would not fit one string of the index."""
        publish(
            exempt_record,
            exemption_consequence_open="𝕏" * 20_000,
            exemption_condition="𝕏" * 20_000,
        )
        assert helpers.call_action("package_search", q="medis")["count"] == 1
