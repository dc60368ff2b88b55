"""The search engine, asked as everybody: only of what is public, whoever is there."""

from __future__ import annotations

import logging
import time
from typing import Any

import ckan.plugins.toolkit as tk
import pysolr
import requests
from ckan.lib.search.common import make_connection
from ckan.lib.search.query import solr_literal

log = logging.getLogger(__name__)

# A field that CKAN's own schema has not.
SIGN = "ppid_title"
# How long an engine that does not know Indonesian, or did not answer, is left alone.
SECONDS_BETWEEN_LOOKS = 60.0

Answer = dict[str, Any]


class _Knowledge:
    """Whether the index has our fields; it is asked once, and again while the answer is no."""

    def __init__(self) -> None:
        self._knows = False
        self._until = 0.0

    def __call__(self) -> bool:
        if not self._knows and time.monotonic() >= self._until:
            self._knows = self._look()
            self._until = time.monotonic() + SECONDS_BETWEEN_LOOKS
        return self._knows

    def forget(self) -> None:
        """Look again next time: another index may be there."""
        self._knows, self._until = False, 0.0

    @staticmethod
    def _look() -> bool:
        try:
            solr = make_connection()
            solr._send_request("get", f"schema/fields/{SIGN}")  # noqa: SLF001 (no public way)
        except (pysolr.SolrError, requests.RequestException):
            return False
        return True


knows_indonesian = _Knowledge()


def public_filters() -> list[str]:
    """Return what narrows a question to what everybody may read."""
    return [
        "+capacity:public +state:active +dataset_type:dataset",
        f"+site_id:{solr_literal(tk.config['ckan.site_id'])}",
        '+permission_labels:"public"',
    ]


def ask(question: dict[str, Any], *, filters: list[str], handler: str = "select") -> Answer | None:
    """Ask about public entries; None where the engine cannot answer."""
    sent = {**question, "fq": [*public_filters(), *filters], "wt": "json"}
    try:
        found = make_connection(decode_dates=False).search(search_handler=handler, **sent)
    except (pysolr.SolrError, requests.RequestException) as err:
        log.warning("The search engine did not answer /%s: %s", handler, str(err)[:300])
        return None
    return found.raw_response
