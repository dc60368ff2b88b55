"""A look at the XML of a workbook before calamine reads it, for what calamine does not tell.

calamine makes a sheet the rectangle around everything in it, so that one stray cell would cost
gigabytes; it shows a failed formula as nothing at all, so that a `#REF!` would empty a field; and
it gives up at an error that it does not know. The look finds all of it, in a stream.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ckanext.ppidbontang.documents.sheets.container import Container
from ckanext.ppidbontang.documents.sheets.kinds import office_document
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal
from ckanext.ppidbontang.documents.sheets.safe_xml import LocalNames, parse, safe_parser

_DIGITS = "0123456789"
_VALUES = ("v", "is")


@dataclass(slots=True)
class Look:
    """Hold what was seen of a sheet; rows and columns are counted from 0."""

    _errors: dict[tuple[int, int], list[str]] = field(
        default_factory=dict[tuple[int, int], list[str]]
    )
    # The lowest cell with something in it, and the one farthest to the right.
    bottom: tuple[int, int] = (-1, 0)
    right: tuple[int, int] = (0, -1)

    @property
    def rectangle(self) -> int:
        """Return how many cells calamine could come to hold."""
        return (self.bottom[0] + 1) * (self.right[1] + 1)

    @property
    def errors(self) -> dict[int, dict[int, str]]:
        """Return what stands in the place of failed values, by row and column."""
        found: defaultdict[int, dict[int, str]] = defaultdict(dict)
        for (row, column), pieces in self._errors.items():
            found[row][column] = "".join(pieces).strip()
        return found

    def pieces(self, row: int, column: int) -> list[str]:
        """Return where the pieces of a cell's error go."""
        return self._errors.setdefault((row, column), [])


def sheet_parts(container: Container) -> list[str]:
    """Return the paths of the sheets in the order of the workbook; look at all that they share."""
    folder = office_document(container).rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    for shared in ("sharedStrings.xml", "styles.xml"):
        if prefix + shared in container:
            parse(safe_parser(), container.stream(prefix + shared))
    targets = {
        found.get("Id", ""): found.get("Target", "")
        for found in _elements(container, f"{prefix}_rels/workbook.xml.rels", "Relationship")
    }
    sheets = _elements(container, f"{prefix}workbook.xml", "sheet")
    paths = [targets.get(sheet.get("id", ""), "") for sheet in sheets]
    return [path[1:] if path.startswith("/") else prefix + path for path in paths]


def _elements(container: Container, part: str, element: str) -> list[Mapping[str, str]]:
    """Return the attributes of each such element of a part, without the prefixes of names."""
    local = LocalNames()
    found: list[Mapping[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local[name] == element:
            found.append({local[key]: value for key, value in attributes.items()})

    parser = safe_parser()
    parser.StartElementHandler = start
    parse(parser, container.stream(part))
    return found


def look_at(container: Container, part: str) -> Look:
    """Return what is seen of the sheet in a part.

    Only the beginnings of elements are followed: they tell all but the names of errors. They are
    many (two for each cell), hence one function with all that it needs at hand.
    """
    look = Look()
    parser = safe_parser()
    local, columns = LocalNames(), _Columns()
    row = column = -1
    cell: Mapping[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, cell
        tag = local[name]
        parser.CharacterDataHandler = None
        if tag == "c":
            cell = attributes
            row, column = _place(cell["r"], columns) if "r" in cell else (row, column + 1)
        elif tag in _VALUES:
            if row > look.bottom[0]:
                look.bottom = row, column
            if column > look.right[1]:
                look.right = row, column
            if cell.get("t") == "e":
                parser.CharacterDataHandler = look.pieces(row, column).append
        elif tag == "row":
            row, column = int(attributes.get("r", row + 2)) - 1, -1

    parser.StartElementHandler = start
    parse(parser, container.stream(part))
    return look


def _place(reference: str, columns: Mapping[str, int]) -> tuple[int, int]:
    letters = reference.rstrip(_DIGITS)
    return int(reference[len(letters) :]) - 1, columns[letters]


class _Columns(dict[str, int]):
    """Map the letters of a column to its number, counted from 0."""

    def __missing__(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= len("XFD")):
            raise Refusal(Problem.DAMAGED)
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        self[letters] = number - 1
        return number - 1
