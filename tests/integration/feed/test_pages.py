"""Pages: whoever follows them reads every entry once, whatever happens meanwhile."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pyoxigraph as ox
import pytest
from ckan import model

from tests.integration.exemption.conftest import REASONS

from .conftest import DATASET, FORMATS, WHOLE, Act, Feed, Record, objects, show_in_search

pytestmark = pytest.mark.usefixtures("unsearched")

HYDRA = "http://www.w3.org/ns/hydra/core#"
NAMES = {
    "first": ("first", "firstPage"),
    "previous": ("previous", "previousPage"),
    "next": ("next", "nextPage"),
    "last": ("last", "lastPage"),
}


def links(page: bytes) -> dict[str, str]:
    """Return where a page leads, by either of the names that hydra has for it."""
    found = {}
    for name, predicates in NAMES.items():
        addresses = [objects(page, HYDRA + predicate) for predicate in predicates]
        assert addresses[0] == addresses[1]
        if addresses[0]:
            [found[name]] = addresses[0]
    return found


def query_of(address: str) -> dict[str, str]:
    return {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}


class Meanwhile:
    """What officers do between two pages; each of it is done once, in its order."""

    def __init__(self, act: Act, record: Record, ids: list[str]) -> None:
        self._act, self._record, self._ids = act, record, ids
        self.new: list[str] = []
        self._steps = iter((self._edit, self._remove, self._close))

    def __call__(self) -> None:
        next(self._steps, lambda: None)()
        model.Session.remove()

    def _edit(self) -> None:
        """Change what was read, what is read next, and what comes last."""
        for id_ in (self._ids[0], self._ids[2], self._ids[-1]):
            self._act("package_patch", id=id_, title="Judul baru")
        self._create("baru-1")

    def _remove(self) -> None:
        """Take away what was read, the place where the last page ended, and what comes next."""
        self._act("package_delete", id=self._ids[1])
        self._act("package_patch", id=self._ids[3], private=True)
        self._act("package_delete", id=self._ids[4])
        self._create("baru-2")

    def _close(self) -> None:
        self._act("ppid_exemption_propose", id=self._ids[-1], **WHOLE, **REASONS)
        self._act("package_patch", id=self._ids[3], private=False)

    def _create(self, name: str) -> None:
        self.new.append(self._act("package_create", **{**self._record, "name": name})["id"])


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_walk_through_what_changes_loses_and_doubles_nothing(
    act: Act,
    feed: Feed,
    entries: Callable[[int], list[str]],
    pages_of: Callable[[int], None],
    open_record: Record,
    suffix: str,
) -> None:
    ids = entries(7)
    pages_of(2)
    meanwhile = Meanwhile(act, open_record, ids)
    read = list(itertools.chain.from_iterable(feed.walk(suffix, between=meanwhile)))
    assert len(set(read)) == len(read)
    assert read == [*ids[:4], *ids[5:], *meanwhile.new]


@pytest.mark.parametrize("size", [1, 3, 4, 1000])
def test_pages_are_the_catalogue_in_its_order(
    feed: Feed, entries: Callable[[int], list[str]], pages_of: Callable[[int], None], size: int
) -> None:
    ids = entries(4)
    pages_of(size)
    pages = [ids[start : start + size] for start in range(0, len(ids), size)]
    assert feed.walk() == pages
    by_number = [feed.listed(f"/catalog.nt?page={n}") for n in range(1, len(pages) + 1)]
    assert by_number == pages
    assert feed.get(f"/catalog.nt?page={len(pages) + 1}").status_code == 404
    assert feed.listed() == ids


@pytest.mark.parametrize(
    ("setting", "size"), [("1", 1), ("1000", 1000), ("1001", 1000), ("0", 1), ("-5", 1), (7, 7)]
)
def test_a_page_has_from_one_to_a_thousand_entries(
    feed: Feed,
    entries: Callable[[int], list[str]],
    pages_of: Callable[[int | str], None],
    setting: int | str,
    size: int,
) -> None:
    entries(2)
    pages_of(setting)
    page = feed.read("/catalog.nt")
    assert objects(page, f"{HYDRA}itemsPerPage") == [str(size)]
    assert len(objects(page, DATASET)) == min(size, 2)


class TestLinks:
    @pytest.fixture
    def ids(self, entries: Callable[[int], list[str]], pages_of: Callable[[int], None]) -> Any:
        pages_of(1)
        return entries(3)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", {"first": {}, "next": 1, "last": {"page": "3"}}),
            (
                "?page=2",
                {"first": {}, "previous": {"page": "1"}, "next": 2, "last": {"page": "3"}},
            ),
            ("?page=3", {"first": {}, "previous": {"page": "2"}, "last": {"page": "3"}}),
            ("?after={0}", {"first": {}, "next": 2, "last": {"page": "3"}}),
            ("?after={1}", {"first": {}, "last": {"page": "3"}}),
            ("?after={2}", {"first": {}, "last": {"page": "3"}}),
        ],
        ids=["first", "second", "third", "after the first", "after the second", "after the last"],
    )
    def test_they_lead_on_after_the_last_entry(
        self, feed: Feed, ids: list[str], query: str, expected: dict[str, Any]
    ) -> None:
        places = [feed.entry(id_).position for id_ in ids]
        address = f"/catalog.nt{query.format(*places)}"
        page = feed.read(address)
        expected = {
            name: {"after": str(places[to - 1])} if isinstance(to, int) else to
            for name, to in expected.items()
        }
        assert {name: query_of(to) for name, to in links(page).items()} == expected
        [view] = subjects(page, f"{HYDRA}PartialCollectionView")
        assert [view] == subjects(page, f"{HYDRA}PagedCollection")
        assert urlsplit(view).query == urlsplit(address).query
        assert objects(page, f"{HYDRA}totalItems") == ["3"]
        for to in links(page).values():
            assert feed.get(to).status_code == 200

    def test_a_place_that_nothing_has_any_more_is_still_a_place(
        self, act: Act, feed: Feed, ids: list[str]
    ) -> None:
        place = feed.entry(ids[0]).position
        for id_ in ids[:2]:
            act("package_delete", id=id_)
        model.Session.remove()
        assert feed.listed(f"/catalog.nt?after={place}") == ids[2:]


def subjects(page: bytes, kind: str) -> list[str]:
    return [
        quad.subject.value
        for quad in ox.parse(page, format=ox.RdfFormat.N_TRIPLES)
        if quad.object == ox.NamedNode(kind)
    ]


WRONG = {
    "nothing": "",
    "a word": "satu",
    "negative": "-1",
    "a fraction": "1.5",
    "scientific": "1e3",
    "hexadecimal": "0x1",
    "signed": "%2B1",
    "with a space": "%201",
    "with a line end": "1%0A",
    "Arabic digits": "%D9%A1",
    "wide digits": "%EF%BC%91",
    "superscript": "%C2%B2",
    "enormous": "9" * 16,
    "endless": "9" * 4000,
    "NUL": "%00",
    "no UTF-8": "%ff",
    "true": "true",
    "SQL": "1%20OR%201=1",
}


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("parameter", ["page", "after", "since"])
def test_what_is_no_number_is_a_bad_request(reader: Feed, parameter: str, value: str) -> None:
    document = "/catalog/changes.ttl" if parameter == "since" else "/catalog.ttl"
    response = reader.get(f"{document}?{parameter}={value}")
    assert response.status_code == 400
    assert f"“{parameter}”" in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/catalog.ttl?page=2",
        "/catalog.ttl?page=999999999999999",
        "/catalog.ttl?after={next}",
        "/catalog.ttl?after=999999999999999",
        "/catalog/changes.ttl?since={next}",
        "/catalog/changes.ttl?since=999999999999999",
        "/catalog.ttl?q=penduduk&page=2",
        "/catalog.ttl?q=penduduk&page=999999999999999",
    ],
)
def test_what_the_feed_has_not_come_to_is_not_found(
    feed: Feed, entries: Callable[[int], list[str]], address: str
) -> None:
    entries(1)
    assert feed.get(address.format(next=feed.state.seq + 1)).status_code == 404


@pytest.mark.parametrize("address", ["/catalog.ttl?page=0", "/catalog.ttl?q=a&page=0"])
def test_pages_begin_with_one(reader: Feed, address: str) -> None:
    assert reader.get(address).status_code == 400


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("document", ["/catalog", "/catalog/full", "/catalog/changes"])
@pytest.mark.parametrize("query", ["", "?q=tidakada"])
def test_an_empty_catalogue_is_one(reader: Feed, document: str, suffix: str, query: str) -> None:
    since = f"?since={reader.state.seq}" if document.endswith("changes") else query
    page = reader.read(f"{document}.{suffix}{since}")
    read = list(ox.parse(page, format=FORMATS[suffix]))
    assert len(read) > 100, "what entries share is there"
    values = {quad.predicate.value: quad.object.value for quad in read}
    assert DATASET not in values
    assert f"{HYDRA}next" not in values
    if document == "/catalog":
        assert values[f"{HYDRA}totalItems"] == "0"
        assert values[f"{HYDRA}last"].partition("?")[2].endswith("page=1")


class TestSearched:
    WORDS = ("air & tanah+air 50%", "a=b&page=9#1", "é/ü? データ 👪", "<x> {y}^z|")

    @pytest.fixture
    def found(
        self, entries: Callable[..., list[str]], pages_of: Callable[[int], None]
    ) -> list[str]:
        """Return the ids of what the search finds, in the order of its pages."""
        ids = entries(3)
        show_in_search()
        pages_of(1)
        return sorted(ids)

    @pytest.mark.parametrize("word", WORDS)
    def test_links_repeat_the_question(self, feed: Feed, found: list[str], word: str) -> None:
        asked = {
            "q": f'title:kelurahan NOT title:"zzz {word}"',
            "fq": f'-title:"zzz {word}"',
            "modified_since": "2020-01-01T00:00:00+07:00",
        }
        address = f"/catalog.nt?{urlencode(asked, quote_via=quote)}"
        pages = []
        while address:
            page = feed.read(address)
            pages.append(feed.listed(address))
            found_links = links(page)
            for to in found_links.values():
                assert query_of(to).items() >= asked.items()
                assert to.isascii()
                assert not set(' "<>\\^`{|}') & set(to)
            address = found_links.get("next", "")
        assert pages == [[id_] for id_ in found]

    @pytest.mark.parametrize("suffix", FORMATS)
    def test_a_walk_through_what_changes_loses_and_doubles_nothing(
        self, act: Act, feed: Feed, found: list[str], open_record: Record, suffix: str
    ) -> None:
        """A page by its number would miss the second entry once the first is gone."""
        steps = iter(
            [
                lambda: act("package_delete", id=found[0]),
                lambda: act("package_patch", id=found[2], title="Jumlah kelurahan"),
            ]
        )

        def meanwhile() -> None:
            next(steps)()
            show_in_search()
            model.Session.remove()

        pages = feed.walk(suffix, "?q=title:kelurahan", between=meanwhile)
        assert pages == [[id_] for id_ in found]

    def test_it_finds_what_changed_since(self, feed: Feed, found: list[str]) -> None:
        assert feed.listed("/catalog.nt?modified_since=2020-01-01") == found[:1]
        assert feed.listed("/catalog.nt?modified_since=2999-01-01T00:00:00%2B07:00") == []

    def test_nobody_finds_what_is_private(self, act: Act, feed: Feed, found: list[str]) -> None:
        act("package_patch", id=found[0], private=True)
        show_in_search()
        model.Session.remove()
        assert feed.walk(query="?q=title:kelurahan") == [[found[1]], [found[2]]]
        assert feed.listed("/catalog.nt?fq=capacity:private") == []
