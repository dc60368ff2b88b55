"""The demonstration catalogue: lawful, complete, and what its registry and its files say."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from ckanext.ppidbontang.domain import rules
from ckanext.ppidbontang.domain.agencies import registry_from_records
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.mapping import item_from_package

CONFIG = Path(__file__).parents[2] / "config"
DEMO = CONFIG / "demo"
FILES = DEMO / "files"
# The day on which the catalogue shows what is late, past and about to end.
AS_OF = date(2026, 11, 22)
# Tables whose figures are official; every other table says that it is a sample.
OFFICIAL = {
    "bapperida-luas-wilayah-kecamatan",
    "disdukcapil-penduduk-datang-kelurahan-2018",
    "diskominfo-alur-permohonan-informasi",
    "dkp3-penerima-bantuan-pangan-2024",
    "dkp3-skor-pph-2021",
    "kota-bontang-hasil-monev-keterbukaan-2025",
    "kota-bontang-indikator-makro-2023",
}
# libyaml reads the fifty files ten times as fast, where it is built in.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _parse(path: Path) -> Any:
    return yaml.load(path.read_bytes(), LOADER)


_SETTINGS = _parse(CONFIG / "opd.yaml")
REGISTRY = registry_from_records(_SETTINGS["agencies"], _SETTINGS["regions"])

Entry = Mapping[str, Any]


def _entries() -> Iterator[Entry]:
    for path in sorted(DEMO.glob("*.yaml")):
        document = _parse(path)
        assert document["opd"] == path.stem
        for entry in document["entries"]:
            yield {"owner_org": document["opd"], **entry}


def _item(entry: Entry) -> InformationItem:
    return item_from_package({**entry, "tags": [{"name": tag} for tag in entry["tags"]]})


ENTRIES = list(_entries())
ITEMS = [_item(entry) for entry in ENTRIES]
CLOSED = [item for item in ITEMS if item.exemption_status is not ExemptionStatus.TERBUKA]
LAST_DAYS = [
    last
    for item in CLOSED
    if item.exemption_period and (last := item.exemption_period.last_day()) is not None
]


@pytest.mark.parametrize("body", [agency.name for agency in REGISTRY.agencies])
def test_entries_of_body_break_no_rule(body: str) -> None:
    """A model for officers obeys the law."""
    broken = {
        item.name: [violation.message for violation in errors]
        for item in ITEMS
        if item.owner_org == body
        and (errors := rules.errors(rules.check(item, regions=REGISTRY.region_codes)))
    }
    assert broken == {}


def test_some_columns_of_the_dip_are_left_empty() -> None:
    """The dashboard has findings to show."""
    found = [violation for item in ITEMS for violation in rules.check(item)]
    assert sum(violation.code == "dip-column-missing" for violation in found) >= 10


def test_catalogue_is_large_enough_to_browse() -> None:
    """Entries of every category, and files, in the numbers that were asked for."""
    categories = Counter(item.information_category for item in ITEMS)
    assert len(ENTRIES) >= 165
    assert set(categories) == set(Category)
    assert categories[Category.DIKECUALIKAN] >= 28
    assert categories[Category.SERTA_MERTA] >= 8
    assert sum(item.exemption_status is ExemptionStatus.SEBAGIAN for item in ITEMS) >= 11
    assert len(list(FILES.iterdir())) >= 110
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 2_000_000


def test_names_are_unique() -> None:
    """A name is an address."""
    assert [name for name, n in Counter(item.name for item in ITEMS).items() if n > 1] == []


def test_every_body_has_entries() -> None:
    """No body of the registry is silent, and none publishes that is not in it."""
    assert {item.owner_org for item in ITEMS} == {agency.name for agency in REGISTRY.agencies}


def test_nearly_every_kind_occurs() -> None:
    """The only kind left out repeats the periodic information as a whole."""
    used = {item.information_kind for item in ITEMS}
    assert {kind.code for kind in KINDS if kind not in used} <= {"setiap-saat-16"}


def test_exempt_entries_have_no_resources() -> None:
    """Exempt means absent."""
    exempt = [e for e in ENTRIES if e["information_category"] == "dikecualikan"]
    assert [e["name"] for e in exempt if "resources" in e or "information_kind" in e] == []


def test_partly_exempt_entries_publish_a_redacted_file() -> None:
    """What is blacked out can be seen to be blacked out."""
    partly = [e for e in ENTRIES if e["exemption_status"] == "dikecualikan-sebagian"]
    shown = {e["name"]: b"[dihitamkan]" in _text(e["resources"][0]["file"]) for e in partly}
    assert [name for name, redacted in shown.items() if not redacted] == []


def _text(file: str) -> bytes:
    path = DEMO / file
    if path.suffix == ".csv":
        return path.read_bytes()
    with ZipFile(path) as book:
        return b"".join(book.read(name) for name in book.namelist())


def test_exemptions_show_each_stage_of_their_life() -> None:
    """Some periods are past, some end within ninety days, some tests await a decision."""
    soon = AS_OF + timedelta(days=90)
    assert sum(last < AS_OF for last in LAST_DAYS) >= 4
    assert sum(AS_OF <= last <= soon for last in LAST_DAYS) >= 4
    assert sum(item.exemption_period_type == "kondisi" for item in CLOSED) >= 4
    tested = [item for item in CLOSED if item.consequence_test_date]
    assert sum(not item.exemption_decision_number for item in tested) == 2


def test_some_periodic_entries_are_overdue() -> None:
    """UU 14/2008 Pasal 9 ayat (3): at least every six months."""
    late = AS_OF - timedelta(days=183)
    overdue = [
        item
        for item in ITEMS
        if item.information_category is Category.BERKALA
        and item.update_frequency == "semesteran"
        and item.period_end
        and item.period_end.last_day() < late
        and item.created_on
        and item.created_on.last_day() < late
    ]
    assert len(overdue) >= 8


def test_files_and_entries_match() -> None:
    """Every file is of one entry, and every entry's file is there in the format it names."""
    resources = [resource for entry in ENTRIES for resource in entry.get("resources", ())]
    named = [resource["file"] for resource in resources]
    assert sorted(named) == sorted(f"files/{path.name}" for path in FILES.iterdir())
    assert [r["file"] for r in resources if Path(r["file"]).suffix[1:].upper() != r["format"]] == []


