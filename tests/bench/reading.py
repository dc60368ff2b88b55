"""Read feeds as harvesters do, and as fast as this machine can."""

from __future__ import annotations

import http.client
import re
import socket
import time
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP

import pyoxigraph as ox
import requests

NEXT = re.compile(rb'next(?:Page)?>?\s+[<"]([^>"]+)[>"]')
CHUNK = 1 << 20
SECONDS = 600


@dataclass(frozen=True, kw_only=True)
class Walk:
    """A harvest by pages: how long it took, and what came."""

    seconds: float
    received: int
    pages: tuple[bytes, ...]
    page_seconds: tuple[float, ...]


def walk(address: str, coding: str) -> Walk:
    """Follow the pages of a feed in Turtle to the last, on one connection."""
    pages: list[bytes] = []
    times: list[float] = []
    received = 0
    with requests.Session() as session:
        session.headers["Accept-Encoding"] = coding
        start = time.perf_counter()
        while address:
            before = time.perf_counter()
            response = session.get(address, timeout=SECONDS)
            response.raise_for_status()
            times.append(time.perf_counter() - before)
            received += response.raw.tell()
            pages.append(response.content)
            found = NEXT.search(response.content)
            address = found[1].decode() if found else ""
        seconds = time.perf_counter() - start
    return Walk(seconds=seconds, received=received, pages=tuple(pages), page_seconds=tuple(times))


@dataclass(frozen=True, kw_only=True)
class Drained:
    """An answer of which only the length was looked at."""

    first_byte: float
    last_byte: float
    received: int
    headers: Message


def drain(port: int, path: str, coding: str) -> Drained:
    """Take an answer from the socket as it comes: what is measured is who sends it."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {coding}\r\n"
    buffer = bytearray(CHUNK)
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
        start = time.perf_counter()
        connection.sendall(f"{request}Connection: close\r\n\r\n".encode())
        received = connection.recv_into(buffer)
        first_byte = time.perf_counter() - start
        status, _, head = bytes(buffer[:received]).partition(b"\r\n\r\n")[0].partition(b"\r\n")
        while size := connection.recv_into(buffer):
            received += size
        last_byte = time.perf_counter() - start
    assert b" 200 " in status, f"{status!r} for {path}"
    headers = BytesParser(policy=HTTP).parsebytes(head)
    return Drained(first_byte=first_byte, last_byte=last_byte, received=received, headers=headers)


def unchanged(port: int, path: str, coding: str, rounds: int) -> list[float]:
    """Ask again and again, on one connection, for what has not changed; return the seconds."""
    times: list[float] = []
    headers = {"Accept-Encoding": coding}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("HEAD", path, headers=headers)
        response = connection.getresponse()
        response.read()
        headers["If-None-Match"] = response.headers["ETag"]
        for _round in range(rounds):
            start = time.perf_counter()
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            response.read()
            times.append(time.perf_counter() - start)
            assert response.status == http.client.NOT_MODIFIED, response.status
    finally:
        connection.close()
    return times


def count(pages: tuple[bytes, ...]) -> tuple[int, int]:
    """Return the datasets and the triples of pages, by a parser of neither side."""
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    dataset = ox.NamedNode("http://www.w3.org/ns/dcat#Dataset")
    triples = 0
    datasets: set[str] = set()
    for page in pages:
        for quad in ox.parse(page, format=ox.RdfFormat.TURTLE):
            triples += 1
            if quad.predicate == rdf_type and quad.object == dataset:
                datasets.add(str(quad.subject))
    return len(datasets), triples
