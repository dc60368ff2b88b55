"""Give back to the public what an opening, or a refused proposal, makes open again.

The bytes are copied to where CKAN serves them before the transaction: no record leads to them yet.
When it is committed the entry has its files; the copies in the vault go afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import files
from ckan.model.types import make_uuid
from ckan.types import Context

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.exemption import cases, closing, rounds
from ckanext.ppidbontang.exemption.cases import Case
from ckanext.ppidbontang.exemption.finishing import public_place

# What CKAN and its DataStore reckon anew for a resource that is made.
_RECKONED = (
    "package_id",
    "position",
    "state",
    "metadata_modified",
    "cache_url",
    "datastore_active",
    "datastore_contains_all_records_of_source_file",
)


@dataclass(frozen=True, kw_only=True)
class Release:
    """An original that becomes public, and the resource that it becomes."""

    file: model.File
    resource_id: str


def releases(package_id: str, file_ids: Collection[str] | None) -> list[Release]:
    """Return the originals to publish: the named ones, or else those that were public before.

    Raises:
        ValidationError: a named file is none of the entry's.
    """
    held = vault.originals(package_id)
    strange = set(file_ids or ()) - {file.id for file in held}
    if strange:
        raise tk.ValidationError(
            {
                "files": [
                    tk._("{value} is no original file of this entry.").format(
                        value=", ".join(sorted(strange))
                    )
                ]
            }
        )
    wanted = [
        file for file in held if (former_id(file) if file_ids is None else file.id in file_ids)
    ]
    return [Release(file=file, resource_id=former_id(file) or make_uuid()) for file in wanted]


def former_id(file: model.File) -> str:
    """Return the id of the resource that an original was, or nothing when it never was public."""
    return file.plugin_data.get("ppidbontang", {}).get("resource", "")


@contextmanager
def published(package_id: str, released: Sequence[Release]) -> Iterator[None]:
    """Have the bytes of originals where their resources will be served from.

    They are announced first: a crash before the commit must not leave them in public.

    Raises:
        OSError: the disk is full or fails; the entry stays as it is.
    """
    if released:
        closing.announce(package_id, [release.resource_id for release in released])
    with ExitStack() as undone:
        for release in released:
            target, location = public_place(release.resource_id)
            undone.enter_context(vault.removed_on_failure(target, location))
            source = vault.storage().file_as_upload(files.FileData.from_object(release.file))
            with vault.opened(source):
                target.upload(location, source)
        yield


def give_back(
    context: Context,
    case: Case,
    changes: Mapping[str, Any],
    released: Sequence[Release],
    *,
    links: bool,
) -> InformationItem:
    """Save the entry with the resources that it gets back; the originals leave the vault.

    Args:
        context: the caller
        case: the entry
        changes: what changes of its fields
        released: the originals that become public
        links: whether resources that were only links come back too
    """
    back = _resources(rounds.current(case.id).withdrawn, released, links)
    item = cases.save(context, case, {**changes, "resources": [*case.record["resources"], *back]})
    closing.justify(case.id, {release.resource_id for release in released})
    closing.later(
        case.id,
        vault=[vault.release(context, case.id, release.file) for release in released],
        load=[release.resource_id for release in released],
    )
    return item


def _resources(
    withdrawn: Sequence[Mapping[str, Any]], released: Sequence[Release], links: bool
) -> list[dict[str, Any]]:
    """Return the resources to give back, under their former ids: their addresses live again."""
    files_back = {release.resource_id for release in released}
    back = [
        {key: value for key, value in row.items() if key not in _RECKONED}
        for row in withdrawn
        if row["id"] in files_back
        or (links and row["url_type"] != "upload" and row["state"] == model.State.ACTIVE)
    ]
    known = {row["id"] for row in back}
    return back + [_resource(release) for release in released if release.resource_id not in known]


def _resource(release: Release) -> dict[str, Any]:
    """Describe an original that never was public as a resource."""
    file = release.file
    return {
        "id": release.resource_id,
        "name": file.name,
        "url": file.name,
        "url_type": "upload",
        "format": PurePath(file.name).suffix.removeprefix(".").upper(),
        "mimetype": file.content_type,
        "size": file.size,
    }
