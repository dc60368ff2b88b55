"""Let search find many entries at once: one request to Solr, and one commit of its index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

import pysolr
import requests
from ckan import logic, model
from ckan.lib import search
from ckan.lib.search import index

from ckanext.ppidbontang.intake import uploads
from ckanext.ppidbontang.intake.actors import Acting


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as CKAN shows it: plainly, and with the fields of the portal's schema."""

    plain: dict[str, Any]
    full: dict[str, Any]


def read(id_: str, acting: Acting) -> Shown:
    """Read an entry once for all that is told of it."""
    return Shown(*logic.package_show_default_and_custom_schemas(acting.context(), id_))


def show(entries: Sequence[Shown], acting: Acting) -> None:
    """Let search find entries, and tell the plugins of their resources.

    The plugins come before the index is committed: an entry that search knows is finished, and a
    run that was killed in between is taken up where it stopped.

    Raises:
        SearchIndexError: the search engine fails.
    """
    if not entries:
        return
    try:
        search.make_connection().add(_documents(entries))
        _tell_of_resources(entries, acting)
        # Waits until search sees them; CKAN's own commit does not.
        search.make_connection().commit()
    except (pysolr.SolrError, requests.RequestException) as err:
        raise search.SearchIndexError(str(err)) from err
    model.Session.commit()


def _tell_of_resources(entries: Iterable[Shown], acting: Acting) -> None:
    for entry in entries:
        for row in entry.full["resources"]:
            for plugin in uploads.controllers():
                plugin.after_resource_create(acting.context(), row)


@dataclass(slots=True)
class _Basket:
    """Takes documents in the place of CKAN's connection to Solr."""

    documents: list[dict[str, Any]] = field(default_factory=list)

    def add(self, docs: list[dict[str, Any]], *, commit: bool) -> None:
        self.documents += docs


def _documents(entries: Iterable[Shown]) -> list[dict[str, Any]]:
    """Return what CKAN would send to Solr for each entry.

    CKAN makes a document and sends it in one function, each on a new connection. A copy of that
    function finds a basket in the place of the connection; CKAN's own is as it was.
    """
    basket = _Basket()
    original = index.PackageSearchIndex.index_package
    found = {**original.__globals__, "make_connection": lambda: basket}
    make = FunctionType(original.__code__, found, closure=original.__closure__)
    for entry in entries:
        make(
            search.index_for(model.Package), {**entry.plain, "with_custom_schema": entry.full}, True
        )
    return basket.documents
