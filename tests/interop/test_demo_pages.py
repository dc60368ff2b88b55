"""The demo catalogue as people visit it: each page, form and file opens, each facet narrows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories, helpers

pytestmark = [pytest.mark.demo, pytest.mark.usefixtures("demo")]


@pytest.fixture
def catalogue() -> list[dict[str, Any]]:
    """Return every entry that anybody finds."""
    return helpers.call_action("package_search", {"ignore_auth": False}, rows=1000)["results"]


@pytest.fixture
def headers(with_plugins) -> dict[str, str]:
    """Return the headers of somebody who may edit everything."""
    user = factories.Sysadmin()["name"]
    token = helpers.call_action(
        "api_token_create", {"user": user}, user=user, name="visit", expires_in=1, unit=86400
    )
    return {"Authorization": token["token"]}


def failures(app, addresses: Iterator[tuple[str, str]], headers=None) -> list[str]:
    """Visit each address; say which do not open, or do not show the words they should."""
    found = []
    for address, words in addresses:
        response = app.get(address, headers=headers or {})
        shown = BeautifulSoup(response.body, "html.parser").get_text(" ")
        if response.status_code != 200 or words not in " ".join(shown.split()):
            found.append(f"{response.status_code} {address}: {words}")
    return found


def test_every_entry_has_its_page(app, catalogue):
    assert len(catalogue) >= 150
    pages = ((f"/dataset/{e['name']}", " ".join(e["title"].split())) for e in catalogue)
    assert failures(app, pages) == []


def test_every_entry_has_its_form(app, catalogue, headers):
    forms = ((f"/dataset/edit/{e['name']}", " ".join(e["notes"].split())[:60]) for e in catalogue)
    assert failures(app, forms, headers) == []


def test_every_file_downloads_whole(app, catalogue):
    files = [file for entry in catalogue for file in entry["resources"]]
    assert len(files) >= 110
    wrong = [
        f"{response.status_code} {file['url']}"
        for file in files
        for response in [app.get(urlsplit(file["url"]).path)]
        if response.status_code != 200 or len(response.data) != file["size"]
    ]
    assert wrong == []


def test_every_exempt_entry_says_why(app, catalogue):
    exempt = [e for e in catalogue if e["information_category"] == "dikecualikan"]
    assert len(exempt) >= 25
    reasons = (
        (f"/dataset/{e['name']}", f"UU 14/2008 Pasal 17 huruf {ground}")
        for e in exempt
        for ground in e["exemption_grounds"]
    )
    assert failures(app, reasons) == []


@pytest.mark.parametrize(
    "facet",
    [
        "information_category",
        "exemption_status",
        "responsible_opd",
        "information_kind",
        "res_format",
        "vocab_year",
        "tags",
    ],
)
def test_every_value_of_a_facet_narrows(catalogue, facet):
    search = helpers.call_action
    found = search("package_search", rows=0, **{"facet.field": [facet], "facet.limit": -1})
    values = found["search_facets"][facet]["items"]
    assert len(values) > 1
    for value in values:
        narrowed = search("package_search", rows=0, fq=f'{facet}:"{value["name"]}"')
        assert narrowed["count"] == value["count"]
        assert 0 < narrowed["count"] < len(catalogue)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("penduduk", "penduduk"),
        ("Dinkes", "kesehatan"),
        ("rob", "rob"),
        ("loktuan", "lok tuan"),
        ("rekam medis", "rekam medis"),
    ],
)
def test_a_citizen_finds_what_they_expect_first(words, expected):
    best = helpers.call_action("package_search", q=words, rows=2)["results"]
    assert len(best) == 2
    for entry in best:
        told = f"{entry['title']} {entry['notes']} {entry['organization']['title']}"
        assert expected in told.lower()
