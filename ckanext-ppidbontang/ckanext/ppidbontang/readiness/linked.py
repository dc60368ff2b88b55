"""What the last looks at links found, read in one statement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.model import LinkCheck

_WORKS = "works"


def outcomes(urls: Iterable[str]) -> dict[str, bool]:
    """Return of addresses that were looked at whether they work; of others nothing is known."""
    keys = {key(url): url for url in urls}
    rows = model.Session.execute(
        sa.select(LinkCheck.key, LinkCheck.outcome).where(LinkCheck.key.in_(keys))
    )
    return {keys[row.key]: row.outcome == _WORKS for row in rows}


def key(url: str) -> str:
    """Return what an address is looked up by."""
    return hashlib.sha256(url.encode()).hexdigest()
