"""Make what people typed safe for every RDF syntax, and read what CKAN keeps as text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

# What XML 1.0 cannot hold, and surrogates, which no UTF-8 text can.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
# RFC 3986, without the square brackets, which belong to the addresses of IPv6 alone.
_ADDRESS_SAFE = "%:/?@!$&'()*+,;=-._~"
_SCHEMES = frozenset({"http", "https", "ftp"})


def clean(text: str) -> str:
    """Drop what RDF/XML cannot hold and write line ends in one way.

    XML parsers turn every carriage return into a line feed, so that a text with one would not be
    the same text in every format.
    """
    return _ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def moment(text: str | None) -> datetime | None:
    """Read a moment as CKAN keeps it: in UTC, without saying so."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def web_address(text: str) -> str | None:
    """Return an absolute web address that strict parsers accept, or None when there is none."""
    head, hash_sign, fragment = clean(text).strip().partition("#")
    address = _quoted(head) + hash_sign + _quoted(fragment)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not parts.hostname or port == 0:
        return None
    return None if parts.netloc.count("@") > 1 else address


def mail_address(text: str) -> str | None:
    """Return a `mailto:` address, or None when the text is no e-mail address."""
    user, at_sign, host = clean(text).strip().rpartition("@")
    if not (user and at_sign and host):
        return None
    return f"mailto:{quote(user)}@{quote(host)}"


def phone_address(text: str) -> str | None:
    """Return a `tel:` address of the digits, or None when there are none."""
    number = re.sub(r"[^+0-9]", "", text)
    return f"tel:{number}" if any(sign.isdigit() for sign in number) else None


def _quoted(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_ADDRESS_SAFE)
