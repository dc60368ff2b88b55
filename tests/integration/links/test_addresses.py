"""Which numbers are the public's: everything that could lead into a network is not."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.links.addresses import Guard, RefusedAddressError, Target, is_public


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
        "ff02::1",
    ],
)
def test_not_the_publics(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "103.28.12.5", "2001:4860:4860::8888", "2400::1"])
def test_the_publics(number):
    assert is_public(number)


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_never_public(number):
    assert not (number.is_private and is_public(str(number)))


@given(st.ip_addresses(v=4))
def test_no_wrapping_makes_a_number_public(number):
    packed = int(number)
    for prefix in ("::ffff:0:0", "::", "64:ff9b::"):
        assert not is_public(
            str(ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | packed))
        )
    assert not is_public(str(ipaddress.IPv6Address((0x2002 << 112) | packed << 80)))


def test_of_the_numbers_of_a_name_the_publics_are_connected_to():
    guard = Guard()
    assert guard.reachable("x", 80, ["10.0.0.1", "8.8.8.8", "::1"]) == ["8.8.8.8"]
    with pytest.raises(RefusedAddressError):
        guard.reachable("x", 80, ["10.0.0.1", "::1"])
    with pytest.raises(RefusedAddressError):
        guard.reachable("x", 80, [])


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text):
    for address in (text, f"http://{text}", f"https://example.id/{text}"):
        try:
            target = Target.parse(address, Guard())
        except RefusedAddressError:
            continue
        assert target.scheme in {"http", "https"}
        assert target.host
        assert target.url.isascii()
