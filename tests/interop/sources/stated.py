"""The sources of the tests, as `config/sources.yaml` states them; each is a body's of its own."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]

OPEN: Record = {"exemption_status": {"value": "terbuka"}}
BERKALA: Record = {"information_category": {"value": "berkala"}, **OPEN}
# The columns of `test_tables`.
TABLE: Record = {
    "type": "csv",
    "id": "Nomor",
    "limits": {"seconds": 3, "megabytes": 8},
    "mapping": {
        "title": "Judul",
        "notes": "Ringkasan",
        "resources": "Tautan",
        "information_category": {"from": "Kategori", "values": {"Rutin": "berkala"}},
        **OPEN,
    },
}


def sources(agency: str, province: str) -> list[Record]:
    """Return every source; `agency` and `province` are the addresses of two servers."""
    return [
        {**TABLE, "name": "arsip", "opd": "dpk", "url": f"{agency}/arsip.csv"},
        {**TABLE, "name": "aset", "opd": "bpkad", "url": f"{agency}/aset.csv"},
        {
            **TABLE,
            "name": "rapuh",
            "opd": "bapenda",
            "url": f"{agency}/rapuh.csv",
            "conflict": "sumber",
        },
        {
            "name": "ckan",
            "type": "ckan",
            "opd": "dinkes",
            "url": province,
            "token": "PPID_TOKEN_PROVINSI",
            "mapping": {
                **BERKALA,
                "update_frequency": {
                    "from": "extras.frekuensi",
                    "values": {"tiap bulan": "bulanan"},
                },
            },
        },
        {"name": "dcat", "type": "dcat", "opd": "diskominfo", "url": f"{province}/catalog.ttl"},
        {
            "name": "pohon",
            "type": "json",
            "opd": "bpbd",
            "url": f"{agency}/pohon.json",
            "records": "data.isi",
            "id": "kode",
            "mapping": {"title": "nama.id", "notes": "ket"},
        },
        {
            "name": "lembar",
            "type": "xlsx",
            "opd": "bkpsdm",
            "url": f"{agency}/lembar.xlsx",
            "id": "No",
            "mapping": {"title": "JUDUL INFORMASI", "created_on": "dibuat"},
        },
    ]


def complete(source: Record) -> Record:
    """Return a source with what is the same in all of them."""
    return {"title": f"Sumber {source['name']}", "schedule": "manual", **source}
