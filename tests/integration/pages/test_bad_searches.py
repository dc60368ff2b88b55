"""Whatever is typed or stands in an address: a page that helps, and soon."""

from __future__ import annotations

import time
from urllib.parse import urlencode

import pytest

from tests.integration.pages.html import Publish, Read, Record, one, words

FOUND = "penduduk"
# What stands in the address, the status, and whether the one entry is found.
ASKED: dict[str, tuple[list[tuple[str, str]], int, bool]] = {
    "Solr's syntax": ([("q", "title:penduduk AND (notes:[* TO *] OR {!func}x)^9~2")], 200, False),
    "a fielded search": ([("q", "penduduk capacity:private")], 200, False),
    "quotes unbalanced": ([("q", 'jumlah "penduduk')], 200, True),
    "only operators": ([("q", "AND OR NOT && || + - !")], 200, False),
    "everything": ([("q", "*:*")], 200, True),
    "ten kilobytes": ([("q", "penduduk " * 1200)], 200, True),
    "one endless word": ([("q", "a" * 10_000)], 200, False),
    "only stop words": ([("q", "yang di dan ke untuk")], 200, False),
    "emoji": ([("q", "😀🔥")], 200, False),
    "SQL": ([("q", "'; DROP TABLE package; --")], 200, False),
    "a regular expression": ([("q", "/(a+)+(b*)*.{1,999}/")], 200, False),
    "leading wildcards": ([("q", "*nduduk ?enduduk *?*?*?*a")], 200, False),
    "magic fields": ([("q", '_query_:"{!xmlparser v=x}" _val_:"x"')], 200, False),
    "control characters": ([("q", "penduduk\x00\x07\ufffe")], 200, True),
    "markup": ([("q", "<script>alert(1)</script> penduduk")], 200, False),
    "page -1": ([("page", "-1")], 200, True),
    "page nonsense": ([("page", "x")], 200, True),
    "a page far away": ([("page", "99999999999999")], 200, True),
    "a page that is not there": ([("page", "7")], 200, True),
    "sort by nonsense": ([("sort", "nonsense upwards")], 200, True),
    "sort by a function": ([("sort", "div(1,0) desc, title desc")], 200, True),
    "two hundred filters": ([("tags", f"tag-{number}") for number in range(200)], 400, False),
    "the same filter often": ([("tags", FOUND)] * 200, 200, True),
    "a filter with a quote": ([("tags", 'a" OR "b')], 200, False),
    "a filter with a backslash": ([("tags", "a\\")], 200, False),
    "a filter with parsers": ([("tags", '{!x}_query_:"y"')], 200, False),
    "a field that is none": ([("foo:(bar", "x"), ("metadata_modified", "yesterday")], 200, True),
    "what links pick up": ([("fbclid", "abc"), ("utm_source", "x y")], 200, True),
    "facet nonsense": (
        [("facet.field", "{!x}"), ("facet.limit", "-9"), ("_tags_limit", "x")],
        200,
        True,
    ),
    "extras": ([("ext_x", "1"), ("ext_", "]")], 200, True),
}
SECONDS = 5


@pytest.fixture
def entry(publish: Publish, open_record: Record) -> None:
    """Publish one entry about the population."""
    publish(open_record)


@pytest.mark.parametrize("path", ["/dataset/", "/organization/disdukcapil"])
def test_every_search_has_an_answer(entry: None, read: Read, path: str) -> None:
    wrong: list[str] = []
    for what, (asked, status, is_found) in ASKED.items():
        is_body = path != "/dataset/"
        if is_body and status == 400:
            continue  # the page of a body says in its own way that the search failed
        begun = time.monotonic()
        page = read(f"{path}?{urlencode(asked)}", status=status)
        assert time.monotonic() - begun < SECONDS, what
        if status == 200:
            assert "The search failed" not in words(one(page, ".ppid-found")), what
            is_shown = page.select(".dataset-item") and not page.select(".ppid-nothing")
            wrong += [what] if bool(is_shown) != is_found else []
    assert wrong == []


def test_the_api_refuses_in_words(app, entry: None) -> None:
    for asked in (
        {"q": 'title:"x'},
        {"q": "title:[* TO"},
        {"q": "foo:/(/"},
        {"q": "{!xmlparser v=x}"},
        {"fq": "foo:(bar"},
        {"sort": "nonsense upwards"},
        {"start": "-1"},
        {"start": "99999999999999"},
        {"rows": "x"},
        {"facet.field": '["{!x}"]'},
        {"facet.limit": "x"},
        {"q": "a" * 10_000},
        {"q": "*nduduk"},
    ):
        answer = app.get(f"/api/3/action/package_search?{urlencode(asked)}")
        assert answer.status_code < 500, asked
        assert "Traceback" not in answer.body


def test_what_no_page_of_ours_sends_is_refused(app, publish: Publish, open_record: Record) -> None:
    entry = publish(open_record)
    assert app.get(f"/dataset_series/{entry['name']}.xyz").status_code == 404
    answer = app.post(f"/en/dataset/{entry['name']}/resource/new", data={"name": "x"})
    assert answer.status_code == 400
    assert "without save, id" in answer.body


def test_a_nul_in_an_address_fails_nothing(app, clean_portal: None) -> None:
    for place in ("dataset", "organization", "group", "user", "feeds/organization"):
        assert app.get(f"/{place}/a%00.atom").status_code == 404, place
    for asked in ("dip?q=%00", "dik?q=a%00&%00=b", "api/3/action/package_show?id=%00"):
        assert app.get(f"/{asked}").status_code < 500, asked
