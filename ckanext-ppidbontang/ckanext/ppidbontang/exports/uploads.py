"""The files that the portal keeps, put beside a YAML document for `ckan ppid load` to find them.

Originals in the vault are none of them: they never leave the portal in this way.
"""

from __future__ import annotations

from pathlib import Path

from ckan.lib import files

from ckanext.ppidbontang.exemption.finishing import public_place
from ckanext.ppidbontang.exports.entries import Resource


class Folder:
    """Copies files into a folder beside a document; `missing` names those that are not there."""

    def __init__(self, document: Path) -> None:
        self._beside = document.parent
        self._name = f"{document.stem}-files"
        self.missing: list[str] = []

    def copy(self, resource: Resource) -> str:
        """Copy the file of a resource, and return its place beside the document, or nothing."""
        if resource.upload is None:
            return ""
        storage, location = public_place(resource.upload.resource_id)
        place = f"{self._name}/{resource.upload.resource_id}/{resource.upload.filename}"
        target = self._beside / place
        try:
            content = storage.stream(files.FileData(location))
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as copy:
                copy.writelines(content)
        except files.exc.MissingFileError:
            self.missing.append(resource.url)
            return ""
        return place
