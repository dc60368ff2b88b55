"""Let search find entries that many were made of at once."""

from __future__ import annotations

from collections.abc import Sequence

import pysolr
from ckan import logic, model
from ckan.lib import search

from ckanext.ppidbontang.intake import uploads
from ckanext.ppidbontang.intake.actors import Acting


def show(ids: Sequence[str], acting: Acting) -> None:
    """Let search find entries, and tell the plugins of their resources.

    The plugins come before the index is committed: an entry that search knows is finished, and a
    run that was killed in between is taken up where it stopped.

    Raises:
        SearchIndexError: the search engine fails.
    """
    if not ids:
        return
    index = search.index_for(model.Package)
    for id_ in ids:
        context = acting.context()
        default, custom = logic.package_show_default_and_custom_schemas(context, id_)
        index.index_package({**default, "with_custom_schema": custom}, defer_commit=True)
        for plugin in uploads.controllers():
            for row in custom["resources"]:
                plugin.after_resource_create(context, row)
    _commit_index()
    model.Session.commit()


def _commit_index() -> None:
    """Let search see what was indexed, and wait until it does: CKAN's own commit does not wait."""
    try:
        search.make_connection().commit()
    except pysolr.SolrError as err:
        raise search.SearchIndexError(str(err)) from err
