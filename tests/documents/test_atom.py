"""The Atom feed: well-formed whatever a text holds, complete, and the same each time."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.documents import atom

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MADE = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
CHANGED = datetime(2026, 3, 6, 4, 5, 6, tzinfo=UTC)
ANYTHING = st.text(st.characters(exclude_categories=()))


def entry(**changes: str) -> atom.Entry:
    said = {"title": "Banjir rob", "author": "BPBD", "summary": "Potensi bahaya: genangan."}
    return atom.Entry(
        id="https://ppid.example/dataset/1",
        link="https://ppid.example/dataset/banjir-rob",
        published=MADE,
        updated=CHANGED,
        **{**said, **changes},
    )


def feed(*entries: atom.Entry) -> atom.Feed:
    return atom.Feed(
        title="Pengumuman",
        url="https://ppid.example/informasi/serta-merta.atom",
        page="https://ppid.example/informasi/serta-merta",
        language="id",
        entries=entries,
    )


def read(written: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(written)


@pytest.mark.parametrize("path", ["id", "title", "updated"])
@pytest.mark.parametrize("entries", [(), (entry(),)])
def test_a_feed_has_what_rfc_4287_asks_of_it(path: str, entries: tuple[atom.Entry, ...]):
    """RFC 4287 4.1.1: a feed has an id, a title and a time of change, also without entries."""
    found = read(atom.write(feed(*entries))).findall(f"a:{path}", ATOM)
    assert [bool(element.text) for element in found] == [True]


def test_an_entry_has_what_rfc_4287_asks_of_it():
    """RFC 4287 4.1.2: id, title, author, times with their zone, and a link to the page."""
    root = read(atom.write(feed(entry())))
    texts = {
        path: root.findtext(f"a:entry/a:{path}", None, ATOM)
        for path in ("id", "title", "author/a:name", "published", "updated", "summary")
    }
    assert texts == {
        "id": "https://ppid.example/dataset/1",
        "title": "Banjir rob",
        "author/a:name": "BPBD",
        "published": "2026-03-05T01:02:03+00:00",
        "updated": "2026-03-06T04:05:06+00:00",
        "summary": "Potensi bahaya: genangan.",
    }
    links = root.findall("a:entry/a:link[@rel='alternate']", ATOM)
    assert [link.get("href") for link in links] == ["https://ppid.example/dataset/banjir-rob"]


def test_a_feed_says_where_it_is_and_when_it_changed():
    """A reader finds the feed again, the page for people, and the newest change."""
    root = read(atom.write(feed(entry())))
    assert root.findtext("a:updated", None, ATOM) == "2026-03-06T04:05:06+00:00"
    assert {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)} == {
        "self": "https://ppid.example/informasi/serta-merta.atom",
        "alternate": "https://ppid.example/informasi/serta-merta",
    }


@given(title=ANYTHING, author=ANYTHING, summary=ANYTHING)
def test_any_text_makes_well_formed_xml(title: str, author: str, summary: str):
    """Control characters and lone surrogates go; all that XML may hold comes back as it was."""
    root = read(atom.write(feed(entry(title=title, author=author, summary=summary))))
    for path, text in (("title", title), ("author/a:name", author), ("summary", summary)):
        found = root.findtext(f"a:entry/a:{path}", None, ATOM)
        assert found == as_xml_reads(text)


def as_xml_reads(text: str) -> str:
    """Return the text without what no record may hold, line ends as XML has them."""
    return atom.FORBIDDEN_CHARACTER.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


@given(ANYTHING)
def test_the_same_feed_gives_the_same_bytes(text: str):
    """The tag of an answer is made of its bytes."""
    assert atom.write(feed(entry(title=text))) == atom.write(feed(entry(title=text)))
