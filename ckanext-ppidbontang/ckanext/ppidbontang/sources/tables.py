"""The tables behind an entry of a source: do their columns look like personal data?

They are looked at before anybody may publish the entry (UU 14/2008 Pasal 17 huruf h).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlencode

from ckanext.ppidbontang.domain.compliance.columns import personal
from ckanext.ppidbontang.domain.sources import Source, SourceType
from ckanext.ppidbontang.sources.fetch import Fetcher
from ckanext.ppidbontang.sources.problems import PullError

# Of an entry with more files a sample is looked at.
_MOST_FILES = 10
_HEAD_BYTES = 16 * 1024
_SEPARATORS = ",;\t|"


def doubtful(
    source: Source, fetcher: Fetcher, resources: Sequence[Mapping[str, str]], tables: Iterable[str]
) -> tuple[str, ...]:
    """Return the columns of an entry's tables that are named like personal data."""
    found = dict.fromkeys(personal(_of_datastore(source, fetcher, tables)))
    for row in [row for row in resources if _is_csv(row)][:_MOST_FILES]:
        found |= dict.fromkeys(personal(_of_file(fetcher, row["url"])))
    return tuple(found)


def _is_csv(row: Mapping[str, str]) -> bool:
    path = row.get("url", "").partition("?")[0].casefold()
    return row.get("format", "").casefold() in ("csv", "text/csv") or path.endswith(".csv")


def _of_file(fetcher: Fetcher, url: str) -> list[str]:
    """Return the names in the first line of a CSV."""
    text = fetcher.beginning(url, _HEAD_BYTES).decode("utf-8-sig", "replace")
    line = text.partition("\n")[0].strip()
    separator = max(_SEPARATORS, key=line.count)
    return next(csv.reader([line], delimiter=separator), [])


def _of_datastore(source: Source, fetcher: Fetcher, tables: Iterable[str]) -> Iterator[str]:
    if source.type is not SourceType.CKAN:
        return
    for id_ in list(tables)[:_MOST_FILES]:
        asked = urlencode({"resource_id": id_, "limit": 0})
        url = f"{source.url.rstrip('/')}/api/3/action/datastore_search?{asked}"
        try:
            document = fetcher.get(url, accept="application/json")
            fields = json.loads(document.path.read_bytes())["result"]["fields"] if document else []
            yield from [str(field["id"]) for field in fields]
        except (PullError, ValueError, KeyError, TypeError):
            continue  # the table is not to be had, by us or by anybody
