"""Ports: the one that users know never moves, those of the services make way."""

from __future__ import annotations

import os
import re
from dataclasses import astuple, replace

import pytest
from portal import ports
from portal.errors import SetupError
from portal.layout import PORTAL, TESTS, Instance


def test_a_taken_port_is_refused_with_the_name_of_its_owner(taken_port: int) -> None:
    expected = re.escape(f"port {taken_port} of 127.0.0.1 is taken by") + f".*process {os.getpid()}"

    with pytest.raises(SetupError, match=expected):
        ports.require_free(taken_port, "stop it")


def test_a_service_takes_the_next_port_when_its_own_is_taken(
    instance: Instance, taken_port: int
) -> None:
    crowded = replace(instance, preferred=replace(instance.preferred, redis=taken_port))

    chosen = ports.choose(crowded, web=None, running=frozenset())

    assert chosen.redis != taken_port
    assert ports.is_free(chosen.redis)


def test_a_running_service_keeps_its_port(instance: Instance, taken_port: int) -> None:
    ours = replace(instance, preferred=replace(instance.preferred, redis=taken_port))

    assert ports.choose(ours, web=None, running=frozenset({"redis"})).redis == taken_port


def test_the_web_port_of_a_portal_never_moves_by_itself(
    instance: Instance, taken_port: int
) -> None:
    known = replace(instance, durable=True, preferred=replace(instance.preferred, web=taken_port))

    assert ports.choose(known, web=None, running=frozenset()).web == taken_port


def test_the_tests_look_for_a_free_web_port(instance: Instance, taken_port: int) -> None:
    crowded = replace(instance, preferred=replace(instance.preferred, web=taken_port))

    assert ports.is_free(ports.choose(crowded, web=None, running=frozenset()).web)


def test_the_port_asked_for_is_remembered(instance: Instance) -> None:
    ports.choose(instance, web=31234, running=frozenset())

    assert ports.choose(instance, web=None, running=frozenset()).web == 31234


def test_no_two_instances_want_the_same_port_or_folder() -> None:
    instances = (PORTAL, *TESTS)
    wanted = [port for instance in instances for port in astuple(instance.preferred)]

    assert len(wanted) == len(set(wanted))
    assert len({instance.directory for instance in instances}) == len(instances)
