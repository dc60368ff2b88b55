"""Another CKAN, by its action API: pages of `package_search` until all of it is there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.sources.fetch import Fetcher
from ckanext.ppidbontang.sources.problems import PullError
from ckanext.ppidbontang.sources.readers.reading import Marks, Raw, Reading, bounded, malformed
from ckanext.ppidbontang.sources.readers.tree import parsed

_ROWS = 100
_WHAT = "package_search"


def read(source: Source, fetcher: Fetcher, marks: Marks) -> Reading:
    """Read every public entry of a CKAN; it gives no marks that would hold for all pages.

    Raises:
        PullError: it cannot be had, is no CKAN, or its pages do not come to an end.
    """
    found: dict[str, Raw] = {}
    while True:
        result = _page(source, fetcher, start=len(found))
        fresh = {row["id"]: _addressed(source, row) for row in result["results"]}
        fresh = {id_: row for id_, row in fresh.items() if id_ not in found}
        found |= fresh
        bounded(source, max(len(found), result["count"]))
        if len(found) >= result["count"]:
            return Reading(records=enumerate(found.values(), start=1))
        if not fresh:
            raise PullError(
                _("{url}: it has {count} entries, but sends {found} of them again and again."),
                url=source.url,
                count=result["count"],
                found=len(found),
            )


def _page(source: Source, fetcher: Fetcher, start: int) -> dict[str, Any]:
    asked = {"rows": _ROWS, "start": start, "sort": "id asc"}
    url = f"{source.url.rstrip('/')}/api/3/action/package_search?{urlencode(asked)}"
    document = fetcher.get(url, accept="application/json")
    answer = parsed(source, document) if document else None
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, dict) or not _is_page(result):
        raise malformed(source, _WHAT)
    return result


def _is_page(result: dict[str, Any]) -> bool:
    rows = result.get("results")
    return (
        isinstance(result.get("count"), int)
        and isinstance(rows, list)
        and all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)
    )


def _addressed(source: Source, row: dict[str, Any]) -> Raw:
    """Give an entry the address of its page there; what CKAN calls `url` is another thing."""
    return {**row, "url": f"{source.url.rstrip('/')}/dataset/{row.get('name') or row['id']}"}
