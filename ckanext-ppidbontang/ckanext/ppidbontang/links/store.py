"""The addresses of published entries, and what was found at them.

Exempt means absent: only what a published, open entry links to is ever listed, asked or told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.ppidbontang import catalogue, visibility
from ckanext.ppidbontang.domain.links import BROKEN, LinkOutcome, Look, is_due, is_finding
from ckanext.ppidbontang.model import LinkCheck


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenLink:
    """A link of a published entry that has not worked for long enough to say so."""

    package_id: str
    resource_id: str
    url: str
    outcome: LinkOutcome
    status: int | None
    since: dt.datetime


def key(url: str) -> str:
    """Return the key of an address: it may itself be longer than an index takes."""
    return hashlib.sha256(url.encode("utf-8")).hexdigest()


def broken(*where: sa.ColumnElement[bool]) -> list[BrokenLink]:
    """Return the broken links of published entries, narrowed by conditions on `model.Package`."""
    found = model.Session.execute(
        sa.select(
            model.Resource.package_id,
            model.Resource.id,
            LinkCheck.url,
            LinkCheck.outcome,
            LinkCheck.status,
            LinkCheck.failures,
            LinkCheck.failing_since,
            LinkCheck.checked_at,
        )
        .join(LinkCheck, LinkCheck.url == model.Resource.url)
        .where(_links(*where), LinkCheck.outcome.in_(BROKEN))
        .order_by(model.Resource.package_id, model.Resource.position, model.Resource.id)
    )
    return [
        BrokenLink(
            package_id=row.package_id,
            resource_id=row.id,
            url=row.url,
            outcome=LinkOutcome(row.outcome),
            status=row.status,
            since=row.failing_since,
        )
        for row in found
        if is_finding(LinkOutcome(row.outcome), row.failures, row.failing_since, row.checked_at)
    ]


def addresses(now: dt.datetime, *, everything: bool) -> list[str]:
    """Return the addresses that are due, or all of them, those longest not looked at first."""
    found = model.Session.execute(
        sa.select(model.Resource.url, LinkCheck.outcome, LinkCheck.checked_at)
        .distinct()
        .outerjoin(LinkCheck, LinkCheck.url == model.Resource.url)
        .where(_links())
        .order_by(LinkCheck.checked_at.asc().nulls_first(), model.Resource.url)
    )
    return [row.url for row in found if everything or _is_due(row, now)]


def keep(look: Look, now: dt.datetime) -> None:
    """Remember what was found at an address; several failures in a row began with the first."""
    fails = look.outcome.is_broken
    found = {
        "url": look.url,
        "checked_at": now,
        "outcome": look.outcome.value,
        "status": look.status,
    }
    first = {"failures": int(fails), "failing_since": now if fails else None}
    again = {
        "failures": LinkCheck.failures + 1,
        "failing_since": sa.func.coalesce(LinkCheck.failing_since, now),
    }
    model.Session.execute(
        insert(LinkCheck)
        .values(key=key(look.url), **found, **first)
        .on_conflict_do_update(
            index_elements=[LinkCheck.key], set_={**found, **(again if fails else first)}
        )
    )


def forget() -> None:
    """Remove what was found at addresses that no published entry links to any more.

    They may be those of an entry that was closed (UU 14/2008 Pasal 54).
    """
    linked = sa.select(model.Resource.url).where(_links())
    model.Session.execute(sa.delete(LinkCheck).where(LinkCheck.url.not_in(linked)))


def _links(*where: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return the condition for files that lie elsewhere: not uploads, nor tables of the portal."""
    entries = catalogue.published(sa.not_(visibility.closed()), *where)
    return sa.and_(
        model.Resource.state == model.State.ACTIVE,
        sa.func.coalesce(model.Resource.url_type, "") == "",
        model.Resource.url != "",
        model.Resource.package_id.in_(entries.with_only_columns(model.Package.id)),
    )


def _is_due(row: sa.Row[Any], now: dt.datetime) -> bool:
    return is_due(row.outcome and LinkOutcome(row.outcome), row.checked_at, now)
