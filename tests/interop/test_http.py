"""The feed by the rules of HTTP: what a reader has is not sent again, and nobody is asked who."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys

import pytest

SUFFIXES = ("ttl", "n3", "xml", "rdf", "jsonld", "nt")
CATALOGUES = ("/catalog", "/catalog/full", "/catalog/changes")
DOCUMENTS = (*CATALOGUES, "/dataset/penduduk-2025", "/dataset/rekam-medis")
EVERYTHING = [f"{document}.{suffix}" for document in DOCUMENTS for suffix in SUFFIXES]
CACHE_CONTROL = "public, no-cache"
STORE = "ppid_feed_fragment"

pytestmark = pytest.mark.usefixtures("entries")


@pytest.fixture
def pages_of(ckan_config, monkeypatch):
    return lambda size: monkeypatch.setitem(ckan_config, "ckanext.dcat.datasets_per_page", size)


class TestTag:
    @pytest.mark.parametrize("address", EVERYTHING)
    def test_it_is_strong_and_stays(self, ask, address):
        first, second = ask(address), ask(address)
        assert first.headers["ETag"] == second.headers["ETag"]
        assert first.data == second.data
        assert first.headers["ETag"].startswith('"')
        assert first.headers["Cache-Control"] == CACHE_CONTROL
        assert first.headers["Vary"] == "Accept-Encoding"

    def test_every_document_has_one_of_its_own(self, ask, pages_of):
        pages_of(2)
        pages = [f"/catalog.nt?page={number}" for number in (2, 3, 4)]
        later = ["/catalog/changes.nt?since=1", "/catalog/changes.nt?since=2"]
        addresses = [*EVERYTHING, *pages, *later]
        tags = {
            ask(address, Accept_Encoding=coding).headers["ETag"]
            for address in addresses
            for coding in ("identity", "gzip")
        }
        assert len(tags) == 2 * len(addresses)

    def test_a_page_of_another_size_is_another_document(self, ask, pages_of):
        tags = set()
        for size in (2, 3, 100):
            pages_of(size)
            tags.add(ask("/catalog.nt").headers["ETag"])
        assert len(tags) == 3

    def test_a_page_after_the_start_is_not_the_first_page(self, ask):
        """They hold the same entries, but say another address of themselves."""
        first, after = ask("/catalog.nt"), ask("/catalog.nt?after=0")
        assert first.data != after.data
        assert first.headers["ETag"] != after.headers["ETag"]

    def test_another_process_gives_the_same(self, ask):
        """Harvesters meet now one process of the portal, now another."""
        asked = [(address, coding) for address in EVERYTHING for coding in ("identity", "gzip")]
        here = []
        for address, coding in asked:
            response = ask(address, Accept_Encoding=coding)
            here.append([response.headers["ETag"], hashlib.sha256(response.data).hexdigest()])
        there = subprocess.run(
            [sys.executable, "-c", OTHER_PROCESS, json.dumps(asked)],
            env={**os.environ, "PYTHONHASHSEED": "1"},
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert json.loads(there.stdout.splitlines()[-1]) == here


OTHER_PROCESS = """
import hashlib, json, os, sys
from ckan.cli import load_config
from ckan.config.middleware import make_app
client = make_app(load_config(os.environ["CKAN_INI"])).test_client()
found = []
for address, coding in json.loads(sys.argv[1]):
    response = client.get(address, headers={"Accept-Encoding": coding}, buffered=True)
    found.append([response.headers["ETag"], hashlib.sha256(response.data).hexdigest()])
