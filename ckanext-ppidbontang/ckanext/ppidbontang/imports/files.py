"""The files and links that a row names, beside those that its entry has.

A stored file is known by its address on the portal, any other by its address or its name. What is
new may be a link, or a file that came along in the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules import Rule, Severity, Violation
from ckanext.ppidbontang.domain.rules.base import shown
from ckanext.ppidbontang.imports.links import file_name
from ckanext.ppidbontang.intake import stored, uploads
from ckanext.ppidbontang.intake.records import Resource
from ckanext.ppidbontang.intake.uploads import Row

NO_SUCH_FILE = Rule(
    code="no-such-file",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" is neither a web address nor the name of a file in the ZIP that came '
        "with the spreadsheet."
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Hold a file or link that an entry shall have, and the row of the one that it is, if any."""

    name: str
    url: str
    file: Path | None = None
    present: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def differs(self) -> bool:
        """Tell whether anything is to be done for it."""
        if not self.present or (self.name and self.name != self.present["name"]):
            return True
        if self.file is not None:
            return stored.file_differs(
                self._resource(),
                self.present["url_type"],
                self.present["url"],
                size=self.present["size"],
                checksum=self.present["hash"] or "",
            )
        return not self._is_kept and self.url != self.present["url"]

    @property
    def _is_kept(self) -> bool:
        """Tell whether it is a stored file that stays what it is.

        Named is it by its address on the portal, or by what it is a copy of.
        """
        if self.file is not None or self.present.get("url_type") != "upload":
            return False
        stored_name = self.present["url"].rsplit("/", 1)[-1]
        return f"/resource/{self.present['id']}/" in self.url or file_name(self.url) == stored_name

    def stated(self) -> Row:
        """Return it as the row of a resource that is not there yet; a file by its path."""
        return uploads.stated_row(self._resource())

    def row(self, present: Mapping[str, Row]) -> Row:
        """Return it as CKAN's actions take it; `present` has the entry's rows by their ids."""
        if not self.present:
            return uploads.new_row(self.stated())
        row = present[self.present["id"]]
        if self._is_kept:
            return {**row, "name": self.name or row["name"]}
        return uploads.merged_row(self._resource(), row)

    def _resource(self) -> Resource:
        name = self.name or self.present.get("name") or (self.file or Path(self.url)).name
        kind = tk.h.unified_resource_format(self.file.suffix[1:]) if self.file else ""
        fields = {"name": name, "url": "" if self.file else self.url, "format": kind}
        return Resource(fields=fields, file=self.file)


def wanted(
    said: Iterable[Mapping[str, str]],
    present: Sequence[Mapping[str, Any]],
    files: Mapping[str, Path],
) -> list[Wanted]:
    """Find for each file that a row names the one that the entry has.

    Args:
        said: what the row says: `name` and `url` of each
        present: the rows of the entry's resources
        files: where the files of the archive are, by their names
    """
    left = list(present)
    found: list[Wanted] = []
    for one in said:
        row = next(iter(_counterparts(one, left)), None)
        if row is not None:
            left.remove(row)
        found.append(
            Wanted(name=one["name"], url=one["url"], file=files.get(one["url"]), present=row or {})
        )
    return found


def _counterparts(
    said: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Yield the rows that may be meant, the surest first."""
    yield from (row for row in rows if f"/resource/{row['id']}/" in said["url"])
    yield from (row for row in rows if row["url"] == said["url"])
    yield from (row for row in rows if said["name"] and row["name"] == said["name"])


def check(wanted: Iterable[Wanted]) -> Iterator[Violation]:
    """Yield what is neither a link, nor a file that came along, nor what the entry has already."""
    for one in wanted:
        if one.differs and one.file is None and not _is_link(one.url):
            yield NO_SUCH_FILE.broken("resources", value=shown(one.url))


def _is_link(url: str) -> bool:
    """Tell whether a text leads to a server; what CKAN has for a link may be oddly written."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "ftp") and bool(parts.netloc)
