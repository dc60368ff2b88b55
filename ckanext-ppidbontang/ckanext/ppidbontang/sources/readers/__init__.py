"""What a source sends, as records: a module for each way to speak."""

from __future__ import annotations

from ckanext.ppidbontang.domain.sources import Source, SourceType
from ckanext.ppidbontang.sources.fetch import Fetcher
from ckanext.ppidbontang.sources.readers import dcat, portal, tables, tree
from ckanext.ppidbontang.sources.readers.reading import Marks, Reading

__all__ = ["Marks", "Reading", "read"]

_READERS = {
    SourceType.CKAN: portal.read,
    SourceType.DCAT: dcat.read,
    SourceType.JSON: tree.read,
    SourceType.CSV: tables.read,
    SourceType.XLSX: tables.read,
}


def read(source: Source, fetcher: Fetcher, marks: Marks) -> Reading | None:
    """Return what a source has now; nothing when it is what these marks were given for.

    Raises:
        PullError: it cannot be had, or is not what it should be.
    """
    return _READERS[source.type](source, fetcher, marks)
