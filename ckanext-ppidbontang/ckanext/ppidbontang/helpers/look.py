"""What every page shows of the city: its colours and when its information service is open."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from ckanext.ppidbontang import config
from ckanext.ppidbontang.palette import palette


def ppid_brand_style() -> Markup:
    """Return the colours that follow from the setting of the brand, as custom properties of CSS."""
    return _style(config.brand_colour())


def ppid_service_hours() -> str:
    """Return when the information service is open, as the operator wrote it, or nothing."""
    return config.service_hours()


@lru_cache
def _style(brand: str) -> Markup:
    colours = palette(brand)
    return Markup(
        "--ppid-band-light: {}; --ppid-band-dark: {}; --ppid-link-light: {}; --ppid-link-dark: {};"
    ).format(colours.band, colours.band_dark, colours.link, colours.link_dark)
