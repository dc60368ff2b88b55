"""A new release shows its own style sheets, though its files be older than the joined ones."""

from __future__ import annotations

import os
from pathlib import Path

from portal import web
from portal.layout import Instance
from webassets.bundle import Bundle
from webassets.env import Environment


def test_the_bundles_of_another_release_are_not_served(instance: Instance, tmp_path: Path) -> None:
    source = tmp_path / "page.css"
    source.write_text("a { color: red }")
    assert "red" in _served(instance, source)

    source.write_text("a { color: blue }")
    os.utime(source, (0, 0))  # as it comes out of a package
    assert "red" in _served(instance, source)
    web.forget_bundles(instance)

    assert "blue" in _served(instance, source)


def _served(instance: Instance, source: Path) -> str:
    """Return what the portal shows after it was started anew."""
    instance.bundles.mkdir(parents=True, exist_ok=True)
    joined = Bundle(str(source), output="%(version)s_page.css")
    joined.env = Environment(str(instance.bundles), "")
    (address,) = joined.urls()
    return (instance.bundles / address.strip("/").partition("?")[0]).read_text()
