"""Write an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from ckanext.ppidbontang.domain.rules.base import FORBIDDEN_CHARACTER

MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Every feed must say when it was last changed; one that never had an entry changed at no time.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

ElementTree.register_namespace("", _ATOM)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Hold an entry of a feed; `id` is for ever, and moments know their zone."""

    id: str
    title: str
    link: str
    author: str
    published: datetime
    updated: datetime
    summary: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """Hold a feed; its own address is its id."""

    title: str
    url: str
    page: str
    language: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """Return when an entry last changed."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


def write(feed: Feed) -> bytes:
    """Return the feed as UTF-8; the same feed gives the same bytes."""
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {_LANGUAGE: feed.language})
    _texts(root, (("title", feed.title), ("id", feed.url), ("updated", _moment(feed.updated))))
    _link(root, "self", feed.url, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    for entry in feed.entries:
        _entry(root, entry)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: ElementTree.Element, entry: Entry) -> None:
    element = _child(root, "entry")
    _texts(
        element,
        (
            ("title", entry.title),
            ("id", entry.id),
            ("published", _moment(entry.published)),
            ("updated", _moment(entry.updated)),
        ),
    )
    _texts(_child(element, "author"), (("name", entry.author),))
    _link(element, "alternate", entry.link, "text/html")
    _texts(element, (("summary", entry.summary),))


def _texts(parent: ElementTree.Element, texts: Iterable[tuple[str, str]]) -> None:
    for tag, text in texts:
        # What no record may hold is what no XML may hold, and it may have come another way.
        _child(parent, tag).text = FORBIDDEN_CHARACTER.sub("", text)


def _link(parent: ElementTree.Element, relation: str, address: str, media_type: str) -> None:
    link = {"rel": relation, "type": media_type, "href": FORBIDDEN_CHARACTER.sub("", address)}
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", link)


def _child(parent: ElementTree.Element, tag: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{_ATOM}}}{tag}")


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
