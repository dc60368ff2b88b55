"""Lists in pages: an address with a page that is none leads to one that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from tests.integration.pages.html import Publish, Record

# Whose lists they are: everybody's, and those of who works for the city.
PUBLIC = ("/dataset/", "/organization/disdukcapil", "/group/", "/group/{group}", "/dip", "/dik")
INNER = ("/tinjauan", "/pengecualian", "/pemutakhiran", "/dasbor/ganda", "/impor", "/user/")
TO_THE_FIRST = ("-1", "0", "abc", "", "1.5", "9" * 5000 + "x")
BEYOND = ("99", "9" * 30, "9" * 5000)


@pytest.fixture
def end(app: Any, clean_portal: None) -> Callable[..., tuple[int, str, dict[str, list[str]]]]:
    """Follow an address to where it leads: its status, path and parameters."""

    def follow(path: str, **options: Any) -> tuple[int, str, dict[str, list[str]]]:
        answer = app.get(path, **options)
        found = urlsplit(answer.request.url)
        return answer.status_code, found.path, parse_qs(found.query)

    return follow


def test_every_list_leads_to_a_page_that_it_has(
    end: Callable[..., Any], publish: Publish, open_record: Record, person: Callable[..., Any]
):  # fmt: skip
    group = factories.Group()
    publish(open_record, groups=[{"name": group["name"]}])
    utama = person(sysadmin=True).headers
    wrong: list[tuple[str, str, Any]] = []
    for place in (*PUBLIC, *INNER):
        path = place.format(group=group["name"])
        for page in (*TO_THE_FIRST, *BEYOND):
            found = end(path, query_string={"page": page, "q": "penduduk"}, headers=utama)
            if found != (200, path, {"q": ["penduduk"]}):
                wrong.append((path, page[:10], found))
    assert wrong == []


def test_the_last_page_has_its_entries(
    app: Any, end: Callable[..., Any], publish: Publish, open_record: Record,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    """In the language that was asked for, and with all else that the address asks."""
    monkeypatch.setitem(tk.config, "ckan.datasets_per_page", 1)
    publish(open_record)
    publish(open_record, name="kedua", title="Jumlah penduduk kedua")
    for path in ("/en/dataset/", "/organization/disdukcapil"):
        asked = {"tags": "penduduk", "sort": "title_string asc", "page": "7"}
        status, address, given = end(path, query_string=asked)
        assert (status, address, given["page"], given["tags"]) == (200, path, ["2"], ["penduduk"])
        assert "dataset-item" in app.get(path, query_string=asked).body


def test_a_long_question_is_cut_and_the_page_says_so(end: Callable[..., Any], app: Any) -> None:
    status, address, given = end("/dataset/", query_string={"q": "banjir " * 1000, "tags": "a"})
    assert (status, address, given["tags"]) == (200, "/dataset/", ["a"])
    assert len(given["q"][0]) <= 500
    said = app.get("/en/dataset/", query_string={"q": "banjir " * 1000}).body
    assert "Only the first words were searched for" in said


def test_programs_are_answered_as_before(app: Any, clean_portal: None) -> None:
    long = {"q": "banjir " * 100, "page": "-1"}
    answer = app.get("/api/3/action/package_search", query_string=long, follow_redirects=False)
    assert (answer.status_code, answer.json["error"]["__type"]) == (400, "Search Query Error")
    answer = app.get("/catalog.ttl?page=-1", follow_redirects=False, status=None)
    assert answer.status_code not in (301, 302)
