"""One address, looked at: by real servers, decent and otherwise."""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.links import LinkOutcome

from .servers import MISSING, OK, closed_port

US = "ckanext-ppidbontang (link check; https://data.example.id)"


def first(*replies):
    """Answer with each of the replies in turn, and with the last one from then on."""
    left = list(replies)
    return lambda _request: left.pop(0) if len(left) > 1 else left[0]


def to(location, status=302):
    return (status, {"Location": location}, b"")


def by_method(**replies):
    return lambda request: replies[request.command]


def asked(site, path="/berkas"):
    return [method for method, at in site.asked if at == path]


@pytest.mark.parametrize(
    ("page", "outcome", "status", "methods"),
    [
        pytest.param(OK, "works", 200, ["HEAD"], id="works"),
        pytest.param((206, {}, b""), "works", 206, ["HEAD"], id="another success"),
        pytest.param(MISSING, "gone", 404, ["HEAD", "GET", "GET"], id="404"),
        pytest.param((410, {}, b""), "gone", 410, ["HEAD", "GET", "GET"], id="410"),
        pytest.param((400, {}, b""), "error", 400, ["HEAD", "GET", "GET"], id="400"),
        pytest.param((500, {}, b""), "error", 500, ["HEAD", "GET", "GET"], id="500 for ever"),
        pytest.param((401, {}, b""), "refused", 401, ["HEAD", "GET", "GET"], id="401"),
        pytest.param((403, {}, b""), "refused", 403, ["HEAD", "GET", "GET"], id="403"),
        pytest.param((503, {}, b""), "unavailable", 503, ["HEAD", "GET", "GET"], id="503"),
        pytest.param(
            (302, {}, b""), "error", 302, ["HEAD", "GET", "GET"], id="a redirect to nowhere"
        ),
        pytest.param(
            by_method(HEAD=(405, {}, b""), GET=OK), "works", 200, ["HEAD", "GET"], id="HEAD 405"
        ),
        pytest.param(
            by_method(HEAD=(501, {}, b""), GET=OK), "works", 200, ["HEAD", "GET"], id="HEAD 501"
        ),
        pytest.param(by_method(HEAD=MISSING, GET=OK), "works", 200, ["HEAD", "GET"], id="HEAD 404"),
    ],
)
def test_what_a_server_says(site, look, page, outcome, status, methods):
    here = site({"/berkas": page})
    found = look(here.url("/berkas"))
    assert (found.outcome, found.status) == (outcome, status)
    assert asked(here) == methods


def test_a_server_that_stumbles_is_asked_once_more(site, look):
    broken = (500, {}, b"")
    here = site({"/berkas": first(broken, broken, OK)})
    assert look(here.url("/berkas")).outcome == "works"


