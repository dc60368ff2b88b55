"""The whole feed comes from a published file where there is one of the state that is asked for."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ckan import model

from ckanext.ppidbontang.feed import publishing, reading

from .conftest import Act, Feed

pytestmark = pytest.mark.usefixtures("unsearched")

WHOLE = "/catalog/full.ttl"


@pytest.fixture
def published(feed_folder: Path, entries: Callable[[int], list[str]]) -> list[str]:
    """Return the ids of entries that are in the files."""
    made = entries(2)
    model.Session.remove()
    publishing.publish(feed_folder)
    return made


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time the feed is read from the store instead."""
    seen: list[str] = []
    read = reading.Snapshot.all

    def noted(self: Any, syntax: Any) -> Any:
        seen.append(syntax.value)
        return read(self, syntax)

    monkeypatch.setattr(reading.Snapshot, "all", noted)
    return seen


@pytest.mark.parametrize("suffix", ["ttl", "n3", "xml", "rdf", "jsonld", "nt"])
def test_it_is_what_the_store_would_give(
    feed: Feed, published: list[str], feed_folder: Path, streams: list[str], suffix: str
) -> None:
    address = f"/catalog/full.{suffix}"
    sent, packed = feed.get(address), feed.get(address, accept_encoding="gzip")
    assert streams == []
    assert sent.headers["Content-Length"] == str(len(sent.data))
    for file in feed_folder.iterdir():
        file.unlink()
    read, joined = feed.get(address), feed.get(address, accept_encoding="gzip")
    assert len(streams) == 2
    assert sent.data == read.data == gzip.decompress(packed.data) == gzip.decompress(joined.data)
    assert sent.headers["ETag"] == read.headers["ETag"]
    assert packed.data != joined.data
    assert packed.headers["ETag"] != joined.headers["ETag"]


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_who_has_it_is_not_sent_it_again(
    feed: Feed, published: list[str], feed_folder: Path, coding: str
) -> None:
    tag = feed.get(WHOLE, accept_encoding=coding).headers["ETag"]
    for _ in ("with the files", "without them"):
        assert feed.get(WHOLE, accept_encoding=coding, if_none_match=tag).status_code == 304
        for file in feed_folder.iterdir():
            file.unlink()


def test_head_tells_of_the_file(feed: Feed, published: list[str]) -> None:
    sent = feed.get(WHOLE, accept_encoding="gzip")
    head = feed.get(WHOLE, method="HEAD", accept_encoding="gzip")
    assert head.data == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Content-Encoding"):
        assert head.headers[name] == sent.headers[name]


def test_one_of_another_state_is_left_alone(
    act: Act, feed: Feed, published: list[str], streams: list[str]
) -> None:
    act("package_patch", id=published[0], title="Judul yang baru")
    model.Session.remove()
    assert b"Judul yang baru" in feed.get(WHOLE).data
    assert streams == ["ttl"]
