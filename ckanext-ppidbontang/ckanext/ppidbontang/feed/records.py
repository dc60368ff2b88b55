"""Read the record of an entry for its fragment: what the profile looks at, in three statements.

`package_show` would tell the same and much more, at several times the cost, and each save waits for
it. It would also write the addresses of files in the language in which somebody happens to save.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib.munge import munge_filename

_COLUMNS = ("id", "name", "title", "notes", "owner_org", "license_id", "private")
_FILE_COLUMNS = ("id", "package_id", "url", "url_type", "name", "description", "format")
_FILE_COLUMNS += ("mimetype", "hash", "size")
_TIMES = ("metadata_created", "metadata_modified")
_FILE_TIMES = ("created", "last_modified", "metadata_modified")


def record_of(package: model.Package) -> dict[str, Any]:
    """Return an entry with its tags and files, as this transaction sees it."""
    names = model.Session.scalars(
        sa.select(model.Tag.name)
        .join(model.PackageTag, model.PackageTag.tag_id == model.Tag.id)
        .where(
            model.PackageTag.package_id == package.id,
            model.PackageTag.state == model.State.ACTIVE,
        )
    )
    files = model.Session.scalars(
        sa.select(model.Resource)
        .where(model.Resource.package_id == package.id, model.Resource.state == model.State.ACTIVE)
        .order_by(model.Resource.position)
    )
    return {
        **(package.extras or {}),
        **_values(package, _COLUMNS, _TIMES),
        "tags": [{"name": name} for name in names],
        "resources": [_file(file) for file in files],
    }


def _file(file: model.Resource) -> dict[str, Any]:
    """Return a file as CKAN shows it, with what other plugins say of it."""
    record = {**(file.extras or {}), **_values(file, _FILE_COLUMNS, _FILE_TIMES)}
    if file.url_type == "upload":
        record["url"] = tk.h.url_for(
            "dataset_resource.download",
            id=file.package_id,
            resource_id=file.id,
            filename=munge_filename(file.url.rsplit("/")[-1]),
            qualified=True,
            locale="default",
        )
    for plugin in p.PluginImplementations(p.IResourceController):
        plugin.before_resource_show(record)
    return record


def _values(row: Any, columns: tuple[str, ...], times: tuple[str, ...]) -> dict[str, Any]:
    moments = {name: getattr(row, name) for name in times}
    return {
        **{name: getattr(row, name) for name in columns},
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }
