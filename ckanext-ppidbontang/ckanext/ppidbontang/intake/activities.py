"""The activities of many new entries, written at once as ckanext-activity writes them singly.

It listens to CKAN's signal that an action succeeded and then reads the entry anew, from the search
and the database. Whoever makes many entries has read them anyway: so it alone is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.plugins import get_permission_labels

from ckanext.activity.model import Activity
from ckanext.activity.subscriptions import package_changed

_ACTION = "package_create"


def tell_others(**told: Any) -> None:
    """Tell everybody but ckanext-activity that an entry was made, as the signal would."""
    for receiver in tk.signals.action_succeeded.receivers_for(_ACTION):
        if receiver is not package_changed:
            receiver(_ACTION, **told)


def write(user: model.User, entries: Iterable[Mapping[str, Any]]) -> None:
    """Write that a user made these entries (as `package_show` gives them), if activities are kept.

    What is kept of an entry is the whole of it, and who may see it.
    """
    if not _are_kept():
        return
    labels = get_permission_labels()
    model.Session.add_all(
        Activity(
            user.id,
            entry["id"],
            "new package",
            {"package": entry, "actor": user.name},
            labels.get_dataset_labels(model.Session.get_one(model.Package, entry["id"])),
        )
        for entry in entries
    )


def _are_kept() -> bool:
    listening = tk.signals.action_succeeded.receivers_for(_ACTION)
    return package_changed in listening and tk.config["ckan.activity_streams_enabled"]