print(json.dumps(found))
"""


class TestNotSentAgain:
    @pytest.fixture
    def tag(self, ask):
        return ask("/catalog.ttl").headers["ETag"]

    @pytest.mark.parametrize("address", EVERYTHING)
    @pytest.mark.parametrize("coding", ["identity", "gzip"])
    def test_what_the_reader_has_is_not_sent(self, ask, statements, address, coding):
        whole = ask(address, Accept_Encoding=coding)
        statements.clear()
        answer = ask(address, Accept_Encoding=coding, If_None_Match=whole.headers["ETag"])
        assert (answer.status_code, answer.data) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary"):
            assert answer.headers[name] == whole.headers[name]
        for name in ("Content-Type", "Content-Length", "Content-Encoding"):
            assert name not in answer.headers
        if not address.startswith("/dataset"):
            assert not [text for text in statements if STORE in text]
            assert sum("ppid_feed_state" in text for text in statements) == 1

    @pytest.mark.parametrize(
        ("form", "status"),
        [
            pytest.param("{tag}", 304, id="its tag"),
            pytest.param("W/{tag}", 304, id="its tag, said to be weak"),
            pytest.param('"a", {tag}, "b"', 304, id="a list"),
            pytest.param('"a",W/{tag}', 304, id="a list of weak ones"),
            pytest.param("*", 304, id="anything"),
            pytest.param('"a"', 200, id="another one"),
            pytest.param('"a", "b"', 200, id="others"),
            pytest.param("", 200, id="nothing"),
            pytest.param("{bare}", 304, id="without quotes"),
            pytest.param("{bare}-gzip", 200, id="that of another coding, without quotes"),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_tags_are_compared_as_rfc_9110_says(self, ask, tag, form, status, method):
        asked = form.format(tag=tag, bare=tag.strip('"'))
        assert ask("/catalog.ttl", method, If_None_Match=asked).status_code == status

    @pytest.mark.parametrize(("suffix", "coding"), [("nt", "identity"), ("ttl", "gzip")])
    def test_the_tag_of_another_form_does_not_count(self, ask, tag, suffix, coding):
        answer = ask(f"/catalog.{suffix}", Accept_Encoding=coding, If_None_Match=tag)
        assert answer.status_code == 200

    @pytest.mark.parametrize(("tag", "status"), [('"another"', 200), ("{tag}", 304)])
    def test_a_tag_counts_more_than_a_time(self, ask, tag, status):
        known = ask("/catalog.ttl").headers["ETag"]
        times = ("Fri, 01 Jan 2100 00:00:00 GMT", "Mon, 01 Jan 2001 00:00:00 GMT")
        time = times[status == 304]
        answer = ask("/catalog.ttl", If_None_Match=tag.format(tag=known), If_Modified_Since=time)
        assert answer.status_code == status


class TestHead:
    @pytest.mark.parametrize("address", EVERYTHING)
    @pytest.mark.parametrize("coding", ["identity", "gzip"])
    def test_it_is_get_without_a_body(self, ask, address, coding):
        whole = ask(address, Accept_Encoding=coding)
        head = ask(address, "HEAD", Accept_Encoding=coding)
        assert (head.status_code, head.data) == (200, b"")
        length = str(len(whole.data))
        assert head.headers.get("Content-Length", length) == length
        # The time of a change of just now moves on by a second, once, as time goes by.
        times = [headers.pop("Last-Modified", None) for headers in (head.headers, whole.headers)]
        assert times.count(None) in (0, 2)
        for headers in (head.headers, whole.headers):
            headers.pop("Content-Length", None)
        assert dict(head.headers) == dict(whole.headers)

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/catalog.ttl?page=99", 404),
            ("/catalog.ttl?page=0", 400),
            ("/catalog.docx", 404),
            ("/dataset/tidak-ada.ttl", 404),
            ("/catalog.ttl?q=penduduk", 200),
        ],
    )
    def test_it_is_answered_where_get_is(self, ask, address, status):
        head = ask(address, "HEAD")
        assert (head.status_code, head.data) == (status, b"")

    def test_it_takes_no_stream(self, ask):
        for _ in range(9):
            assert ask("/catalog/full.nt", "HEAD").status_code == 200


class TestCoding:
    @pytest.mark.parametrize("address", EVERYTHING)
    def test_gzip_is_the_same_bytes(self, ask, address):
        plain, packed = ask(address), ask(address, Accept_Encoding="gzip")
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
        assert len(packed.data) < len(plain.data) / 3

    @pytest.mark.parametrize(
        ("accepted", "coding"),
        [
            ("gzip", "gzip"),
            ("gzip, deflate, br, zstd", "gzip"),
            ("GZIP", "gzip"),
            ("gzip;q=0.1", "gzip"),
            ("*", "gzip"),
            ("br;q=1, *;q=0.5", "gzip"),
            ("gzip;q=0", None),
            ("gzip;q=0, *", None),
            ("*;q=0", None),
            ("br", None),
            ("deflate", None),
            ("identity", None),
            ("", None),
            (";;,,", None),
        ],
    )
    @pytest.mark.parametrize("address", ["/catalog.nt", "/catalog/full.nt"])
    def test_it_is_what_the_reader_takes(self, ask, address, accepted, coding):
        answer = ask(address, Accept_Encoding=accepted)
        assert answer.headers.get("Content-Encoding") == coding
        assert answer.headers["Vary"] == "Accept-Encoding"


class TestNobodyIsAsked:
    """A feed is the same for all; a session or a user would only cost time."""

    SIGNED = {"Cookie": "ppid=abc; auth_tkt=def", "Authorization": "a-token"}

    @pytest.mark.parametrize(
        "address",
        ["/catalog.ttl", "/catalog/full.nt", "/catalog/changes.nt", "/dataset/penduduk-2025.ttl"],
    )
    @pytest.mark.parametrize("headers", [{}, SIGNED], ids=["a stranger", "somebody"])
    def test_no_cookie_is_set_and_no_user_looked_for(self, ask, statements, address, headers):
        ask(address)
        statements.clear()
        answer = ask(address, **headers)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert statements
        for text in statements:
            assert "api_token" not in text
            assert '"user"' not in text
        assert len(statements) <= 4

    @pytest.mark.parametrize("suffix", ["ttl", "nt"])
    def test_somebody_gets_what_everybody_gets(self, ask, suffix):
        address = f"/catalog.{suffix}"
        assert ask(address, **self.SIGNED).data == ask(address).data


class TestMethods:
    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    @pytest.mark.parametrize(
        "address",
        ["/catalog.ttl", "/catalog/full.ttl", "/catalog/changes.ttl", "/dataset/penduduk-2025.ttl"],
    )
    def test_nothing_can_be_written(self, ask, address, method):
        assert ask(address, method).status_code == 405


class TestProblems:
    @pytest.mark.parametrize(
        ("address", "status", "words"),
        [
            ("/catalog.docx", 404, "format"),
            ("/catalog.ttl?page=99", 404, "halaman"),
            ("/catalog.ttl?page=satu", 400, "bilangan"),
            ("/catalog.ttl?after=lama", 400, "bilangan"),
            ("/catalog.ttl?profiles=schemaorg", 400, "profil"),
            ("/catalog.ttl?modified_since=kemarin", 400, "tanggal"),
            ("/catalog.ttl?q=title:(", 400, "pencarian"),
            ("/catalog/changes.ttl?since=-1", 400, "bilangan"),
            ("/catalog/changes.ttl?since=999999999999999", 404, "nomor"),
            ("/dataset/tidak-ada.ttl", 404, "tidak"),
        ],
    )
    def test_they_are_told_in_a_line_of_indonesian(self, ask, address, status, words):
        answer = ask(address)
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.cache_control.no_store
        assert answer.data.count(b"\n") == 1
        assert words in answer.data.decode().lower()
        assert b"Traceback" not in answer.data

    def test_they_are_told_in_english_to_who_reads_english(self, ask):
        assert b"no such page" in ask("/en/catalog.ttl?page=99").data

    @pytest.mark.parametrize("value", ["<script>", "%0d%0aX-A: b", "a" * 500, "%00", "{name}"])
    def test_what_was_asked_is_repeated_as_text_alone(self, ask, value):
        answer = ask(f"/catalog.ttl?page={value}")
        assert answer.status_code == 400
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert len(answer.data) < 300
        assert "X-A" not in answer.headers


class TestLanguages:
    @pytest.mark.parametrize("language", ["en", "id"])
    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_an_address_of_a_language_gives_the_same(self, ask, language, document):
        prefixed, plain = ask(f"/{language}{document}.nt"), ask(f"{document}.nt")
        assert prefixed.status_code == 200
        assert prefixed.data == plain.data
        assert prefixed.headers["ETag"] == plain.headers["ETag"]