def test_samples_say_that_they_are_samples() -> None:
    """Nobody may take a made-up figure or warning for a real one."""
    silent = [
        entry["name"]
        for entry in ENTRIES
        if entry["name"] not in OFFICIAL
        and ("resources" in entry or entry["information_category"] == "serta-merta")
        and not _says_sample(entry)
    ]
    assert silent == []


def _says_sample(entry: Entry) -> bool:
    described = (resource["description"] for resource in entry.get("resources", ()))
    return "data contoh" in entry["notes"] and all("Data contoh" in text for text in described)


@pytest.mark.parametrize(
    ("file", "column", "total"),
    [
        pytest.param("disdukcapil-penduduk-datang-kelurahan-2018", "penduduk_datang", 4_847),
        pytest.param("dkp3-penerima-bantuan-pangan-2024", "penerima_kk", 5_086),
        pytest.param("bapperida-luas-wilayah-kecamatan", "luas_km2", 161.877),
        pytest.param("diskominfo-titik-wifi-publik", "titik_wifi", 717),
        pytest.param("dpmptsp-nib-terbit-kelurahan", "nib_terbit", 2_489),
        pytest.param("dkp3-skor-pph-2021", "skor_pph", 88.6),
    ],
)
def test_official_totals_are_kept(file: str, column: str, total: float) -> None:
    """Published figures add up to the published totals."""
    assert sum(_column(file, column)) == pytest.approx(total)


def test_tables_of_residents_agree() -> None:
    """The RT of the kelurahan add up to the table of the city."""
    city = sum(_column("disdukcapil-penduduk-kelurahan-2026-s1", "jumlah_penduduk"))
    wards = FILES.glob("kel-*-penduduk-rt-2026-s1.csv")
    assert sum(sum(_column(path.stem, "jumlah_penduduk")) for path in wards) == city


def _column(file: str, column: str) -> list[float]:
    with (FILES / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return [float(row[column]) for row in csv.DictReader(lines)]
