"""Two pieces of information as they are filled in: an open one, and one that is wholly exempt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER
from ckanext.ppidbontang.exports import rows


def written() -> Iterator[dict[str, str]]:
    """Yield each example by its fields, as it stands in the cells."""
    for record in (_open(), _exempt()):
        cells = zip(FIELD_ORDER, rows.written(record), strict=True)
        yield {field: text for field, text in cells if text}


def _open() -> dict[str, Any]:
    return {
        "title": tk._("Population of each kelurahan, first half of 2025"),
        "notes": tk._("Number of residents of each kelurahan by sex, as registered on 30 June."),
        "tags": [tk._("population"), tk._("civil registration")],
        "license_id": "cc-by",
        "owner_org": tk._("Name of your body"),
        "information_category": "setiap-saat",
        "information_kind": "setiap-saat-03",
        "exemption_status": "terbuka",
        "controlling_unit": tk._("Division of population information"),
        "issuing_official": tk._("Head of the department"),
        "created_on": "2025-07",
        "created_place": tk._("Name of your city"),
        "available_forms": ["cetak", "elektronik"],
        "retention": tk._("2 years active, 5 years inactive"),
        "update_frequency": "semesteran",
        "period_start": "2025-01",
        "period_end": "2025-06",
        "geographic_level": "kelurahan",
        "unit": tk._("persons"),
        "measure": tk._("Number"),
        "priority_data": "true",
        "personal_data": "tidak",
        "resources": [
            {"name": tk._("Population 2025"), "url": "penduduk-2025.csv"},
            {"name": tk._("Method"), "url": "https://data.example.go.id/metode.pdf"},
        ],
    }


def _exempt() -> dict[str, Any]:
    return {
        "title": tk._("Medical records of patients"),
        "notes": tk._("Records of the care of each patient."),
        "owner_org": tk._("Name of your body"),
        "information_category": "dikecualikan",
        "exemption_status": "dikecualikan-seluruhnya",
        "exemption_grounds": ["h", "j"],
        "exemption_legal_basis": [
            {
                "law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan",
                "article": "Pasal 177",
            },
            {
                "law": "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi",
                "article": "Pasal 4 ayat (2)",
            },
        ],
        "exemption_consequence_open": tk._("It reveals the history and the health of patients."),
        "exemption_consequence_closed": tk._("The private secrets of patients are protected."),
        "exemption_period_type": "kondisi",
        "exemption_start": "2025-01-10",
        "exemption_condition": tk._("Until the patient consents in writing."),
    }
