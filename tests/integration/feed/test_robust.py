"""One record that nothing can be made of is left out: it harms neither its officer nor the feed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import rdflib
import sqlalchemy as sa
from ckan import model
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import DCTERMS

from ckanext.ppidbontang.feed import store
from ckanext.ppidbontang.feed.serializing import fragment_of
from ckanext.ppidbontang.model.feed import FAILED, LIVE
from ckanext.ppidbontang.rdf.site import read_site
from tests.integration.exemption.conftest import REASONS

from .conftest import FORMATS, WHOLE, Act, Feed, Record, framed, objects, rows, triples
from .profiles import Breaking

pytestmark = pytest.mark.usefixtures("unsearched")

RDFLIB_FORMATS = {"ttl": "turtle", "xml": "xml", "jsonld": "json-ld", "nt": "nt"}
LINK = {"name": "Jumlah", "url": "https://data.example/jumlah.csv"}


def by_rdflib(text: bytes, suffix: str) -> set[str]:
    """Read a document with rdflib, as comparable text."""
    graph = rdflib.Graph().parse(data=text, format=RDFLIB_FORMATS[suffix])
    return triples(graph.serialize(format="nt", encoding="utf-8"), "nt")


def assert_readable(documents: dict[str, bytes]) -> set[str]:
    """Both parsers read the same in all formats; return it."""
    readings = {
        f"{parser.__name__} {suffix}": parser(text, suffix)
        for suffix, text in documents.items()
        for parser in (triples, by_rdflib)
    }
    expected = readings["triples nt"]
    for reader, found in readings.items():
        assert found == expected, reader
    return expected


BREAKING = {
    "galat": "ValueError: alamat rusak",
    "alamat": "does not look like a valid URI",
    "surogat": "UnicodeEncodeError",
    "kendali": "ExpatError: not well-formed",
    "bukan karakter": "ExpatError: not well-formed",
    "sifat": "ExpatError: not well-formed",
    "sifat kosong": "ExpatError: not well-formed",
    "panggilan": "RecursionError",
}


class TestLeftOut:
    @pytest.fixture(autouse=True)
    def breaking(self, beside: Callable[[type], None]) -> None:
        beside(Breaking)

    @pytest.fixture
    def other(self, act: Act, open_record: Record) -> str:
        return act("package_create", **{**open_record, "name": "baik"})["id"]

    @pytest.mark.parametrize(("title", "cause"), BREAKING.items(), ids=BREAKING)
    def test_the_save_succeeds_and_the_feed_stays_whole(
        self, act: Act, feed: Feed, other: str, open_record: Record, title: str, cause: str
    ) -> None:
        entry = act("package_create", **{**open_record, "title": title, "resources": [LINK]})
        assert act("package_show", id=entry["id"])["title"] == title
        row = feed.entry(entry["id"])
        assert (row.state, row.digest) == (FAILED, None)
        assert cause in row.cause
        assert len(row.cause) <= 500
        for document in ("/catalog", "/catalog/full", "/catalog/changes"):
            for suffix in FORMATS:
                assert triples(feed.read(f"{document}.{suffix}"), suffix)
        assert feed.listed() == [other]
        assert feed.get(f"/dataset/{entry['id']}.ttl").status_code == 404
        feed.assert_true()

    def test_what_was_in_the_feed_leaves_it_and_comes_back_mended(
        self, act: Act, feed: Feed, other: str
    ) -> None:
        first = feed.entry(other)
        act("package_patch", id=other, title="galat")
        broken, state = feed.entry(other), feed.state
        assert (broken.state, state.live) == (FAILED, 0)
        assert broken.seq > first.seq
        assert state.narrowed == state.seq
        assert feed.listed() == []
        assert feed.listed(f"/catalog/changes.nt?since={first.seq}") == []
        act("package_patch", id=other, title="Judul")
        mended = feed.entry(other)
        assert (mended.state, mended.cause, mended.position) == (LIVE, None, first.position)
        assert feed.listed() == [other]
        feed.assert_true()

    def test_what_is_broken_can_be_closed(self, act: Act, feed: Feed, other: str) -> None:
        act("package_patch", id=other, title="galat")
        act("package_patch", id=other, private=True)
        assert feed.entry(other).state == "withdrawn"
        assert feed.entry(other).cause is None


def test_what_cannot_be_written_when_it_is_closed_is_absent(
    act: Act, feed: Feed, open_record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """UU 14/2008 Pasal 54: not even what it was before may stay."""
    entry = act("package_create", **open_record, resources=[LINK])

    def fail(*_: Any) -> None:
        raise ValueError("alamat rusak")

    monkeypatch.setattr(store, "fragment_of", fail)
    act("ppid_exemption_propose", id=entry["id"], **WHOLE, **REASONS)
    assert feed.entry(entry["id"]).state == FAILED
    assert rows("SELECT * FROM ppid_feed_fragment") == []
    assert feed.listed() == []
    assert b"jumlah.csv" not in feed.read("/catalog.nt") + feed.read("/catalog/changes.nt")


# Texts that an officer's form would refuse or mend, and a load or an older CKAN may have let in.
STRANGE = {
    "control characters": "a\x01b\x0bc\x1fd\x7fe\x85f",
    "no characters": "a\ufffeb\uffffc\ufdd0",
    "line ends": "a\r\nb\rc\nd\u2028e\u2029f",
    "markup": "</rdf:RDF> <!-- ]]> & &amp; &#0; \" ' \\ \\u0041 ''' \"\"\"",
    "right to left": "\u202eabc\u202c \u200f\u0645\u0631\u062d\u0628\u0627",
    "combined": "e\u0301 \u1e9b\u0323 \ud55c\uae00 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "white space": " \t\u00a0\u3000 a \t",
    "addresses": 'javascript:alert(1) http://[::1 //x y/%zz?<>"{}|\\^`#a#b',
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_texts_are_cleaned(act: Act, feed: Feed, open_record: Record, text: str) -> None:
    """They come into the database past every rule."""
    entry = act("package_create", **open_record, resources=[LINK])
    values = {"id": entry["id"], "text": text}
    for statement in (
        "UPDATE package SET title = :text, notes = :text, extras = extras || jsonb_build_object("
        "'controlling_unit', CAST(:text AS text), 'retention', CAST(:text AS text)) WHERE id = :id",
        "UPDATE resource SET name = :text, url = 'https://data.example/' || :text, format = :text,"
        " description = :text, mimetype = :text, hash = :text WHERE package_id = :id",
        "UPDATE tag SET name = :text WHERE id IN"
        " (SELECT tag_id FROM package_tag WHERE package_id = :id)",
    ):
        model.Session.execute(sa.text(statement), values)
    model.Session.commit()
    model.Session.remove()  # it still has the record as it was
    assert store.keep(entry["id"])
    model.Session.commit()
    assert_readable({suffix: feed.read(f"/catalog/full.{suffix}") for suffix in FORMATS})
    assert_readable({suffix: feed.read(f"/dataset/{entry['id']}.{suffix}") for suffix in FORMATS})
    feed.assert_true()


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def test_any_title_and_notes_are_the_same_in_every_format(
    act: Act, feed: Feed, open_record: Record
) -> None:
    entry = act("package_create", **open_record, resources=[LINK])
    package = tk.get_action("package_show")({"ignore_auth": True}, {"id": entry["id"]})
    site = read_site(shared_apart=True)

    @given(title=ANY_TEXT, notes=ANY_TEXT, name=ANY_TEXT, url=ANY_TEXT)
    @settings(max_examples=60)
    def check(title: str, notes: str, name: str, url: str) -> None:
        file = {**package["resources"][0], "name": name, "url": url}
        changed = {**package, "title": title, "notes": notes, "resources": [file]}
        made = fragment_of(changed, site)
        again = fragment_of(changed, site)
        assert made == again
        documents = framed({syntax.value: piece.text() for syntax, piece in made.pieces.items()})
        said = assert_readable(documents)
        assert objects(documents["nt"], str(DCTERMS.identifier)) == [entry["id"]]
        assert len(said) > 30

    check()
