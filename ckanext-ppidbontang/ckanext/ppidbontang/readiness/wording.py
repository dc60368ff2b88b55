"""The words that go with every figure."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def note() -> str:
    """Say what the figures are, and what they are not."""
    return tk._(
        "An estimate of readiness from what this catalogue holds, not the value of the e-Monev."
    )
