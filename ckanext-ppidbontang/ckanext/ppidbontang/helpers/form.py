"""What the officer's form asks besides its choices."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib import files

from ckanext.ppidbontang import roles


def ppid_may_name_other_body() -> bool:
    """Say whether the reader may name another responsible body than the publishing one."""
    return roles.is_ppid_utama({"user": tk.current_user.name})


def ppid_upload_limit() -> int:
    """Return how many bytes a file of an entry may have; below zero there is no limit."""
    storage = files.get_storage(tk.config["ckan.files.default_storages.resource"])
    # A storage of file-keeper, unlike CKAN's own, may know of no limit.
    return getattr(storage.settings, "max_size", -1)
