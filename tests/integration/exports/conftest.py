"""Entries of every sort, published and not, and the people who may take them out or may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Record = dict[str, Any]

ANNOUNCEMENT = {
    f"announcement_{part}": f"- {part}: siaga;\n=tidak boleh dihitung"
    for part in (
        *("hazard", "affected", "evacuation", "avoidance"),
        *("assistance", "announcer", "channel", "mitigation"),
    )
}


@pytest.fixture
def filled(
    publish: Callable[..., Record],
    open_record: Record,
    exempt_record: Record,
    partly_exempt: Record,
) -> dict[str, Record]:
    """Fill Dinkes with one entry of each sort, one with every field; two others have one."""
    dinkes = {"owner_org": "dinkes"}
    made = [
        publish(
            open_record,
            **dinkes,
            name="lengkap",
            title="=Kunjungan puskesmas; +62 2025",
            notes="Baris satu\r\n\r\n- butir, -5\n'=apa adanya\n@akhir",
            tags=[{"name": "kesehatan"}, {"name": "puskesmas 2025"}],
            controlling_unit='Sekretariat; "Umum"',
            issuing_official="Kepala Dinas Kesehatan",
            created_on="2025-07-01",
            created_place="Bontang",
            available_forms=["cetak", "elektronik"],
            retention="2 tahun",
            update_frequency="semesteran",
            geographic_level="kelurahan",
            unit="kunjungan",
            measure="Jumlah",
            concept="Kunjungan",
            definition="Pasien yang datang.",
            indicator_code="001",
            priority_data="true",
            responsible_opd="rsud-taman-husada",
            resources=[
                {
                    "name": "Tabel | 2025",
                    "url": "https://data.example/a.csv",
                    "format": "CSV",
                    "description": "Menurut bulan",
                },
                {"name": "Tautan", "url": "https://data.example/b?x=1|2"},
            ],
        ),
        publish(partly_exempt, **dinkes),
        publish(
            exempt_record,
            **dinkes,
            exemption_legal_basis=[
                *exempt_record["exemption_legal_basis"],
                {"law": "Undang-Undang Nomor 27 Tahun 2022", "article": "Pasal 4\nayat (2)"},
            ],
        ),
        publish(
            open_record,
            **dinkes,
            **ANNOUNCEMENT,
            name="wabah",
            information_category="serta-merta",
            information_kind="serta-merta-04",
            announcement_until="2025-12-31",
        ),
        publish(open_record, **dinkes, name="draf", title="Draf", private=True),
        publish(open_record, name="profil", owner_org="kel-api-api"),
        publish(open_record, name="kecamatan", owner_org="kec-bontang-utara"),
    ]
    return {entry["name"]: entry for entry in made}
