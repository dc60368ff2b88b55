"""The colours that follow from a city's one colour, for light and dark pages.

A city chooses its brand; what is written on it, and links in its hue, must still be read by
everybody: every pair here has the contrast that WCAG 2.2 asks (1.4.3, level AA: 4.5 to 1).
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable
from dataclasses import dataclass

ENOUGH = 4.5
# Among dark pages a band is dark too, or it would glare.
PLENTY = 10.0

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_WHITE = (1.0, 1.0, 1.0)
# What links stand on at worst: --ppid-surface of both schemes.
_LIGHT_GROUND = (0xED / 255, 0xF1 / 255, 0xF5 / 255)
_DARK_GROUND = (0x22 / 255, 0x2D / 255, 0x38 / 255)
_STEP = 0.01

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as CSS writes them: bands with white text, and links and buttons of both schemes."""

    band: str
    band_dark: str
    link: str
    link_dark: str


def palette(brand: str) -> Palette:
    """Return the colours of a brand, such as `#005d7a`.

    Raises:
        ValueError: it is no colour of six hexadecimal digits.
    """
    colour = parse(brand)
    return Palette(
        band=_css(_shade(colour, against=_WHITE, ratio=ENOUGH, step=-_STEP)),
        band_dark=_css(_shade(colour, against=_WHITE, ratio=PLENTY, step=-_STEP)),
        link=_css(_shade(colour, against=_LIGHT_GROUND, ratio=ENOUGH, step=-_STEP)),
        link_dark=_css(_shade(colour, against=_DARK_GROUND, ratio=ENOUGH, step=_STEP)),
    )


def parse(colour: str) -> Colour:
    """Return the red, green and blue of a colour, each from 0 to 1.

    Raises:
        ValueError: it is no colour of six hexadecimal digits.
    """
    if not _HEX.fullmatch(colour):
        raise ValueError(colour)
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _shade(colour: Colour, *, against: Colour, ratio: float, step: float) -> Colour:
    """Return a colour in the nearest lightness that has this contrast."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    end = 0.0 if step < 0 else 1.0
    while not _stands_out(colour, against, ratio) and lightness != end:
        lightness = min(1.0, max(0.0, lightness + step))
        colour = colorsys.hls_to_rgb(hue, lightness, saturation)
    return colour


def _stands_out(colour: Colour, against: Colour, enough: float) -> bool:
    # The bytes of CSS are what is seen: rounding must not take the contrast away.
    return contrast(parse(_css(colour)), against) >= enough


def _luminance(colour: Iterable[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _css(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
