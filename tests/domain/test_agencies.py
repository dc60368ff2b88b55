"""The registry of bodies and regions, right and wrong."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml

from ckanext.ppidbontang.domain.agencies import AGENCY_TYPES, registry_from_records
from ckanext.ppidbontang.domain.exceptions import RegistryError

CITY = {
    "code": "A-0",
    "name": "kota",
    "title": "Pemerintah Kota",
    "abbreviation": "Pemkot",
    "type": "kota",
    "parent": None,
}
HEALTH = {
    "code": "A-1",
    "name": "dinkes",
    "title": "Dinas Kesehatan",
    "abbreviation": "Dinkes",
    "type": "dinas",
    "parent": "A-0",
    "former_names": ["Dinas Kesehatan dan Keluarga Berencana"],
    "aliases": ["Diskes"],
    "region_code": "64.74",
    "valid_from": "2025",
}
REGIONS = [
    {"code": "64.74", "name": "Kota", "level": "kota", "bps_code": "6474", "variants": ["Bontang"]},
    {"code": "64.74.01", "name": "Utara", "level": "kecamatan", "parent": "64.74"},
]


def other(base: dict[str, object], **changes: object) -> dict[str, object]:
    return {**copy.deepcopy(base), **changes}


def problems(agencies: object, regions: object = REGIONS) -> tuple[str, ...]:
    with pytest.raises(RegistryError) as caught:
        registry_from_records(agencies, regions)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


class TestRegistry:
    def test_parents_come_before_their_children(self):
        """Organisations can be made in the order of the registry, whatever the file's order."""
        ward = other(HEALTH, code="A-3", name="kel", abbreviation="Kel", parent="A-2")
        district = other(HEALTH, code="A-2", name="kec", abbreviation="Kec")
        registry = registry_from_records([ward, HEALTH, district, CITY], REGIONS)
        assert [agency.code for agency in registry.agencies] == ["A-0", "A-1", "A-2", "A-3"]
        assert registry.root.name == "kota"

    def test_it_finds_bodies_and_regions(self):
        """A body is found by its name or its code, a region by its code."""
        registry = registry_from_records([CITY, HEALTH], REGIONS)
        body = registry.by_code("A-1")
        assert registry.find("dinkes") is body
        assert body.former_names == ("Dinas Kesehatan dan Keluarga Berencana",)
        assert body.valid_from == "2025"
        assert registry.find("dinas") is None
        city = registry.region("64.74")
        assert city is not None
        assert city.variants == ("Bontang",)
        assert registry.region("64") is None
        assert registry.region_codes == {"64.74", "64.74.01"}

    def test_the_registry_of_the_city_is_right(self):
        """config/opd.yaml: the city, 31 OPD with the three kecamatan, 15 kelurahan."""
        file = Path(__file__).parents[2] / "config" / "opd.yaml"
        content = yaml.safe_load(file.read_text("utf-8"))
        registry = registry_from_records(content["agencies"], content["regions"])
        types = [agency.type for agency in registry.agencies]
        assert len(types) == 47
        assert types.count("kelurahan") == 15
        assert set(types) == set(AGENCY_TYPES)
        assert len(registry.region_codes) == 19


ROOTS = "agencies[2] (A-1), parent: None makes a second root beside A-0; only the city may be one"


