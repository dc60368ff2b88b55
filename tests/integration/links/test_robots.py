"""What sites ask of automatic readers is done (RFC 9309); what they answer is not trusted."""

from __future__ import annotations

import time
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.links import robots

from .servers import OK
from .test_fetch import dripping, endless, silence, to

US = "ckanext-ppidbontang"


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        pytest.param("", "/a", True, id="nothing"),
        pytest.param("User-agent: *\nDisallow: /", "/a", False, id="everybody, everything"),
        pytest.param("User-agent: *\nDisallow:", "/a", True, id="nothing is disallowed"),
        pytest.param("User-agent: lain\nDisallow: /", "/a", True, id="somebody else"),
        pytest.param(f"User-agent: {US}\nDisallow: /", "/a", False, id="us"),
        pytest.param(f"USER-AGENT: {US.upper()}\nDISALLOW: /", "/a", False, id="in capitals"),
        pytest.param(
            f"User-agent: *\nDisallow: /\n\nUser-agent: {US}\nAllow: /",
            "/a",
            True,
            id="us, not all",
        ),
        pytest.param(f"User-agent: *\nDisallow: /\nUser-agent: {US}", "/a", True, id="us, no rule"),
        pytest.param(
            f"User-agent: {US}\nUser-agent: lain\nDisallow: /", "/a", False, id="a group of two"
        ),
        pytest.param(
            f"User-agent: {US}\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: {US}\n"
            "Disallow: /b",
            "/b",
            False,
            id="two groups of ours are one",
        ),
        pytest.param("Disallow: /", "/a", True, id="a rule for nobody"),
        pytest.param("User-agent: *\nDisallow: /a # mengapa", "/a", False, id="a comment"),
        pytest.param("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a", False, id="BOM and CRLF"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True, id="the longest"),
        pytest.param("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b", True, id="not the first"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True, id="as long: allowed"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False, id="wildcard and end"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?v=1", True, id="not the end"),
        pytest.param("User-agent: *\nDisallow: /a$", "/a", False, id="end"),
        pytest.param("User-agent: *\nDisallow: /a$", "/ab", True, id="beyond the end"),
        pytest.param("User-agent: *\nDisallow: *x*y", "/1x2y3", False, id="two wildcards"),
        pytest.param("User-agent: *\nDisallow: /*aa$", "/a", True, id="no overlap"),
        pytest.param("User-agent: *\nDisallow: /?a=", "/?a=1", False, id="a query"),
        pytest.param("User-agent: *\nDisallow: /é", "/%C3%A9", False, id="beyond ASCII"),
        pytest.param("User-agent: *\nDisallow: /%7Ea", "/~a", False, id="escaped for nothing"),
        pytest.param("User-agent: *\nDisallow: /", "/robots.txt", True, id="itself"),
    ],
)
def test_the_rules(text, path, may):
    assert robots.parse(text, US).allow(path) is may


@given(st.text(alphabet="Us-er:agntDilow*/$a#\r\n \ufeff%é", max_size=300), st.text(max_size=50))
def test_whatever_is_written_is_read(text, path):
    assert robots.parse(text, US).allow(path) in {True, False}


def test_a_hostile_file_costs_little():
    """Many readers times many rules, and patterns that tempt to go back."""
    readers = "".join(f"User-agent: a{number}\n" for number in range(14_000))
    rules = "Disallow: /" + "*a" * 30 + "b\n"
    text = readers + "User-agent: *\n" + rules * 4_000
    began = time.process_time()
    assert robots.parse(text, US).allow("/" + "a" * 3000)
    assert time.process_time() - began < 2


def test_a_site_is_asked_for_its_wishes_once_and_they_are_done(site, fetcher):
    here = site(
        {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /rahasia"), "/a": OK, "/rahasia": OK}
    )
    looks = fetcher()
    found = [looks.look(here.url(path)).outcome for path in ("/a", "/rahasia", "/rahasia?1", "/a")]
    assert found == ["works", "refused-by-robots", "refused-by-robots", "works"]
    assert here.times("/robots.txt") == 1
    assert here.times("/rahasia") == 0


def test_the_wishes_of_a_site_that_a_redirect_leads_to_are_done_too(site, look):
    there = site({"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /"), "/a": OK})
    here = site({"/berkas": to(there.url("/a"))})
    assert look(here.url("/berkas")).outcome == "refused-by-robots"
    assert there.asked == [("GET", "/robots.txt")]


def test_wishes_are_followed_to_where_they_lie(site, look):
    there = site({"/wishes": (200, {}, b"User-agent: *\nDisallow: /")})
    here = site({"/robots.txt": to(there.url("/wishes")), "/berkas": OK})
    assert look(here.url("/berkas")).outcome == "refused-by-robots"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_who_gives_no_wishes_has_none(site, look, status):
    here = site({"/robots.txt": (status, {}, b"User-agent: *\nDisallow: /"), "/berkas": OK})
    assert look(here.url("/berkas")).outcome == "works"


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://127.77.0.1:8088/", "/robots.txt"]
)
def test_wishes_that_lead_astray_are_none(site, look, location):
    here = site({"/robots.txt": to(location), "/berkas": OK})
    assert look(here.url("/berkas"), "127.0.0.1").outcome == "works"


def test_wishes_that_swell_are_cut(site, look):
    """A file that is small on its way and huge when unpacked."""
    zeros, pack = b"0" * (1 << 20), zlib.compressobj(9, wbits=31)
    bomb = b"".join(pack.compress(zeros) for _ in range(100)) + pack.flush()
    here = site({"/robots.txt": (200, {"Content-Encoding": "gzip"}, bomb), "/berkas": OK})
    tracemalloc.start()
    try:
        assert look(here.url("/berkas"), answer=10, total=20).outcome == "works"
        assert tracemalloc.get_traced_memory()[1] < 30 * 1024 * 1024
    finally:
        tracemalloc.stop()


WISHES = b"User-agent: *\nDisallow: /berkas\nDisallow: /"


def first_robots_then_ok(behave):
    def both(hole, peer):
        if hole.connections == 1:
            return behave(hole, peer)
        peer.recv(65536)
        return hole.send(peer, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    return both


@pytest.mark.parametrize(
    ("behave", "outcome"),
    [
        pytest.param(silence, "works", id="silence"),
        pytest.param(
            endless(b"HTTP/1.1 200 OK\r\n\r\n", b"# komentar\n" * 1000),
            "works",
            id="1 GB of nothing",
        ),
        pytest.param(
            endless(b"HTTP/1.1 200 OK\r\n\r\n" + WISHES + b"\n", b"#" * 16384),
            "refused-by-robots",
            id="1 GB after the wishes",
        ),
        pytest.param(
            dripping(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /"),
            "works",
            id="breaks off within a line",
        ),
    ],
)
def test_wishes_that_do_not_end_are_cut(hole, look, behave, outcome):
    there = hole(first_robots_then_ok(behave))
    assert look(there.url("/berkas")).outcome == outcome
    assert there.sent < 4 * 1024 * 1024
