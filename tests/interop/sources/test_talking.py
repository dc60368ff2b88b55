"""Sources that say for themselves what they have: another CKAN, its DCAT feed, JSON and Excel."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from .city import City

Record = dict[str, Any]

THERE: tuple[Record, ...] = (
    {
        "name": "imunisasi",
        "title": "Cakupan Imunisasi",
        "notes": "Cakupan menurut puskesmas.",
        "tags": [{"name": "kesehatan"}],
        "extras": [{"key": "frekuensi", "value": "Tiap bulan"}],
        "resources": [{"name": "Berkas", "url": "https://data.example/imunisasi.csv"}],
    },
    {"name": "stunting", "title": "Prevalensi Stunting", "notes": "Per kelurahan."},
    *({"name": f"seri-{n}", "title": f"Seri {n}", "notes": "Seri."} for n in range(1, 12)),
)


@pytest.fixture
def province(second_ckan: Any) -> Any:
    """Fill a second CKAN, and empty it afterwards."""
    api = second_ckan.api
    [body] = api.call_action("organization_list")
    made = [api.call_action("package_create", {**one, "owner_org": body}) for one in THERE]
    yield api
    for one in made:
        api.call_action("dataset_purge", {"id": one["id"]})


@pytest.mark.parametrize("type_", ["ckan", "dcat"])
def test_a_second_ckan_is_pulled_changed_and_pulled_again(portal: City, province, type_):
    body = "dinkes" if type_ == "ckan" else "diskominfo"
    found = portal.pull(type_)
    assert found["last_pull"]["counts"]["created"] == len(THERE), found
    entries = portal.entries(body)
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
    found = portal.pull(type_)
    counts = found["last_pull"]["counts"]
    assert (counts["arrived"], counts["changed"], counts["vanished"]) == (12, 1, 1), counts
    assert portal.entries(body)["Prevalensi Stunting"]["notes"] == "Per kecamatan."
    assert "Seri 11" in portal.entries(body)


def test_json_and_excel(portal: City, agency_site):
    rows = [{"kode": n, "nama": {"id": f"Judul {n}"}, "ket": "Isi."} for n in (1, 2)]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("DAFTAR",),
        (),
        ("No.", "Judul  Informasi", "Dibuat"),
        (1, "Peta", 45658),
        (2, "#REF!", 1),
    ):
        sheet.append(row)
    sheet["C4"].number_format = "yyyy-mm-dd"
    excel = BytesIO()
    book.save(excel)
    agency_site.put("pohon.json", json.dumps({"data": {"isi": rows}}))
    agency_site.put("lembar.xlsx", excel.getvalue())
    assert portal.pull("pohon")["last_pull"]["counts"]["created"] == 2
    found = portal.pull("lembar")
    assert (
        found["last_pull"]["counts"] | {"arrived": 1, "created": 1, "refused": 1}
        == (found["last_pull"]["counts"])
    )
    assert set(portal.entries("bpbd")) == {"Judul 1", "Judul 2"}
    assert portal.entries("bkpsdm")["Peta"]["created_on"] == "2025-01-01"
