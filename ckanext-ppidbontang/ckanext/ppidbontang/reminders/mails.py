"""The mail: in Indonesian, with numbers and addresses of pages, and nothing of any entry.

A mail leaves the portal for machines that are not ours: no title, ground or file name is in it
(UU 14/2008 Pasal 54).
"""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
from ckan.lib import mailer
from flask_babel import force_locale

from ckanext.ppidbontang.domain.deadlines import AttentionKind
from ckanext.ppidbontang.domain.freshness import FreshnessKind
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.reminders.digests import Digest
from ckanext.ppidbontang.reminders.matters import MatterKind

LANGUAGE = "id"
SECONDS_TO_ANSWER = 20

# What a server that is down or refuses, or an address that is none, raises.
FAILURES = (mailer.MailerException, smtplib.SMTPException, OSError, ValueError)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Say in which words a mail tells of some kinds, and on which page they are listed."""

    heading: str
    kinds: Iterable[MatterKind]
    page: str
    choice: str


_PARTS = (
    Part(
        heading=_("Cases of exemption. All of them: {address}"),
        kinds=AttentionKind,
        page="ppid_cases.index",
        choice="attention",
    ),
    Part(
        heading=_("Information to be brought up to date. All of it: {address}"),
        kinds=FreshnessKind,
        page="ppid_freshness.index",
        choice="kind",
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """Hold the words of a mail."""

    subject: str
    text: str


def is_set_up() -> bool:
    """Say whether the site can send mail: CKAN sends nothing, and says nothing, without."""
    return bool(tk.config.get("smtp.server") and tk.config.get("smtp.mail_from"))


def write(digest: Digest, title: str) -> Mail:
    """Write the mail of a digest to the body of that title, whatever the language of the caller."""
    with force_locale(LANGUAGE):
        site = tk.config["ckan.site_title"]
        lines = [
            tk._("To the PPID of {body}").format(body=title),
            "",
            tk._(
                "Entries in {site} ask for something. This mail names none of them: log in to see"
                " which."
            ).format(site=site),
        ]
        for part in _PARTS:
            lines += _told(digest, part)
        subject = tk._("PPID: {count} new to be done, {site}").format(
            count=sum(digest.new.values()), site=site
        )
    return Mail(subject=subject, text="\n".join(lines) + "\n")


def send(mail: Mail, title: str, address: str) -> None:
    """Send a mail to an address, by CKAN's mailer.

    Raises:
        MailerException, SMTPException, OSError: the server is down or refuses.
        ValueError: the address cannot stand in a mail.
    """
    with _impatient():
        mailer.mail_recipient(title, address, mail.subject, mail.text)


def _told(digest: Digest, part: Part) -> Iterator[str]:
    """Yield the lines of a part; none where nothing of it is to be done."""
    kinds = [kind for kind in part.kinds if digest.counts.get(kind)]
    if not kinds:
        return
    yield ""
    yield tk._(part.heading).format(address=_page(part))
    for kind in kinds:
        yield _line(digest, kind)
        yield f"  {_page(part, kind)}"


def _line(digest: Digest, kind: MatterKind) -> str:
    words = tk._("- {what}: {count}, new: {new}")
    return words.format(
        what=tk._(kind.label), count=digest.counts[kind], new=digest.new.get(kind, 0)
    )


def _page(part: Part, kind: MatterKind | None = None) -> str:
    asked = {part.choice: kind.value} if kind else {}
    return tk.h.url_for(part.page, qualified=True, **asked)


@contextmanager
def _impatient() -> Iterator[None]:
    """Wait for a silent server only so long: CKAN's mailer would wait for ever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(SECONDS_TO_ANSWER)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
