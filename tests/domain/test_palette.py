"""Whatever colour a city chooses, its pages can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.palette import ENOUGH, PLENTY, contrast, palette, parse

LIGHT, DARK = parse("#edf1f5"), parse("#222d38")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(brand=COLOURS)
def test_every_pair_has_the_contrast_of_wcag(brand: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text."""
    made = palette(brand)
    assert contrast(parse(made.band), parse("#ffffff")) >= ENOUGH
    assert contrast(parse(made.band_dark), parse("#ffffff")) >= PLENTY
    assert contrast(parse(made.link), LIGHT) >= ENOUGH
    assert contrast(parse(made.link_dark), DARK) >= ENOUGH


def test_a_colour_that_can_be_read_stays_as_the_city_chose_it() -> None:
    assert palette("#005d7a").band == "#005d7a"
    assert palette("#005d7a").link == "#005d7a"


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(parse("#000000"), parse("#ffffff")) == pytest.approx(21)
    assert contrast(parse("#777777"), parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("wrong", ["none", "red", "#fff", "#12345g", "005d7a", "#005d7a; } body {"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(wrong)):
        palette(wrong)
