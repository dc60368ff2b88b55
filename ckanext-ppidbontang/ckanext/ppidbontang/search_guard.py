"""Search and display never show what is closed, whatever was stored or indexed."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from ckan import model
from ckan.types import Context
from sqlalchemy import event

from ckanext.ppidbontang import roles, visibility
from ckanext.ppidbontang.model import Unfinished
from ckanext.ppidbontang.search import SearchFaces

# A search is one answer of Solr and one statement; asking for the unfinished each time would be a
# tenth more. A row is there for milliseconds, unless the process was killed or Solr was down: for
# those a second is soon enough, and whoever closes an entry sees it gone at once.
SECONDS_BETWEEN_LOOKS = 1.0


class _Unfinished:
    """What was seen of the entries whose closing or opening is not finished."""

    def __init__(self) -> None:
        self._ids: Sequence[str] = ()
        self._until = 0.0

    def ids(self) -> Sequence[str]:
        """Return the entries that search must leave out, looked up at most once a second."""
        if time.monotonic() >= self._until:
            self._ids = Unfinished.ids()
            self._until = time.monotonic() + SECONDS_BETWEEN_LOOKS
        return self._ids

    def look_again(self, *_: object) -> None:
        """Forget what was seen: this process has changed it."""
        self._until = 0.0


_unfinished = _Unfinished()
event.listen(Unfinished, "after_insert", _unfinished.look_again)
event.listen(Unfinished, "after_delete", _unfinished.look_again)


def unfinished_filters() -> list[str]:
    """Return the filter that leaves out what is being closed or opened, where something is."""
    ids = _unfinished.ids()
    return [f"-id:({' OR '.join(ids)})"] if ids else []


class SearchGuard(SearchFaces):
    """Show no file of a wholly exempt entry, and no entry that is still being closed or opened.

    Such an entry has no files: the rules refuse them. This is for the record that came past the
    rules, and for the one whose category nobody can read: doubt closes (UU 14/2008 Pasal 54).
    """

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Leave the files of a wholly exempt entry out of the index: no query may find them."""
        is_closed = visibility.is_closed(json.loads(pkg_dict["validated_data_dict"]))
        document = super().before_dataset_index(pkg_dict)
        if not is_closed:
            return document
        return {name: value for name, value in document.items() if not name.startswith("res_")}

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        """Leave out the entries whose closing or opening is not finished."""
        without = " ".join(unfinished_filters())
        if without:
            search_params["fq"] = f"{search_params.get('fq') or ''} {without}".strip()
        return super().before_dataset_search(search_params)

    def after_dataset_search(
        self, search_results: dict[str, Any], search_params: dict[str, Any]
    ) -> dict[str, Any]:
        """Show no file of a wholly exempt entry to anybody: CKAN does not say who searches."""
        for package in search_results["results"]:
            if package.get("resources") and visibility.is_closed(_record(package)):
                _take_files(package)
        return super().after_dataset_search(search_results, search_params)

    def after_dataset_show(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Show no file of a wholly exempt entry but to those who may see its originals."""
        if not pkg_dict.get("resources") or not visibility.is_closed(_record(pkg_dict)):
            return
        package = model.Package.get(pkg_dict["id"])
        if package is None or not roles.may_see_originals(context, package):
            _take_files(pkg_dict)


def _record(package: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of an entry, those too that CKAN's own schema shows as extras."""
    extras = {extra["key"]: extra["value"] for extra in package.get("extras") or ()}
    return {**extras, **package} if extras else package


def _take_files(package: dict[str, Any]) -> None:
    package["resources"] = []
    package["num_resources"] = 0
