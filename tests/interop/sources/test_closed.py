"""What ckanext-harvest brings is the PPID Utama's alone; to everybody else it is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from ckanext.harvest.plugin import _get_logic_functions

from tests import english

from .test_tables import ROWS, put

Record = dict[str, Any]
ENGINES_ACTIONS = sorted(_get_logic_functions("ckanext.harvest.logic.action", {}))
OWN_ACTIONS = (
    "ppid_source_list",
    "ppid_source_show",
    "ppid_source_pull",
    "ppid_source_entry_confirm",
)
ENGINES_PAGES = (
    "/harvest",
    "/harvest/",
    "/harvest/new",
    "/harvest/{name}",
    "/harvest/{id}",
    "/harvest/edit/{name}",
    "/harvest/about/{name}",
    "/harvest/admin/{name}",
    "/harvest/refresh/{name}",
    "/harvest/clear/{name}",
    "/harvest/delete/{name}",
    "/harvest/{name}/job",
    "/harvest/{name}/job/last",
    "/harvest/{name}/job/{job}",
    "/harvest/{name}/job/{job}/abort",
    "/harvest/object/{object}",
    "/dataset/harvest_object/{object}",
    "/dataset/{name}",
    "/dataset/{id}.ttl",
    "/dasbor/sumber/arsip",
)
LISTS = (
    "/dataset/?q=Sumber",
    "/dataset/?q=dataset_type:harvest",
    "/api/3/action/package_list",
    "/api/3/action/package_search?fq=dataset_type:harvest&include_private=true",
    "/api/3/action/package_search?q=ppid-sumber&include_private=true",
    "/api/3/action/current_package_list_with_resources",
    "/api/3/action/package_autocomplete?q=Sumber",
    "/catalog.ttl",
    "/dip.csv",
    "/feeds/dataset.atom",
    "/organization/kota-bontang",
    "/tinjauan",
    "/pengecualian",
    "/api/3/action/ppid_review_list",
    "/api/3/action/ppid_exemption_list",
)


class Readers:
    """Ask the portal as somebody."""

    def __init__(self, url: str, tokens: dict[str, str]) -> None:
        self.url, self.tokens = url, tokens

    def get(self, who: str, path: str) -> requests.Response:
        headers = {"Authorization": self.tokens[who]} if self.tokens[who] else {}
        return requests.get(self.url + path, headers=headers, allow_redirects=False, timeout=60)

    def call(self, who: str, action: str, **sent: Any) -> requests.Response:
        headers = {"Authorization": self.tokens[who]} if self.tokens[who] else {}
        url = f"{self.url}/api/3/action/{action}"
        return requests.post(url, json=sent, headers=headers, timeout=60)


STRANGERS = ("nobody", "officer", "officer of the city")


@pytest.fixture
def pulled(portal, agency_site) -> Record:
    """Have something pulled, and return what the engine knows it by."""
    put(agency_site, "arsip.csv", *ROWS[:2])
    portal.pull("arsip")
    call = portal.api.call_action
    source = call("harvest_source_show", {"id": "ppid-sumber-arsip"})
    [object_, *_] = call("harvest_object_list", {"source_id": source["id"]})
    [job, *_] = call("harvest_job_list", {"source_id": source["id"]})
    return {"id": source["id"], "name": "ppid-sumber-arsip", "object": object_, "job": job["id"]}


@pytest.fixture
def ask(portal, person) -> Readers:
    """Ask as nobody, as officers, and as the PPID Utama."""
    return Readers(
        portal.url,
        {
            "nobody": "",
            "officer": person("dpk")["token"],
            "officer of the city": person("kota-bontang")["token"],
            "utama": portal.api.apikey,
        },
    )


def test_the_engine_is_missing_for_everybody_else(pulled, ask):
    """Its actions are found by asking it: a new one is closed as well."""
    assert len(ENGINES_ACTIONS) > 25
    told = {
        (who, action): ask.call(who, action, id=pulled["id"], source_id=pulled["id"]).status_code
        for who in STRANGERS
        for action in (*ENGINES_ACTIONS, *OWN_ACTIONS)
    }
    assert {key: status for key, status in told.items() if status != 404} == {}
    kept = ask.call("utama", "harvest_object_show", id=pulled["object"]).json()["result"]
    assert json.loads(kept["content"])["title"]

    pages = {
        (who, page): ask.get(who, page.format(**pulled)).status_code
        for who in STRANGERS
        for page in ENGINES_PAGES
    }
    is_answered = {key: status for key, status in pages.items() if status not in (404, 302)}
    assert is_answered == {}
    # One who is not logged in is sent to do so, whatever the address names.
    assert {key for key, status in pages.items() if status == 302} <= {
        ("nobody", "/dasbor/sumber/arsip"),
        *((who, page) for who in STRANGERS for page in ("/harvest", "/harvest/")),
    }
    for who in STRANGERS:
        for page in LISTS:
            answer = ask.get(who, page)
            assert "ppid-sumber-" not in answer.text, (who, page)
            assert pulled["id"] not in answer.text, (who, page)
    # It is no exempt information, although nobody has classified it.
    assert ask.call("utama", "ppid_exemption_list").json()["result"]["count"] == 0
    history = ask.call("utama", "ppid_exemption_history", id=pulled["id"]).json()
    assert history["result"]["moves"] == []
    assert ask.get("utama", "/harvest/ppid-sumber-arsip").status_code == 200


def test_the_pages_of_the_ppid_utama(portal, pulled, ask):
    index = ask.get("utama", "/en/dasbor/sumber")
    assert index.status_code == 200
    assert "Sumber arsip" in index.text
    assert 'action="/en/dasbor/sumber/arsip/tarik"' in index.text
    assert "/dasbor/sumber" in ask.get("utama", "/").text
    assert "/dasbor/sumber" not in ask.get("officer", "/").text
    assert ask.get("officer", "/dasbor/sumber").status_code == 404
    assert ask.get("nobody", "/dasbor/sumber").status_code == 302
    assert ask.get("utama", "/en/dasbor/sumber/arsip").status_code == 200
    for page in ("/dasbor/sumber", "/dasbor/sumber/arsip"):
        assert english.heard(ask.get("utama", page).text) == {}, page

    # Where an entry came from is told to its members, and to nobody else.
    entry = portal.entries("dpk")["Daftar Aset 2025"]
    portal.api.call_action("ppid_review_publish", {"id": entry["id"]})
    address = f"/en/dataset/{entry['name']}"
    assert "From the source: Sumber arsip" in ask.get("officer", address).text
    assert "From the source" not in ask.get("nobody", address).text


def test_the_command_line(portal, pulled):
    said = portal.ckan("ppid", "source", "run", "arsip")
    assert said.splitlines()[-1] == "arsip: arrived 2, unchanged 2"
    assert "arsip\tcsv\tunchanged\t" in portal.ckan("ppid", "source", "list")
