"""What people type as words, and the names that mean the same body or place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.agencies import registry_from_records
from ckanext.ppidbontang.domain.synonyms import synonyms
from ckanext.ppidbontang.finding import words

REGISTRY = Path(__file__).parents[2] / "config" / "opd.yaml"

TYPED = {
    "jumlah penduduk": "jumlah penduduk",
    '"banjir rob" 2026': '"banjir rob" 2026',
    '"banjir rob': "banjir rob",
    "banjir - rob (2025)!": "banjir rob 2025",
    "KTP-el SD/MI": "KTP-el SD MI",
    "NOT rahasia AND *:*": "not rahasia and",
    "title:{!func}x^9~": "title func x 9",
    "'; DROP TABLE package; --": "DROP TABLE package",
    "😀 \x00 ???": "",
}


@pytest.mark.parametrize(("typed", "asked"), TYPED.items())
def test_what_is_typed_is_words(typed: str, asked: str) -> None:
    assert words.plain(typed) == asked


@given(st.text(max_size=2000))
def test_nothing_that_is_typed_is_a_command(typed: str) -> None:
    asked = words.plain(typed)
    assert not set(asked) & set("+!(){}[]^~*?:\\/|&")
    assert asked.count('"') % 2 == 0
    assert not {"AND", "OR", "NOT"} & set(asked.split())
    assert len(asked) <= 2 * words.MOST_LETTERS


def test_names_of_the_registry_stand_for_each_other() -> None:
    content = yaml.safe_load(REGISTRY.read_text(encoding="utf-8"))
    lines = synonyms(registry_from_records(content["agencies"], content["regions"]))
    assert "dinas kesehatan, dinkes, dinas kesehatan keluarga berencana" in lines
    assert "lok tuan, loktuan, lhoktuan, lhok tuan" in lines
    assert "api api, apiapi" in lines
    assert "berbas, berebas" in lines
    # "Telihan" is found in "Gunung Telihan" as it is.
    assert not [line for line in lines if "telihan" in line]