def test_who_says_later_is_asked_later_when_that_is_soon(site, look):
    here = site({"/berkas": first((429, {"Retry-After": "1"}, b""), OK)})
    began = time.monotonic()
    found = look(here.url("/berkas"), longest_wait=1.5, total=4)
    assert found.outcome == "works"
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize("later", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT", "9" * 400])
def test_who_says_much_later_is_left_alone(site, look, later):
    here = site({"/berkas": (429, {"Retry-After": later}, b"")})
    assert look(here.url("/berkas")).outcome == "refused"
    assert asked(here) == ["HEAD"]


def test_redirects_are_followed_also_to_other_hosts_and_by_relative_addresses(site, look):
    there = site({"/akhir": OK})
    here = site(
        {
            "/berkas": to("/dua?x=1", 301),
            "/dua": to("tiga", 307),
            "/tiga": to(there.url("/akhir").removeprefix("http:"), 308),
        }
    )
    found = look(here.url("/berkas"))
    assert (found.outcome, found.status) == ("works", 200)
    assert there.asked == [("GET", "/robots.txt"), ("HEAD", "/akhir")]


@pytest.mark.parametrize("location", ["/berkas", "/lain"])
def test_redirects_for_ever_end(site, look, location):
    """At five: five more addresses than the first one are asked for."""
    here = site({"/berkas": to(location), "/lain": to("/berkas")})
    assert look(here.url("/berkas")).outcome == "too-many-redirects"
    assert len(here.asked) == 1 + 6


@pytest.mark.parametrize(
    ("location", "outcome"),
    [
        ("file:///etc/passwd", "invalid-address"),
        ("ftp://127.0.0.1/berkas", "invalid-address"),
        ("javascript:alert(1)", "invalid-address"),
        ("http://[::1", "invalid-address"),
        ("http://127.77.0.1:8088/", "not-public-address"),
        ("http://169.254.169.254/latest/meta-data/", "not-public-address"),
        ("http://[::ffff:127.0.0.1]/", "not-public-address"),
        ("http://2130706433/", "not-public-address"),
        ("http://127.77.0.1:6379/", "unusual-port"),
        ("http://admin:rahasia@127.0.0.1/", "holds-credentials"),
    ],
)
def test_a_redirect_is_judged_as_if_it_were_the_first_address(site, look, location, outcome):
    inner = site({"/": OK}, address=("127.77.0.1", 8088))
    here = site({"/berkas": to(location)})
    assert look(here.url("/berkas"), "127.0.0.1").outcome == outcome
    assert inner.asked == []


@pytest.mark.parametrize("host", ["127.77.0.1", "2130706433", "0x7f.1", "localhost", "[::1]"])
def test_what_leads_into_the_machine_is_not_asked(site, look, host):
    """However it is written; nobody was asked, not even for a robots.txt."""
    inner = site({"/": OK}, address=("127.77.0.1", 8088))
    assert look(f"http://{host}:8088/", "intranet.example.id").outcome == "not-public-address"
    assert inner.asked == []


def test_a_trusted_host_and_port_is_trusted_at_that_port_alone(site, look):
    here, other = site({"/": OK}), site({"/": OK})
    trusted = f"127.0.0.1:{here.port}"
    assert look(here.url(), trusted).outcome == "works"
    assert look(other.url(), trusted).outcome == "unusual-port"
    assert other.asked == []


def test_a_name_is_resolved_once_and_the_judged_number_is_connected_to(site, look, monkeypatch):
    """A name that means another number at the second asking (DNS rebinding) gains nothing."""
    here = site({"/berkas": OK, "/robots.txt": MISSING}, address=("127.77.0.1", 8088))
    real, numbers = socket.getaddrinfo, []

    def resolve(host, port, *args, **kwargs):
        if host == "berubah.example.id":
            numbers.append(f"127.77.0.{1 if len(numbers) % 2 == 0 else 2}")
            host = numbers[-1]
        return real(host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    look("http://berubah.example.id:8088/berkas", "berubah.example.id")
    # Robots.txt went to the first number; each later question was judged, and sent, anew.
    assert numbers[:2] == ["127.77.0.1", "127.77.0.2"]
    assert here.asked[0] == ("GET", "/robots.txt")
    assert here.headers[0]["Host"] == "berubah.example.id:8088"
    before = len(numbers)
    assert look("http://berubah.example.id:8088/berkas", "lain").outcome == "not-public-address"
    assert len(numbers) > before


@pytest.mark.parametrize(
    "address",
    [
        "tidak-ada.invalid",
        "a" * 64 + ".example.invalid",
        "..",
        "-.invalid",
    ],
)
def test_a_name_that_does_not_exist(look, address):
    assert look(f"http://{address}/").outcome in {"unreachable", "invalid-address"}


def test_a_port_where_nobody_listens(look):
    assert look(f"http://127.0.0.1:{closed_port()}/").outcome == "unreachable"


def test_a_site_that_is_not_there_is_not_tried_for_each_of_its_addresses(fetcher, monkeypatch):
    port, tries = closed_port(), []
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *args, **more: tries.append(args[0]) or real(*args, **more)
    )
    looks = fetcher()
    found = [looks.look(f"http://127.0.0.1:{port}/{number}").outcome for number in range(10)]
    assert set(found) == {"unreachable"}
    # Robots.txt and its second try; each is a judgement and a connection.
    assert len(tries) == 4


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("", "invalid-address"),
        ("lihat di kantor", "invalid-address"),
        ("www.bontangkota.go.id/berkas.pdf", "invalid-address"),
        ("http:/satu-garis", "invalid-address"),
        ("http://", "invalid-address"),
        ("http://:80/", "invalid-address"),
        ("http://[::1/", "invalid-address"),
        ("http://contoh.invalid:99999/", "invalid-address"),
        ("http://contoh.invalid:-1/", "invalid-address"),
        ("http://*.example.id/", "invalid-address"),
        ("ftp://ftp.example.id/berkas", "invalid-address"),
        ("file:///etc/passwd", "invalid-address"),
        ("mailto:ppid@example.id", "invalid-address"),
        ("https://user:pass@example.id/", "holds-credentials"),
        ("https://user@example.id/", "holds-credentials"),
        ("http://example.id:25/", "unusual-port"),
        ("http://127.0.0.1:80/" + "x" * 8000, "invalid-address"),
        ("http://\ud800.example.id/", "invalid-address"),
        ("http://contoh\x00.invalid/", "invalid-address"),
    ],
)
def test_what_is_no_address_of_the_web(look, address, outcome):
    assert look(address).outcome == outcome


