"""Read the records of entries for their fragments: what the profile looks at, in two statements.

`package_show` would tell the same and much more, at several times the cost, and each save waits for
it. It would also write the addresses of files in the language in which somebody happens to save.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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


def records_of(packages: Sequence[model.Package]) -> list[dict[str, Any]]:
    """Return entries with their tags and files, as this transaction sees them."""
    link, file = model.PackageTag, model.Resource
    ids = [package.id for package in packages]
    tags = _by_entry(
        sa.select(link.package_id, model.Tag.name)
        .join(model.Tag, link.tag_id == model.Tag.id)
        .where(link.package_id.in_(ids), link.state == model.State.ACTIVE)
    )
    files = _by_entry(
        sa.select(file.package_id, file)
        .where(file.package_id.in_(ids), file.state == model.State.ACTIVE)
        .order_by(file.position)
    )
    return [
        {
            **(package.extras or {}),
            **_values(package, _COLUMNS, _TIMES),
            "tags": [{"name": name} for name in tags[package.id]],
            "resources": [_file(file) for file in files[package.id]],
        }
        for package in packages
    ]


def _by_entry(pairs: sa.Select[Any]) -> Mapping[str, list[Any]]:
    """Return the second of each pair by the first, the id of an entry."""
    found: dict[str, list[Any]] = defaultdict(list)
    for id_, value in model.Session.execute(pairs):
        found[id_].append(value)
    return found


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
