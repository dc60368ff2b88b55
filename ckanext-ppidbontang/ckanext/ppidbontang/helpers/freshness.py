"""What the page of an entry says of its next update."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.ppidbontang import freshness


def ppid_next_update(package: Mapping[str, Any]) -> freshness.NextUpdate | None:
    """Return by when an entry is to be updated, and whether that is late; one query at most."""
    return freshness.of_page(package)
