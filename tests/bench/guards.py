"""Time the portal's pages with its guards, and in turn without them.

Run as `guards.py ROUNDS` with CKAN_INI set to a site of the portal that `seed.py` has filled;
prints the seconds of every round as JSON. Both ways are one process, so that nothing else differs.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, logic
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from flask.testing import FlaskClient

from ckanext.ppidbontang.logic import guards
from ckanext.ppidbontang.plugin import PpidbontangPlugin
from ckanext.ppidbontang.search import SearchFaces
from ckanext.ppidbontang.search_guard import SearchGuard

PAGES = {
    "search page": "/dataset/?q={word}",
    "dataset page": "/dataset/bench-{number:04}",
    "package_show": "/api/3/action/package_show?id=bench-{number:04}",
    "package_search, 20 rows": "/api/3/action/package_search?q={word}&rows=20",
}
HOOKS = (
    "before_dataset_index",
    "before_dataset_search",
    "after_dataset_search",
    "after_dataset_show",
)
OK = 200
WARMING = 20
DATASETS = 100

Registry = dict[str, Any]


class Guards:
    """The guards of a running portal: what is registered with CKAN, and the hooks of search."""

    def __init__(self) -> None:
        self._hooks = {
            True: {name: getattr(SearchGuard, name) for name in HOOKS},
            False: {name: getattr(SearchFaces, name) for name in HOOKS},
        }
        guarded = registered()
        plain = {"get_actions": guards.actions, "get_auth_functions": guards.auth_functions}
        for name, all_of in plain.items():
            setattr(PpidbontangPlugin, name, lambda _, all_of=all_of: own(all_of()))
        self._functions = {True: guarded, False: registered()}

    def switch(self, *, on: bool) -> None:
        """Put the guards in their places, or take them out."""
        for name, hook in self._hooks[on].items():
            setattr(PpidbontangPlugin, name, hook)
        actions, auth_functions = self._functions[on]
        replace(logic._actions, actions)
        replace(authz._AuthFunctions._functions, auth_functions)


def own(functions: Registry) -> Registry:
    """Leave what is the plugin's own."""
    return {name: function for name, function in functions.items() if name.startswith("ppid_")}


def registered() -> tuple[Registry, Registry]:
    """Return the actions and the authorization functions as CKAN gathers them."""
    logic.clear_actions_cache()
    authz.clear_auth_functions_cache()
    tk.get_action("package_show")
    authz.auth_functions_list()
    return dict(logic._actions), dict(authz._AuthFunctions._functions)


def replace(registry: Registry, functions: Registry) -> None:
    """Change what a registry of CKAN holds, in its place."""
    registry.clear()
    registry.update(functions)


def seconds(client: FlaskClient, address: str) -> float:
    """Return how long an answer takes, to its last byte."""
    start = time.perf_counter()
    answer = client.get(address)
    answer.get_data()
    taken = time.perf_counter() - start
    if answer.status_code != OK:
        sys.exit(f"{answer.status_code} for {address}")
    return taken


def main(rounds: str) -> None:
    """Take turns, so that what else the machine does meets both alike."""
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # As CKAN's own command line does; the attribute is real, its type does not say so.
    flask_app = application._wsgi_app  # pyright: ignore[reportAttributeAccessIssue]
    with flask_app.test_request_context():
        switched = Guards()
    client = flask_app.test_client()
    times = {page: {"without": [], "with": []} for page in PAGES}
    for turn in range(-WARMING, int(rounds)):
        for page, path in PAGES.items():
            address = path.format(number=turn % DATASETS, word=("penduduk", "jalan")[turn % 2])
            # Whoever comes second finds warmer caches in the processor: take turns.
            for way in ("without", "with") if turn % 4 < 2 else ("with", "without"):
                switched.switch(on=way == "with")
                taken = seconds(client, address)
                if turn >= 0:
                    times[page][way].append(taken)
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
