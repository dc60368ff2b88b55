"""The icon font has every icon that the plugin's own templates name."""

from __future__ import annotations

import icons

# Words that begin like icons.
NO_ICONS = {"fa-solid", "fa-brands", "fa-caret-"}


def test_every_icon_of_a_template_is_in_the_font() -> None:
    """An icon that is missing shows as an empty box: run deploy/icons.py."""
    made = icons.STYLESHEET.read_text(encoding="utf-8")
    missing = {icon for icon in icons.named([icons.PLUGIN]) if f".{icon} {{" not in made}
    assert missing - NO_ICONS == set()
