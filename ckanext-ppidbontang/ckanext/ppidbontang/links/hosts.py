"""Whose turn it is, and what is known of a site: shared by the threads of one run."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ckanext.ppidbontang.domain.links import LinkOutcome
from ckanext.ppidbontang.links.exchange import Answer
from ckanext.ppidbontang.links.robots import Robots


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0


@dataclass(slots=True)
class Site:
    """What is known of a site: its wishes, once they are, and whether there is use in asking.

    `lock` is held while it is asked for its wishes; `silences` are the addresses in a row that did
    not answer in time.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Robots | None = None
    unreachable: Answer | None = None
    silences: int = 0

    def note(self, answer: Answer) -> None:
        """Learn from an answer whether there is use in asking for other addresses."""
        self.unreachable = None if answer.is_connected else answer
        self.silences = self.silences + 1 if answer.outcome is LinkOutcome.TIMEOUT else 0


class Hosts:
    """The hosts and sites of a run; a host may hold several sites, which share its turns."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._sites: defaultdict[str, Site] = defaultdict(Site)

    def site(self, address: str) -> Site:
        """Return what is known of a site."""
        with self._lock:
            return self._sites[address]

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until nobody asks a host, and it was left alone for a moment."""
        with self._lock:
            host = self._hosts[name]
        with host.lock:
            time.sleep(max(host.free_at - time.monotonic(), 0))
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self._pause
