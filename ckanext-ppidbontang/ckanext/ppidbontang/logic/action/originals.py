"""The originals of exempt information by the API: add one, and see which there are."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import files
from ckan.types import Context, DataDict

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import OriginalEvent

__all__ = ["ppid_original_create", "ppid_original_list"]

log = logging.getLogger(__name__)


def ppid_original_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Put an original into the vault of a closed entry.

    Args:
        context: the caller, who may edit the entry and see its originals
        data_dict: `id` of the entry; `upload`, the file

    Raises:
        ValidationError: the entry is open, there is no file, or the file cannot be stored.
    """
    package = _package(context, "ppid_original_create", data_dict)
    if not data_dict.get("upload"):
        raise tk.ValidationError({"upload": [tk._("Choose a file.")]})
    with cases.one_transaction():
        if not cases.locked(package.id).state.is_closed:
            message = tk._(
                "This information is open: its files belong on its public page, not in the vault."
            )
            raise tk.ValidationError({"upload": [message]})
        file = _stored(context, package.id, files.make_upload(data_dict["upload"]))
    return _shown(file, None)


@tk.side_effect_free
def ppid_original_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the originals of an entry: name, size in bytes, checksum, who stored it and when.

    Args:
        context: the caller, who may see the originals
        data_dict: `id` of the entry
    """
    package = _package(context, "ppid_original_list", data_dict)
    stored = {
        event.file_id: event
        for event in OriginalEvent.of(package.id)
        if event.step in {vault.Step.STORED, vault.Step.WITHDRAWN}
    }
    return [_shown(file, stored.get(file.id)) for file in vault.originals(package.id)]


def _stored(context: Context, package_id: str, upload: files.Upload) -> model.File:
    try:
        return vault.keep(context, package_id, upload, upload.filename, vault.Step.STORED)
    except files.exc.LargeUploadError as err:
        message = tk._("The file is too large: {value}; at most {allowed} are allowed.").format(
            value=tk.h.ppid_file_size(upload.size),
            allowed=tk.h.ppid_file_size(vault.storage().settings.max_size),
        )
        raise tk.ValidationError({"upload": [message]}) from err
    except (OSError, files.exc.FilesError) as err:
        log.exception("An original of %s could not be stored", package_id)
        message = tk._("The file could not be stored. Nothing was changed; tell the operator.")
        raise tk.ValidationError({"upload": [message]}) from err


def _package(context: Context, action: str, data_dict: DataDict) -> model.Package:
    name_or_id = str(tk.get_or_bust(data_dict, "id"))
    tk.check_access(action, context, {"id": name_or_id})
    package = model.Package.get(name_or_id)
    if package is None:  # ignore_auth asks nobody
        raise tk.ObjectNotFound
    return package


def _shown(file: model.File, stored: OriginalEvent | None) -> dict[str, Any]:
    return {
        "id": file.id,
        "name": file.name,
        "size": file.size,
        "content_type": file.content_type,
        "hash": f"{file.algorithm}:{file.hash}",
        "stored_at": file.created.isoformat(),
        "stored_by": stored.actor if stored else None,
        "was_public": bool(stored and stored.step == vault.Step.WITHDRAWN),
    }
