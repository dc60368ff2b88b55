"""Sources that say for themselves what they have: another CKAN, its DCAT feed, JSON and Excel."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ..clients.province import BODY, Province
from .city import City

Record = dict[str, Any]

THERE: tuple[Record, ...] = (
    {
        "name": "imunisasi",
        "title": "Cakupan Imunisasi",
        "notes": "Cakupan menurut puskesmas.",
        "tags": [{"name": "kesehatan"}],
        "extras": [{"key": "frekuensi", "value": "Bulanan"}],
        "resources": [{"name": "Berkas", "url": "https://data.example/imunisasi.csv"}],
    },
    {"name": "stunting", "title": "Prevalensi Stunting", "notes": "Per kelurahan."},
    *({"name": f"seri-{n}", "title": f"Seri {n}", "notes": "Seri."} for n in range(1, 12)),
)
MAPPING: Record = {
    "information_category": {"value": "berkala"},
    "exemption_status": {"value": "terbuka"},
    "update_frequency": {"from": "extras.frekuensi", "values": {"bulanan": "bulanan"}},
}


@pytest.fixture
def province(second_ckan: Province) -> Any:
    """Fill a second CKAN, and empty it afterwards."""
    api = second_ckan.api
    made = [api.call_action("package_create", {**one, "owner_org": BODY}) for one in THERE]
    yield api
    for one in made:
        api.call_action("dataset_purge", {"id": one["id"]})


@pytest.mark.parametrize("type_", ["ckan", "dcat"])
def test_a_second_ckan_is_pulled_changed_and_pulled_again(portal: City, province, type_):
    here: Record = {
        "name": f"provinsi-{type_}",
        "title": "Provinsi",
        "type": type_,
        "opd": "dinkes",
        "schedule": "harian",
        "url": province.address if type_ == "ckan" else f"{province.address}/catalog.ttl",
        "mapping": MAPPING if type_ == "ckan" else {},
    }
    portal.name_sources(here)
    found = portal.pull(here["name"])
    assert found["last_pull"]["counts"]["created"] == len(THERE), found
    entries = portal.entries()
    assert set(entries) == {one["title"] for one in THERE}
    first = entries["Cakupan Imunisasi"]
    assert first["private"] is True
    assert [tag["name"] for tag in first["tags"]] == ["kesehatan"]
    assert [row["url"] for row in first["resources"]] == ["https://data.example/imunisasi.csv"]
    if type_ == "ckan":
        assert (first["information_category"], first["update_frequency"]) == ("berkala", "bulanan")
    else:  # nobody has said the category yet
        assert first["information_category"] == "setiap-saat"

    province.call_action("package_patch", {"id": "stunting", "notes": "Per kecamatan."})
    province.call_action("package_delete", {"id": "seri-11"})
    found = portal.pull(here["name"])
    counts = found["last_pull"]["counts"]
    assert (counts["arrived"], counts["changed"], counts["vanished"]) == (12, 1, 1), counts
    assert portal.entries()["Prevalensi Stunting"]["notes"] == "Per kecamatan."
    assert "Seri 11" in portal.entries()


def test_json_and_excel(portal: City, agency_site):
    rows = [{"kode": n, "nama": {"id": f"Judul {n}"}, "ket": "Isi."} for n in (1, 2)]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("DAFTAR",), (), ("No.", "Judul  Informasi", "Dibuat"), (1, "Peta", 45658), (2, "#REF!", 1)):
        sheet.append(row)
    sheet["C4"].number_format = "yyyy-mm-dd"
    excel = BytesIO()
    book.save(excel)
    common = {"opd": "bpkad", "schedule": "manual"}
    portal.name_sources(
        {
            **common,
            "name": "pohon",
            "title": "JSON",
            "type": "json",
            "url": agency_site.put("pohon.json", json.dumps({"data": {"isi": rows}})),
            "records": "data.isi",
            "id": "kode",
            "mapping": {"title": "nama.id", "notes": "ket"},
        },
        {
            **common,
            "name": "lembar",
            "title": "Excel",
            "type": "xlsx",
            "url": agency_site.put("lembar.xlsx", excel.getvalue()),
            "id": "No",
            "mapping": {"title": "JUDUL INFORMASI", "created_on": "dibuat"},
        },
    )
    assert portal.pull("pohon")["last_pull"]["counts"]["created"] == 2
    found = portal.pull("lembar")
    assert found["last_pull"]["counts"] | {"arrived": 1, "created": 1, "refused": 1} == (
        found["last_pull"]["counts"]
    )
    entries = portal.entries()
    assert set(entries) == {"Judul 1", "Judul 2", "Peta"}
    assert entries["Peta"]["created_on"] == "2025-01-01"
