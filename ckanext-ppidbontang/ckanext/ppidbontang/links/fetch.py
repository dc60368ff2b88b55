"""Look at an address as a polite visitor would.

HEAD before GET; what robots.txt asks is done; who says "later" is asked later; and nothing takes
longer, or reads more, than it may. Whose turn it is, `hosts` knows.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from ckanext.ppidbontang.domain.links import LinkOutcome, Look
from ckanext.ppidbontang.links import exchange, robots
from ckanext.ppidbontang.links.addresses import Guard, RefusedAddressError, Target
from ckanext.ppidbontang.links.connections import Session
from ckanext.ppidbontang.links.exchange import Answer, Budget
from ckanext.ppidbontang.links.hosts import Hosts, Site
from ckanext.ppidbontang.links.robots import Robots

# By this name a robots.txt may speak of us.
READER = "ckanext-ppidbontang"

# Many servers answer HEAD with an error where GET works, so what it says against a link is asked
# again; and what GET says once more, since a server may stumble.
_TRIES = ("HEAD", "GET", "GET")
_ROBOTS_BYTES = 512 * 1024
# After so many addresses in a row that did not answer in time a site is left alone for this run.
_SILENCES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How long, in seconds: to connect, for an answer, for an address in all; and how often."""

    connect: float = 5
    answer: float = 10
    total: float = 30
    pause: float = 1
    back_off: float = 3
    longest_wait: float = 10
    redirects: int = 5


class Fetcher:
    """Looks at addresses, from several threads at once, and remembers sites while it lives."""

    def __init__(self, guard: Guard, site_url: str, limits: Limits) -> None:
        self._guard, self._limits = guard, limits
        self._session = Session(guard, f"{READER} (link check; {site_url})")
        self._hosts = Hosts(limits.pause)

    def look(self, url: str) -> Look:
        """Look at an address, for little longer than the limits say, whatever is there."""
        try:
            target = Target.parse(url, self._guard)
            answer = self._follow(target, Budget(self._limits.total))
        except RefusedAddressError as err:
            return Look(url=url, outcome=err.outcome)
        return Look(url=url, outcome=answer.outcome, status=answer.status)

    def _follow(self, target: Target, budget: Budget) -> Answer:
        """Ask for an address and those it leads on to, each judged as if it were the first."""
        answer = self._ask_politely(target, budget)
        for _ in range(self._limits.redirects):
            if not answer.location:
                return answer
            target = target.follow(answer.location, self._guard)
            answer = self._ask_politely(target, budget)
        if answer.location:
            return Answer(outcome=LinkOutcome.TOO_MANY_REDIRECTS, status=answer.status)
        return answer

    def _ask_politely(self, target: Target, budget: Budget) -> Answer:
        """Ask for an address unless its site does not want that, or there is no use in it."""
        site = self._hosts.site(target.site)
        wishes = self._wishes(site, target)
        if site.unreachable:
            return site.unreachable
        if not wishes.allow(target.path):
            return Answer(outcome=LinkOutcome.ROBOTS)
        if site.silences >= _SILENCES:
            return Answer(outcome=LinkOutcome.NOT_ASKED)
        has_time = budget.left > self._limits.connect
        answer = self._try(target, budget)
        if has_time:  # else it may be redirects before that took too long
            site.note(answer)
        return answer

    def _wishes(self, site: Site, target: Target) -> Robots:
        """Return what a site wishes; it is asked once."""
        with site.lock:
            if site.robots is None:
                site.robots = self._ask_for_robots(site, target)
            return site.robots

    def _ask_for_robots(self, site: Site, target: Target) -> Robots:
        """Ask for a robots.txt; a site that fails to give one has no wishes.

        RFC 9309 has crawlers stay away where robots.txt is answered with an error. We do not crawl,
        and a site that is out of order would never be found.
        """
        budget = Budget(self._limits.total)
        try:
            target = target.follow("/robots.txt", self._guard)
            answer = self._ask("GET", target, budget, read=_ROBOTS_BYTES)
            site.unreachable = None if answer.is_connected else answer
            for _ in range(self._limits.redirects):
                if not answer.location:
                    break
                target = target.follow(answer.location, self._guard)
                answer = self._ask("GET", target, budget, read=_ROBOTS_BYTES)
        except RefusedAddressError:
            return Robots()
        if answer.outcome is not LinkOutcome.WORKS:
            return Robots()
        return robots.parse(answer.body.decode("utf-8", "replace"), READER)

    def _try(self, target: Target, budget: Budget) -> Answer:
        """Ask until there is an answer that stands."""
        answer = Answer(outcome=LinkOutcome.TIMEOUT)
        for number, method in enumerate(_TRIES):
            back_off = self._limits.back_off if number > 1 or answer.is_busy else 0
            if not self._wait(answer.wait or back_off, budget):
                break
            answer = self._ask(method, target, budget)
            if answer.is_final:
                break
        return answer

    def _ask(self, method: str, target: Target, budget: Budget, read: int = 0) -> Answer:
        """Ask a host when it is our turn; once more when there was no connection."""
        answer = self._ask_once(method, target, budget, read)
        if answer.is_connected or not self._wait(self._limits.back_off, budget):
            return answer
        return self._ask_once(method, target, budget, read)

    def _ask_once(self, method: str, target: Target, budget: Budget, read: int) -> Answer:
        limits = self._limits
        with self._hosts.turn(target.host), budget:
            left = max(budget.left, 0.01)  # zero would mean not to wait at all
            return exchange.ask(
                self._session,
                method,
                target,
                connect=min(limits.connect, left),
                answer=min(limits.answer, left),
                read=read,
            )

    def _wait(self, seconds: float, budget: Budget) -> bool:
        """Wait before asking again, if that is not too long."""
        if seconds > self._limits.longest_wait or seconds >= budget.left:
            return False
        with budget:
            time.sleep(seconds)
        return True
