"""What a look at a link may find, when a failing link is a finding, and when to look again.

Evidence that nobody can open is no evidence; but a server may be down for a night, and a link is
not broken because its server would not speak to us.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.messages import _

# A daily run begins at the same hour, but comes to an address sooner on one day than on the other.
_A_DAY = timedelta(hours=20)
_A_WEEK = timedelta(days=7) - timedelta(hours=4)
_A_MONTH = timedelta(days=30) - timedelta(hours=4)

_LOOKS = 2

_GONE = frozenset({404, 410})
# What a server says to programs it does not know; a person may see the page all the same.
_REFUSED = frozenset({401, 403, 407, 429, 451})
_OUT_OF_SERVICE = 503


class LinkOutcome(LabelledCode):
    """Name what a look at a link found."""

    WORKS = "works", _("The link works")
    GONE = "gone", _("The server says that there is nothing at this address")
    ERROR = "error", _("The server answers with an error")
    UNAVAILABLE = "unavailable", _("The server says that it is out of service for now")
    UNREACHABLE = "unreachable", _("No server can be reached at this address")
    TIMEOUT = "timeout", _("The server does not answer in time")
    INSECURE = "insecure", _("No secure connection: the server's certificate cannot be verified")
    TOO_MANY_REDIRECTS = "too-many-redirects", _("The address leads on and on to other addresses")
    INVALID = "invalid-address", _("This is not an address of the web that can be followed")
    CREDENTIALS = "holds-credentials", _("The address shows a user name or a password to everybody")
    NOT_PUBLIC = (
        "not-public-address",
        _("The address leads into an internal network that the public cannot reach"),
    )
    REFUSED = "refused", _("The server refuses to answer the check")
    ROBOTS = "refused-by-robots", _("The server asks automatic readers to stay away (robots.txt)")
    UNUSUAL_PORT = "unusual-port", _("The address has a port that the check does not ask at")
    NOT_ASKED = "not-asked", _("Not asked yet")

    @property
    def is_broken(self) -> bool:
        """Say whether this look failed: a reader who follows the link now finds nothing."""
        return self not in _UNBROKEN

    @property
    def patience(self) -> timedelta:
        """Return how long a link may fail in this way before it is a finding."""
        return _A_WEEK if self is LinkOutcome.UNAVAILABLE else _A_DAY

    @property
    def rest(self) -> timedelta:
        """Return how long such a link is left alone."""
        if self is LinkOutcome.WORKS:
            return _A_WEEK
        return _A_MONTH if self in _SETTLED else _A_DAY


_SETTLED = frozenset({LinkOutcome.ROBOTS, LinkOutcome.UNUSUAL_PORT})
_UNBROKEN = _SETTLED | {LinkOutcome.WORKS, LinkOutcome.REFUSED, LinkOutcome.NOT_ASKED}
BROKEN = frozenset(LinkOutcome) - _UNBROKEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What one look at an address found; `status` is what its server answered, if it did."""

    url: str
    outcome: LinkOutcome
    status: int | None = None


def outcome_of(status: int) -> LinkOutcome:
    """Return what the status of an answer that leads nowhere else says of a link."""
    if status in _GONE:
        return LinkOutcome.GONE
    if status in _REFUSED:
        return LinkOutcome.REFUSED
    if status == _OUT_OF_SERVICE:
        return LinkOutcome.UNAVAILABLE
    return LinkOutcome.WORKS if 200 <= status < 300 else LinkOutcome.ERROR


def is_finding(
    outcome: LinkOutcome, failures: int, failing_since: datetime | None, checked_at: datetime
) -> bool:
    """Say whether a link has failed often and long enough to trouble an officer with it.

    `failures` are the looks in a row that failed, from `failing_since` to `checked_at`.
    """
    if not outcome.is_broken or failing_since is None:
        return False
    return failures >= _LOOKS and checked_at - failing_since >= outcome.patience


def is_due(outcome: LinkOutcome | None, checked_at: datetime | None, now: datetime) -> bool:
    """Say whether it is time to look at a link again; one never looked at is always due."""
    if outcome is None or checked_at is None:
        return True
    return now - checked_at >= outcome.rest