def test_any_address_is_some_outcome(site, fetcher):
    """However wild, also at a server that is there: a look never raises."""
    here = site()

    @settings(max_examples=150, deadline=None)
    @given(st.text(st.characters(exclude_characters="\x00"), max_size=40))
    def wild(text):
        looks = fetcher("127.0.0.1", back_off=0)
        for address in (here.url(f"/{text}"), f"http://127.0.0.1:{text}/", f"https://{text}"):
            assert looks.look(address).outcome in LinkOutcome

    wild()


def test_a_very_long_address_is_asked_as_it_is(site, look):
    path = "/berkas?" + "x" * 3500
    here = site({"/berkas": OK})
    assert look(here.url(path)).outcome == "works"
    assert here.asked[-1] == ("HEAD", path)


def test_paths_and_names_beyond_ascii_are_written_as_the_web_writes_them(site, look):
    here = site({"/data/%C3%A9l%C3%A8ve%20baru.pdf": OK})
    assert look(here.url("/data/élève baru.pdf")).outcome == "works"
    assert look("http://bücher.invalid/").outcome == "unreachable"


def test_lines_in_an_address_reach_no_header(site, look):
    here = site()
    look(here.url("/berkas\r\nX-Jahat: 1"))
    look(here.url("/berkas%0d%0aX-Jahat: 1"))
    assert all("X-Jahat" not in headers for headers in here.headers)


