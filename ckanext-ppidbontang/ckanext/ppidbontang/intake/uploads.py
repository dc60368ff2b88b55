"""Resources of a load as CKAN's actions take them, their files opened for CKAN's own uploader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib import uploader
from ckan.lib.files import exc
from ckan.model.types import make_uuid
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.intake import files, stored
from ckanext.ppidbontang.intake.records import Resource

Row = dict[str, Any]


def controllers() -> Iterator[p.IResourceController]:
    """Return the plugins that want to hear of resources."""
    return iter(p.PluginImplementations(p.IResourceController))


@contextmanager
def opened(rows: list[Row]) -> Iterator[None]:
    """Close the files of the rows at the end, whatever happens."""
    streams = [row["upload"] for row in rows if "upload" in row]
    try:
        yield
    finally:
        for stream in streams:
            stream.close()


def stated_row(resource: Resource) -> Row:
    """Return the row of a resource that the portal does not have yet, its file as a path."""
    row: Row = {"id": resource.id, **{k: v for k, v in resource.fields.items() if v}}
    return {**row, "file": resource.file} if resource.file else row


def new_row(stated: Row) -> Row:
    """Return the row of a new resource as CKAN's actions take it, its file opened."""
    row = {"id": make_uuid(), **stated}
    file = row.pop("file", None)
    return {**row, **_upload(file)} if file else row


def merged_row(resource: Resource, present: Row) -> Row:
    """Return the row of a resource that the portal has, with what the record changes in it.

    What no record speaks of (the DataStore's marks) stays; a file that did not change is not sent.
    """
    url_type, url = present.get("url_type"), present["url"]
    stated = {k: v for k, v in resource.fields.items() if v or k != "format"}
    row = {**present, **stated}
    if stored.keeps_upload(resource, url_type, present["id"]):
        return {**row, "url": url}
    if resource.file is None:
        if url_type == "upload":
            row.update(url_type="", hash="", size=None, clear_upload=True)
        return row
    row["url"] = url
    if stored.file_differs(
        resource, url_type, url, size=present.get("size"), checksum=present.get("hash") or ""
    ):
        del row["mimetype"]  # CKAN finds out what the new file is
        row.update(_upload(resource.file))
    return row


class Uploads:
    """The files of a new entry, sent as `package_update` sends those of an old one.

    CKAN's `package_create` takes no files; creating and updating instead would validate twice.
    """

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.uploaders = [uploader.get_resource_uploader(row) for row in rows]
        for row, upload in zip(rows, self.uploaders, strict=True):
            row["mimetype"] = upload.mimetype
            if "url_type" in row:
                row["size"] = upload.filesize

    def store(self) -> None:
        """Send the files to the storage, once the entry has been found lawful.

        Raises:
            ValidationError: the storage refuses a file.
        """
        for number, (row, upload) in enumerate(zip(self.rows, self.uploaders, strict=True)):
            try:
                upload.upload(row["id"], uploader.get_max_resource_size())
            except exc.UploadError as err:
                errors: Any = [{}] * number + [{"file": [str(err)]}]
                raise tk.ValidationError({"resources": errors}) from err


def _upload(file: Path) -> Row:
    """Return what sends the resource's file, and the checksum that a later load knows it by."""
    stream = FileStorage(file.open("rb"), filename=file.name)
    return {"upload": stream, "hash": files.digest(file)}