@pytest.mark.parametrize(
    ("agencies", "problem"),
    [
        (None, "agencies: None must be a list of records"),
        ([CITY, "dinkes"], "agencies[2]: 'dinkes' must be a record of fields and values"),
        ([CITY, other(HEALTH, code=None)], "agencies[2], code: None must be filled in"),
        ([CITY, other(HEALTH, title=" ")], "agencies[2] (A-1), title: ' ' must be filled in"),
        (
            [CITY, other(HEALTH, valid_from=2025)],
            "agencies[2] (A-1), valid_from: 2025 must be a text; write it in quotes",
        ),
        (
            [CITY, other(HEALTH, valid_from="lama")],
            "agencies[2] (A-1), valid_from: 'lama' must be a date, a month or a year, as in 2025",
        ),
        (
            [CITY, other(HEALTH, name="Dinas Kesehatan")],
            "agencies[2] (A-1), name: 'Dinas Kesehatan' must be 2 to 100 lower-case letters, "
            "digits, - or _",
        ),
        (
            [CITY, other(HEALTH, type="kantor")],
            "agencies[2] (A-1), type: 'kantor' must be one of " + ", ".join(AGENCY_TYPES),
        ),
        (
            [CITY, other(HEALTH, aliases="Diskes")],
            "agencies[2] (A-1), aliases: 'Diskes' must be a list of texts",
        ),
        (
            [CITY, other(HEALTH, former_names=["Dinkes KB", 2020])],
            "agencies[2] (A-1), former_names: ['Dinkes KB', 2020] must be a list of texts",
        ),
        (
            [CITY, other(HEALTH, tittle="x")],
            "agencies[2], tittle: 'x' is given for a field that does not exist",
        ),
        (
            [CITY, other(HEALTH, region_code="64.75")],
            "agencies[2] (A-1), region_code: '64.75' is not the code of a region",
        ),
        (
            [CITY, HEALTH, other(HEALTH, name="dua", abbreviation="Dua")],
            "agencies[3] (A-1), code: 'A-1' is already that of agencies[2] (A-1)",
        ),
        (
            [CITY, HEALTH, other(HEALTH, code="A-2", abbreviation="Dua")],
            "agencies[3] (A-2), name: 'dinkes' is already that of agencies[2] (A-1)",
        ),
        (
            [CITY, HEALTH, other(HEALTH, code="A-2", name="dua", abbreviation="DINKES")],
            "agencies[3] (A-2), abbreviation: 'DINKES' is already that of agencies[2] (A-1)",
        ),
        (
            [CITY, other(HEALTH, parent="A-9")],
            "agencies[2] (A-1), parent: 'A-9' is not the code of a record",
        ),
        (
            [CITY, other(HEALTH, parent="A-1")],
            "agencies[2] (A-1), parent: 'A-1' makes the record its own ancestor",
        ),
        ([CITY, other(HEALTH, parent=None)], ROOTS),
    ],
)
def test_a_wrong_registry_is_told_by_record_and_field(agencies, problem):
    """The error names the record, the field, the value and the rule."""
    found = problems(agencies)
    assert problem in found
    assert len(found) == 1 or agencies is None


def test_a_cycle_is_told_on_each_of_its_records():
    """Whoever mends the file sees every record of the circle, and not those below it."""
    one = other(HEALTH, parent="A-2")
    two = other(HEALTH, code="A-2", name="dua", abbreviation="Dua", parent="A-1")
    below = other(HEALTH, code="A-3", name="tiga", abbreviation="Tiga", parent="A-2")
    assert problems([CITY, one, two, below]) == (
        "agencies[2] (A-1), parent: 'A-2' makes the record its own ancestor",
        "agencies[3] (A-2), parent: 'A-1' makes the record its own ancestor",
    )


def test_no_root_is_told():
    """Somebody must be PPID Utama."""
    assert problems([])[-1] == "agencies, parent: no body is without a parent; the city must be"


def test_all_problems_are_told_at_once():
    """A file is mended in one go."""
    found = problems(
        [CITY, other(HEALTH, title="", type="x")],
        [*REGIONS, {"code": "64.74", "name": "", "level": "rt", "parent": "64"}],
    )
    assert found == (
        "regions[3] (64.74), name: '' must be filled in",
        "regions[3] (64.74), level: 'rt' must be one of kota, kecamatan, kelurahan",
        "regions[3] (64.74), code: '64.74' is already that of regions[1] (64.74)",
        "agencies[2] (A-1), title: '' must be filled in",
        "agencies[2] (A-1), type: 'x' must be one of " + ", ".join(AGENCY_TYPES),
    )


@pytest.mark.parametrize(
    ("region", "problem"),
    [
        ({"parent": "64"}, "regions[3] (64.74.02), parent: '64' is not the code of a record"),
        (
            {"parent": "64.74.02"},
            "regions[3] (64.74.02), parent: '64.74.02' makes the record its own ancestor",
        ),
        ({"code": 64.74}, "regions[3], code: 64.74 must be a text; write it in quotes"),
        ({"nama": "x"}, "regions[3], nama: 'x' is given for a field that does not exist"),
    ],
)
def test_a_wrong_region_is_told_by_record_and_field(region, problem):
    """Regions are read as strictly as bodies."""
    wrong = {"code": "64.74.02", "name": "Selatan", "level": "kecamatan", **region}
    assert problems([CITY, HEALTH], [*REGIONS, wrong]) == (problem,)