def test_we_say_who_we_are_and_bring_nothing_else(site, look, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    here = site({"/berkas": first((500, {"Set-Cookie": "a=1"}, b""), OK)})
    assert look(here.url("/berkas")).outcome == "works"
    for headers in here.headers:
        assert headers["User-Agent"] == US
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def silence(hole, peer):
    hole.over.wait(20)


def dripping(beginning):
    def behave(hole, peer):
        peer.recv(65536)
        hole.send(peer, beginning)
        while not hole.over.wait(0.05):
            hole.send(peer, b"x")

    return behave


def endless(beginning, piece):
    """Send as much as the other side takes, a gigabyte at most."""

    def behave(hole, peer):
        peer.recv(65536)
        hole.send(peer, beginning)
        while hole.sent < 1 << 30:
            hole.send(peer, piece)

    return behave


@pytest.mark.parametrize(
    "behave",
    [
        pytest.param(silence, id="never answers"),
        pytest.param(dripping(b"HT"), id="drips its status line"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\nX-A: "), id="drips a header"),
    ],
)
def test_a_server_that_hangs_is_left_in_time(hole, look, behave):
    there = hole(behave)
    began = time.monotonic()
    found = look(there.url())
    assert found.outcome in {LinkOutcome.TIMEOUT, LinkOutcome.UNREACHABLE}
    # The time for robots.txt, and that for the address.
    assert time.monotonic() - began < 0.4 + 2 + 1


def test_a_server_that_never_comes_to_the_point_is_cut_short(hole, look):
    """Well before its time is over: nobody reads more than a megabyte."""
    there = hole(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99))
    assert look(there.url(), answer=20, total=60).outcome == "unreachable"
    assert there.sent < there.connections * 4 * 1024 * 1024


def test_the_body_of_a_redirect_is_not_waited_for(site, hole, look):
    there = site({"/akhir": OK})
    moved = f"HTTP/1.1 302 Found\r\nLocation: {there.url('/akhir')}\r\n\r\n".encode()

    def behave(hole, peer):
        if peer.recv(65536).startswith(b"HEAD"):
            hole.send(peer, b"HTTP/1.1 405 No\r\n\r\n")
        else:
            hole.send(peer, moved)
            while not hole.over.wait(0.05):
                hole.send(peer, b"x")

    assert look(hole(behave).url()).outcome == "works"


def test_after_some_silences_a_site_is_left_alone_for_this_run(hole, fetcher):
    there = hole(silence)
    looks = fetcher(connect=0.1, answer=0.1, total=0.3)
    found = [looks.look(there.url(f"/{number}")).outcome for number in range(6)]
    assert found == ["timeout"] * 3 + ["not-asked"] * 3
    assert there.connections <= 1 + 3 * 3


@pytest.mark.parametrize(
    "beginning",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /lain\r\nContent-Length: 1073741824\r\n\r\n",
        b"HTTP/1.1 405 No\r\nContent-Length: 1073741824\r\n\r\n",
    ],
    ids=["a file", "no length", "a redirect", "an error"],
)
def test_of_a_gigabyte_next_to_nothing_is_taken(hole, look, beginning):
    """Of each answer what fits into the buffers of two kernels; of robots.txt 512 kB."""
    there = hole(endless(beginning, b"x" * 16384))
    look(there.url())
    assert there.sent < there.connections * 4 * 1024 * 1024


@pytest.mark.parametrize(
    "beginning",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nX-A: " + b"x" * 100_000, id="one header"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X-A: x\r\n" * 200, id="many headers"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: ya\r\nContent-Length: 1, 2\r\n\r\n", id="lengths"
        ),
        pytest.param(b"\x16\x03\x01 not http at all \r\n\r\n", id="not HTTP"),
        pytest.param(b"HTTP/1.1 9999 ?\r\n\r\n", id="no status"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_an_answer_that_is_none(hole, look, beginning):
    def behave(hole, peer):
        peer.recv(65536)
        hole.send(peer, beginning)

    assert look(hole(behave).url()).outcome in {"unreachable", "works", "error"}


def test_whatever_a_server_sends_is_some_outcome(hole, fetcher):
    """Wild bytes, also after a decent beginning: a look never raises."""
    sent = [b""]

    def behave(hole, peer):
        peer.recv(65536)
        hole.send(peer, sent[0])

    there = hole(behave)

    @settings(max_examples=60, deadline=None)
    @given(
        st.sampled_from(
            [
                b"",
                b"HTTP/1.1 ",
                b"HTTP/1.1 200 ",
                b"HTTP/1.1 302 x\r\nLocation: ",
                b"HTTP/1.1 200 x\r\n",
            ]
        ),
        st.binary(max_size=80),
    )
    def wild(beginning, rest):
        sent[0] = beginning + rest
        assert fetcher(answer=0.2, total=0.5, back_off=0).look(there.url()).outcome in LinkOutcome

    wild()


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_between(site, fetcher):
    times, together, most = [], threading.Semaphore(0), []

    def page(_request):
        together.release()
        most.append(together._value)
        times.append(time.monotonic())
        time.sleep(0.05)
        together.acquire()
        return OK

    here = site({f"/{number}": page for number in range(6)})
    looks = fetcher(pause=0.1)
    with ThreadPoolExecutor(6) as pool:
        urls = [here.url(f"/{number}") for number in range(6)]
        assert {look.outcome for look in pool.map(looks.look, urls)} == {"works"}
    assert max(most) == 1
    gaps = [after - before for before, after in zip(times, times[1:], strict=False)]
    assert min(gaps) >= 0.1
