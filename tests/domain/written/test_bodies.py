"""A body is known by any of its names, and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ckanext.ppidbontang.domain.agencies import Agency, Registry, registry_from_records
from ckanext.ppidbontang.domain.written.bodies import agency_of, region_of

OPD = Path(__file__).parents[3] / "config" / "opd.yaml"


@pytest.fixture(scope="module")
def registry() -> Registry:
    content = yaml.safe_load(OPD.read_text("utf-8"))
    return registry_from_records(content["agencies"], content["regions"])


BODIES = [
    ("dinkes", "dinkes"),
    ("BTG-05", "dinkes"),
    ("DINAS  KESEHATAN", "dinkes"),
    ("Dinas Kesehatan Kota Bontang", "dinkes"),
    ("Dinas Kesehatan (Dinkes)", "dinkes"),
    ("PPID Pelaksana Dinas Kesehatan", "dinkes"),
    ("Dinas Kesehatan dan Keluarga Berencana", "dinkes"),
    ("Dinas Perumahan Kawasan Permukiman & Pertanahan", "dpkpp"),
    ("SATPOL-PP", "satpol-pp"),
    ("Diskominfotik", "diskominfo"),
    ("Kel. Api-Api", "kel-api-api"),
    ("Kelurahan Loktuan", "kel-lok-tuan"),
    ("Kec Bontang Utara", "kec-bontang-utara"),
    ("RSUD Taman Husada", "rsud-taman-husada"),
    ("Pemerintah Kota Bontang", "kota-bontang"),
    ("Dinas Kebersihan", None),
    ("Dinas", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_body_is_found_by_what_it_is_called(registry, text, name):
    """Case, blanks, punctuation, "dan" and the city's name make no difference."""
    agency = agency_of(text, registry)
    assert (agency and agency.name) == name


def test_every_body_and_region_is_found_by_its_own_names(registry):
    """No name that stands for a body now is another's too."""
    for agency in registry.agencies:
        for name in (agency.code, agency.name, agency.title, agency.abbreviation):
            assert agency_of(name, registry) is agency
    for region in registry.regions:
        assert region_of(region.code, registry) is region


def test_a_present_name_comes_first_and_a_shared_one_is_nobodys():
    """What was called so once gives way; of two that were, none is meant."""

    def body(name: str, *former: str) -> Agency:
        return Agency(
            code=name, name=name, title=name, abbreviation=name, type="dinas", former_names=former
        )

    old, new, other = body("a", "Dinas X", "Dinas Y"), body("Dinas X"), body("c", "Dinas Y")
    registry = Registry([old, new, other], [])
    assert agency_of("dinas x", registry) is new
    assert agency_of("dinas y", registry) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("64.74", "64.74"),
        ("6474", "64.74"),
        ("Kota Bontang", "64.74"),
        ("Kelurahan Guntung", "64.74.01.1004"),
        ("Lhok Tuan", "64.74.01.1003"),
        ("Samarinda", None),
    ],
)
def test_a_region_is_found_by_code_or_name(registry, text, code):
    """Its other spellings as well."""
    region = region_of(text, registry)
    assert (region and region.code) == code
