"""Time `package_update` with the keeping of the feed, and in turn without it.

Run as `keeping.py ROUNDS` with CKAN_INI set to a site of the portal that `seed_full.py` has filled;
prints the seconds of every round as JSON, on the clock and of its processor. Both ways are one
process, so that nothing else differs.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckanext.ppidbontang.feed import store

WARMING = 20
DATASETS = 100
WAYS = ("without", "with")


class Keeping:
    """The keeping of a running portal: what it does when an entry is saved, and its trigger."""

    def __init__(self) -> None:
        self._keep = {"with": store.keep, "without": lambda package_id: True}

    def switch(self, way: str) -> None:
        """Put the keeping in its place, or take it out."""
        store.keep = self._keep[way]
        verb = {"with": "ENABLE", "without": "DISABLE"}[way]
        model.Session.execute(sa.text(f"ALTER TABLE package {verb} TRIGGER ppid_feed_withdraw"))
        model.Session.commit()


def seconds(entry: dict[str, Any], user: str) -> dict[str, float]:
    """Return how long an entry takes to be saved: database and search, as an officer waits."""
    start, cpu = time.perf_counter(), time.process_time()
    tk.get_action("package_update")({"ignore_auth": True, "user": user}, entry)
    return {"clock": time.perf_counter() - start, "processor": time.process_time() - cpu}


def changed(number: int, mark: str, user: str) -> dict[str, Any]:
    """Return an entry as it is, but for its title."""
    shown = tk.get_action("package_show")(
        {"ignore_auth": True, "user": user}, {"id": f"bench-{number:05}"}
    )
    title = shown["title"].partition(" @")[0]
    return {**shown, "title": f"{title} @{mark}"}


def main(rounds: str) -> None:
    """Take turns, so that what else the machine does meets both alike."""
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # As CKAN's own command line does; the attribute is real, its type does not say so.
    context = application._wsgi_app.test_request_context()  # pyright: ignore[reportAttributeAccessIssue]
    times: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    with context:
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        keeping = Keeping()
        for turn in range(-WARMING, int(rounds)):
            # Whoever comes second finds warmer caches in the processor: take turns.
            for way in WAYS if turn % 4 < 2 else reversed(WAYS):
                entry = changed(turn % DATASETS, f"{turn} {way}", user)
                keeping.switch(way)
                taken = seconds(entry, user)
                if turn >= 0:
                    times[way].append(taken)
        keeping.switch("with")
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
