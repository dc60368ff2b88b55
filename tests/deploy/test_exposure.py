"""The services that this very test run uses can be reached from this machine alone."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from portal import daemons, ports
from portal.layout import TESTS

# 127.0.0.1 as the kernel writes it, plain and mapped into IPv6.
LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}


def test_nothing_listens_on_an_outside_address() -> None:
    running = [instance for instance in TESTS if daemons.running(instance)]
    if not running:
        pytest.skip("the services of the tests are not up: run deploy/test")
    for instance in running:
        chosen = ports.recorded(instance)
        assert chosen is not None
        ours = {port: address for address, port, _ in ports.listeners() if port in astuple(chosen)}

        assert len(ours) >= len({"postgres", "redis", "solr"})
        assert set(ours.values()) <= LOOPBACK
