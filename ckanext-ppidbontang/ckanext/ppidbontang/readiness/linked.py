"""What the last looks at links found, read in one statement."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import links
from ckanext.ppidbontang.domain.links import LinkOutcome, is_finding
from ckanext.ppidbontang.model import LinkCheck


def works(urls: Iterable[str]) -> dict[str, bool]:
    """Return whether addresses work; those that say nothing yet, or to no one, are left out."""
    keys = {links.key(url): url for url in urls}
    rows = model.Session.scalars(sa.select(LinkCheck).where(LinkCheck.key.in_(keys)))
    said = ((keys[row.key], _says(row)) for row in rows)
    return {url: verdict for url, verdict in said if verdict is not None}


def _says(row: LinkCheck) -> bool | None:
    outcome = LinkOutcome(row.outcome)
    if outcome is LinkOutcome.WORKS:
        return True
    is_broken = is_finding(outcome, row.failures, row.failing_since, row.checked_at)
    return False if is_broken else None
