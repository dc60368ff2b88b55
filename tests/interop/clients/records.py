"""What the tests publish beside the entries that are there."""

from __future__ import annotations

from typing import Any

NEW: dict[str, Any] = {
    "name": "kualitas-udara",
    "title": "Kualitas udara ambien",
    "notes": "Hasil pemantauan kualitas udara.",
    "owner_org": "dlh",
    "license_id": "cc-by",
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "terbuka",
    "personal_data": "tidak",
    "resources": [{"name": "Udara", "url": "https://contoh.example/udara.csv", "format": "CSV"}],
}
