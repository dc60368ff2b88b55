"""Send what is due, and remember it only when it is sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang.reminders import digests, mails, matters, recipients
from ckanext.ppidbontang.reminders.digests import Digest

log = logging.getLogger(__name__)

# Any number that nothing else on this database locks.
_LOCK = 6_120_101


@dataclass(kw_only=True)
class Outcome:
    """Say which bodies were told, and which could not be told and why."""

    told: list[str] = field(default_factory=list)
    untold: dict[str, str] = field(default_factory=dict)


def send() -> Outcome:
    """Mail every body what is new to it; what cannot be sent is due again the next day."""
    outcome = Outcome()
    with _alone():
        for digest in digests.due(matters.of_all()):
            reason = _tell(digest)
            if reason:
                log.warning("No reminder for %s: %s", digest.body, reason)
                outcome.untold[digest.body] = reason
            else:
                digests.remember(digest)
                model.Session.commit()
                outcome.told.append(digest.body)
    return outcome


def _tell(digest: Digest) -> str:
    """Mail a digest to its body; return why nobody could be reached, or nothing."""
    if not mails.is_set_up():
        return "smtp.server and smtp.mail_from are not set"
    recipient = recipients.of_body(digest.body)
    mail = mails.write(digest, recipient.title)
    reasons: list[str] = []
    for address in recipient.addresses:
        try:
            mails.send(mail, recipient.title, address)
        except mails.FAILURES as err:
            reasons.append(f"{address}: {err}")
    if len(reasons) < len(recipient.addresses):
        return ""
    return "; ".join(reasons) or "it has no address, and no administrator with one"


@contextmanager
def _alone() -> Iterator[None]:
    """Let nobody else send meanwhile: two workers would tell everything twice."""
    with model.Session.get_bind().connect() as lock:  # pyright: ignore[reportAttributeAccessIssue] # CKAN binds an engine
        lock.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        yield
