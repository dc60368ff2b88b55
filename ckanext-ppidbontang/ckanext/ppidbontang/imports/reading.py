"""From a file to what its rows say: the spreadsheet, its table, and the files that came along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.documents.sheets.archive import Archive, open_archive
from ckanext.ppidbontang.documents.sheets.reading import Book, read
from ckanext.ppidbontang.domain.written.columns import Column
from ckanext.ppidbontang.domain.written.headings import COMBINED, FIELD_ORDER
from ckanext.ppidbontang.domain.written.matching import Certainty
from ckanext.ppidbontang.domain.written.records import WrittenRecord, records
from ckanext.ppidbontang.domain.written.table import FoundTable, find_table, with_columns

FIELDS = (*FIELD_ORDER, *COMBINED)
# A file on the portal is no larger than this (`ckan.files.storage.resources.max_size`).
_LARGEST = 100 * 1024 * 1024
# One of them tells which entry a row is about.
_TELLING = ("name", "title", "notes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Hold what is in a file; `attached` has the paths of files that rows name."""

    book: Book
    found: FoundTable
    records: Sequence[WrittenRecord]
    attached: Mapping[str, Path]
    is_confirmed: bool

    @property
    def needs_columns(self) -> bool:
        """Tell whether a person has to say what columns mean before anything is done."""
        columns = self.found.columns
        is_unsure = any(column.certainty is Certainty.LIKELY for column in columns)
        is_told = any(column.field in _TELLING for column in columns)
        return not is_told or (is_unsure and not self.is_confirmed)

    @property
    def table(self) -> dict[str, Any]:
        """Return what was found, as it is kept and shown."""
        return {
            "format": self.book.format,
            "facts": dict(self.book.facts),
            "sheet": self.found.sheet,
            "sheets": [sheet.name for sheet in self.book.sheets if not sheet.is_hidden],
            "header_rows": list(self.found.header_rows),
            "notes": [note.render(tk._) for note in self.found.notes],
            "columns": [_shown(column) for column in self.found.columns],
        }


@contextmanager
def opened(path: Path, filename: str, options: Mapping[str, Any]) -> Iterator[Reading]:
    """Read a file; the files that came along are there until the end.

    Args:
        path: where it lies
        filename: what messages call it
        options: the `sheet` to read, if one was chosen, and the `columns`, if they were confirmed

    Raises:
        SpreadsheetError: it cannot be read.
        ValidationError: there is no such sheet, or no table in it.
    """
    with _unpacked(path, filename) as (spreadsheet, name, archive, folder):
        book = read(spreadsheet, name)
        found = _table(book, options["sheet"])
        if options["columns"] is not None:
            chosen = {int(index): field for index, field in options["columns"].items()}
            found = with_columns(found, chosen)
        said = list(records(found))
        names = (one["url"] for row in said for one in _files(row))
        yield Reading(
            book=book,
            found=found,
            records=said,
            attached=_extracted(archive, names, folder),
            is_confirmed=options["columns"] is not None,
        )


def _files(row: WrittenRecord) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", row.fields.get("resources", []))


@contextmanager
def attached(path: Path, filename: str, names: Iterable[str]) -> Iterator[Mapping[str, Path]]:
    """Yield where the files of an archive are that rows name.

    Raises:
        SpreadsheetError: the archive cannot be read.
    """
    with _unpacked(path, filename) as (_spreadsheet, _name, archive, folder):
        yield _extracted(archive, names, folder)


@contextmanager
def _unpacked(path: Path, filename: str) -> Iterator[tuple[Path, str, Archive | None, Path]]:
    """Yield the spreadsheet and its name, and the archive that it came in, if it did."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="ppid-import-")))
        archive = open_archive(path, filename)
        if archive is None:
            yield path, filename, None, folder
            return
        stack.enter_context(archive)
        spreadsheet = folder / "spreadsheet"
        archive.extract(archive.spreadsheet, spreadsheet, _LARGEST)
        yield spreadsheet, archive.spreadsheet, archive, folder


def _extracted(archive: Archive | None, names: Iterable[str], folder: Path) -> dict[str, Path]:
    """Unpack the files that are named; each keeps its own name in a folder of its own."""
    found: dict[str, Path] = {}
    if archive is None:
        return found
    unpacked: dict[str, Path] = {}
    for name in set(names):
        member = archive.find(name)
        if member is None:
            continue
        if member not in unpacked:
            place = folder / str(len(unpacked))
            place.mkdir()
            unpacked[member] = place / Path(member).name
            archive.extract(member, unpacked[member], _LARGEST)
        found[name] = unpacked[member]
    return found


def _table(book: Book, chosen: str) -> FoundTable:
    """Return the table of the chosen sheet, or of the one whose columns are best known."""
    sheets = [sheet for sheet in book.sheets if sheet.name == (chosen or sheet.name)]
    if not sheets:
        message = tk._("There is no sheet “{value}” in the file.")
        raise tk.ValidationError({"sheet": [message.format(value=chosen)]})
    found = [table for sheet in sheets if not sheet.is_hidden and (table := find_table(sheet))]
    if not found:
        message = tk._("No table was found: no row of the file names the columns of a list.")
        raise tk.ValidationError({"upload": [message]})
    return max(found, key=_worth)


def _worth(table: FoundTable) -> tuple[int, bool]:
    """Rank by the columns that are known, then by what has rows; the first of several is it.

    So the examples and the guide of the form are never taken for entries, not even where nobody has
    filled it in.
    """
    return sum(1 for column in table.columns if column.field), bool(table.rows)


def _shown(column: Column) -> dict[str, Any]:
    return {
        "index": column.index,
        "letter": column.letter,
        "heading": column.heading,
        "field": column.field,
        "certainty": column.certainty.value,
    }
