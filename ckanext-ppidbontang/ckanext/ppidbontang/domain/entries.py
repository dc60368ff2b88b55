"""The entries of the catalogue that everybody may read: what registers and readiness look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ckanext.ppidbontang.domain.information import InformationItem


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Hold a published entry with what its record does not say of itself.

    `body` is the name of the body that answers for it (`responsible_opd`, or else the publisher);
    `published` and `updated` are days on the clock of the portal.
    """

    id: str
    body: str
    published: date
    updated: date
    item: InformationItem
