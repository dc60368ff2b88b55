"""Ask the judged queries of the portal, and of plain CKAN's schema and query over the same entries.

    python searching.py QUERIES URL_OF_A_SOLR_CORE_WITH_CKAN'S_SCHEMA

Run with the CKAN of a site that holds the catalogue of config/demo; prints JSON. What plain CKAN
indexes is made by CKAN's own code without the plugin; what a page shows where nothing was found
counts as what the portal found.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import ckan.plugins.toolkit as tk
import pysolr
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.lib.search import index, query
from relevance import Judged, judged, ndcg

ROWS = 10


def main() -> None:
    """Index once more for plain CKAN, ask both, print."""
    queries, core = judged(Path(sys.argv[1])), sys.argv[2]
    app: Any = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    with app._wsgi_app.test_request_context("/dataset/"):
        plain = pysolr.Solr(core, always_commit=True)
        count = _index(plain)
        rows = [_row(one, plain) for one in queries]
    json.dump({"entries": count, "queries": rows}, sys.stdout)


def _row(one: Judged, plain: pysolr.Solr) -> dict[str, Any]:
    return {
        "query": one.query,
        "kind": one.kind,
        "portal": ndcg(_portal(one.query), one),
        "plain": ndcg(_plain(one.query, plain), one),
    }


def _index(plain: pysolr.Solr) -> int:
    """Have every public entry in the other core, as CKAN without plugins indexes it."""
    plain.delete(q="*:*")
    names = tk.get_action("package_list")({"ignore_auth": True}, {})
    with (
        mock.patch.object(index, "make_connection", return_value=plain),
        mock.patch.object(index, "PluginImplementations", return_value=()),
    ):
        for name in names:
            entry = _kept(name)
            index.PackageSearchIndex().index_package(
                {**entry, "with_custom_schema": entry}, defer_commit=True
            )
    plain.commit()
    return len(names)


def _kept(name: str) -> dict[str, Any]:
    """Return an entry as CKAN keeps it: the fields of the law are extras, lists of them as JSON."""
    context: Any = {"ignore_auth": True, "use_cache": False}
    entry = tk.get_action("package_show")(context, {"id": name})
    package = model.Package.get(name)
    extras: dict[str, Any] = dict(package.extras) if package else {}
    core = {key: value for key, value in entry.items() if key not in extras}
    return {**core, "extras": [{"key": key, "value": extras[key]} for key in extras]}


def _portal(words: str) -> list[str]:
    """Return what the search page shows first."""
    from ckanext.ppidbontang.finding.rescue import help_with

    page: Any = {"for_view": True, "user": ""}
    found = tk.get_action("package_search")(page, {"q": words, "rows": ROWS})["results"]
    shown = found or help_with(words, [], "/dataset/").results
    return [entry["name"] for entry in shown]


def _plain(words: str, plain: pysolr.Solr) -> list[str]:
    """Return what CKAN's own query finds, of what is public."""
    asked = query.PackageSearchQuery()
    with mock.patch.object(query, "make_connection", return_value=plain):
        try:
            # A colon in a query makes CKAN read it as Lucene's syntax; so would its page.
            asked.run(
                {"q": words, "fq": "+capacity:public", "rows": ROWS},
                permission_labels=["public"],
            )
        except query.SearchError:
            return []
    return [str(name) for name in asked.results]


if __name__ == "__main__":
    main()
