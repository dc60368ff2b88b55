"""Atom feeds of categories, bodies, tags and searches: what everybody may read, and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.integration.pages.html import Publish, Read, Record, words

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def titles(app: Any, clean_portal: None) -> Callable[..., list[str]]:
    """Return the titles of a feed."""

    def ask(path: str, **options: Any) -> list[str]:
        answer = app.get(path, **options)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.data)
        assert feed.findtext("a:id", namespaces=ATOM)
        return [title.text or "" for title in feed.findall("a:entry/a:title", ATOM)]

    return ask


def test_each_feed_has_its_own(
    publish: Publish, titles: Callable[..., list[str]], app: Any,
    open_record: Record, exempt_record: Record, partly_exempt: Record, person: Callable[..., Any],
):  # fmt: skip
    """Of an exempt entry the feed says why, never what its summary says; drafts are in none."""
    publish(open_record)
    publish(exempt_record)
    partly_exempt["title"] = "Penerima bantuan penduduk miskin"
    publish(partly_exempt)
    publish(open_record, name="draf", title="Rancangan", private=True, tags=[{"name": "rahasia"}])
    opened, closed, partly = (
        record["title"] for record in (open_record, exempt_record, partly_exempt)
    )
    for path, expected in {
        "/feeds/dataset.atom": {opened, closed, partly},
        "/informasi/setiap-saat.atom": {opened, partly},
        "/informasi/berkala.atom": set(),
        "/informasi/dikecualikan.atom": {closed, partly},
        "/feeds/organization/disdukcapil.atom": {opened, partly},
        "/feeds/organization/rsud-taman-husada.atom": {closed},
        "/feeds/tag/penduduk.atom": {opened, partly},
        "/feeds/custom.atom?q=penduduk&res_format=CSV": {partly},
        "/feeds/custom.atom?exemption_status=terbuka": {opened},
        # Neither a field that nobody offers nor a quote gets into the query.
        "/feeds/custom.atom?q=penduduk&capacity=private&name=draf": {opened, partly},
        '/feeds/custom.atom?tags=x"+OR+capacity:"private': set(),
        "/feeds/custom.atom?q=Rancangan": set(),
    }.items():
        for headers in ({}, person("disdukcapil").headers):
            assert set(titles(path, headers=headers)) == expected, path
    feed = app.get("/informasi/dikecualikan.atom").body
    assert exempt_record["notes"] not in feed
    assert "Mengungkap rahasia pribadi" in feed


def test_a_search_and_its_feed_find_the_same(
    publish: Publish, titles: Callable[..., list[str]], read: Read, app: Any,
    open_record: Record, exempt_record: Record, partly_exempt: Record,
):  # fmt: skip
    """By the page's words and filters, the newest first; what the page refuses the feed refuses."""
    partly_exempt["title"] = "Penerima bantuan penduduk miskin"
    for record in (open_record, exempt_record, partly_exempt):
        publish(record, update_frequency="tahunan")
    for asked in (
        "q=penduduk",
        "q=Penduduk+AND+(bantuan",
        "q=title:penduduk",
        "q=jumlah+penduduk+miskin+kelurahan+semester",
        "q=-penduduk",
        "q=*:*",
        'q="penduduk+miskin"',
        "update_frequency=tahunan&vocab_available_forms=elektronik",
        "organization=disdukcapil&responsible_opd=disdukcapil",
        "tags=penduduk&q=rekam",
        "q=%F0%9F%98%80",
        "capacity=private&fbclid=x",
    ):
        page = read(f"/dataset/?{asked}&sort=metadata_modified+desc")
        found = [] if page.select(".ppid-nothing") else page.select(".dataset-item h2")
        assert titles(f"/feeds/custom.atom?{asked}") == [words(title) for title in found], asked
    many = "&".join(f"tags=tag-{number}" for number in range(40))
    app.get(f"/feeds/custom.atom?{many}", status=400)


def test_what_is_not_there_is_not_found(
    app: Any, publish: Publish, open_record: Record, act: Callable[..., Any]
):
    """A tag that only a draft has is no tag; a closed feed is gone with the next look."""
    publish(open_record, private=True, tags=[{"name": "rahasia"}])
    for path in ("organization/tiada", "tag/rahasia", "tag/tiada", "group/tiada"):
        app.get(f"/feeds/{path}.atom", status=404)
    act("package_patch", id=open_record["name"], private=False)
    first = app.get("/feeds/dataset.atom")
    known = {"If-None-Match": first.headers["ETag"]}
    assert app.get("/feeds/dataset.atom", headers=known).status_code == 304
    act("package_patch", id=open_record["name"], private=True)
    again = app.get("/feeds/dataset.atom", headers=known)
    assert again.status_code == 200
    assert open_record["title"] not in again.body


def test_pages_lead_to_their_feeds(read: Read, publish: Publish, open_record: Record):
    publish(open_record)
    for page, feed in {
        "/": "/feeds/dataset.atom",
        "/dataset/?q=penduduk": "/feeds/custom.atom?q=penduduk",
        "/informasi/berkala": "/informasi/berkala.atom",
        "/organization/disdukcapil": "/feeds/organization/disdukcapil.atom",
    }.items():
        found = read(page)
        links = [str(link["href"]) for link in found.select('link[type="application/atom+xml"]')]
        assert any(link.removeprefix("/en") == feed for link in links), page
        assert len(found.select('link[rel="canonical"]')) == 1
        assert len(found.select('meta[property="og:title"]')) == 1
