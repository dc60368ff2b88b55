"""From the rows of a table to the fields of entries, as CKAN's `package_create` takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from ckanext.ppidbontang.domain.kinds import kind
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import Rule, Severity, Violation
from ckanext.ppidbontang.domain.written import codes, combined
from ckanext.ppidbontang.domain.written.body import TableRow
from ckanext.ppidbontang.domain.written.cells import Cell, CellError
from ckanext.ppidbontang.domain.written.columns import Column
from ckanext.ppidbontang.domain.written.headings import COMBINED
from ckanext.ppidbontang.domain.written.table import FoundTable
from ckanext.ppidbontang.domain.written.values import Value, read

FORMULA_FAILED = Rule(
    code="formula-failed",
    severity=Severity.ERROR,
    template=_('"{field}": the formula in column {column} failed; its cell holds {value}.'),
)

Cells = Sequence[Cell]

# The fields that a column of several says.
_SAID: Mapping[str, tuple[str, ...]] = {
    "created": ("created_on", "created_place"),
    "year": ("period_start", "period_end"),
    "exemption_period": ("exemption_period_type", "exemption_end", "exemption_condition"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenRecord:
    """Hold what a row says, and what is wrong with its cells.

    Only fields that the table has columns for are there. `letters` and `headings` tell for every
    field from which column it is.
    """

    number: int
    fields: dict[str, Any]  # as CKAN's actions take them: `values.Value`
    problems: tuple[Violation, ...]
    letters: Mapping[str, str]
    headings: Mapping[str, str]


def records(table: FoundTable) -> Iterator[WrittenRecord]:
    """Yield what each row of a table says."""
    reader = _Reader(table.columns)
    return (reader.record(row) for row in table.rows)


class _Reader:
    """Reads the rows of one table, by what its columns say."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.columns = {column.field: column for column in columns if column.field}
        self.plain = [
            (field, column.index)
            for field, column in self.columns.items()
            if field not in COMBINED and field != "information_kind"
        ]
        sources = dict(_sources(self.columns))
        self.letters = {field: column.letter for field, column in sources.items()}
        self.headings = {field: column.heading for field, column in sources.items()}

    def record(self, row: TableRow) -> WrittenRecord:
        """Return what a row says."""
        cells = row.cells
        fields = {field: read(field, cells[index]) for field, index in self.plain}
        _complete(fields)
        for field, value in self._combined(cells, fields).items():
            fields.setdefault(field, value)  # a column of its own knows better
        self._classify(cells, fields, row.section)
        return WrittenRecord(
            number=row.number,
            fields=fields,
            problems=tuple(self._problems(cells)),
            letters=self.letters,
            headings=self.headings,
        )

    def _combined(self, cells: Cells, fields: Mapping[str, Value]) -> dict[str, Value]:
        """Return what the columns say that are for several fields, or for one by marks."""
        said: dict[str, Value] = {}
        if column := self.columns.get("created"):
            said |= combined.made(cells[column.index])
        if column := self.columns.get("year"):
            said |= combined.covered(cells[column.index])
        if column := self.columns.get("exemption_period"):
            start = str(fields.get("exemption_start", ""))
            said |= combined.exempt_for(cells[column.index], start)
        if marks := self._marks("available_forms", cells):
            said["available_forms"] = combined.marked(marks)
        if marks := self._marks("information_category", cells):
            # An entry has one category (UU 14/2008 Pasal 9 to 11): several are refused as they are.
            said["information_category"] = ", ".join(combined.marked(marks))
        return said

    def _marks(self, field: str, cells: Cells) -> dict[str, Cell]:
        """Return the cells in which a mark stands for a code of a field, by their codes."""
        return {
            name.removeprefix(f"{field}:"): cells[column.index]
            for name, column in self.columns.items()
            if name.startswith(f"{field}:")
        }

    def _classify(self, cells: Cells, fields: dict[str, Value], section: Sequence[str]) -> None:
        """Settle category and kind: headings of sections say them too, and a kind its category."""
        category = str(fields.get("information_category", ""))
        if not category and section:
            category = codes.category_in(section[0])
        if column := self.columns.get("information_kind"):
            cell = cells[column.index]
            fields["information_kind"] = read("information_kind", cell, category=category)
        elif section and codes.is_code("information_kind", section[-1]):
            fields["information_kind"] = codes.kind_code(section[-1])
        if not category and (known := kind(str(fields.get("information_kind", "")))):
            category = known.category.value
        if category:
            fields["information_category"] = category

    def _problems(self, cells: Cells) -> Iterator[Violation]:
        for field, column in self.columns.items():
            cell = cells[column.index]
            if isinstance(cell, CellError):
                about = _about(field)[0]
                yield FORMULA_FAILED.broken(about, column=column.letter, value=str(cell))


def _complete(fields: dict[str, Value]) -> None:
    """Find a title in the summary, and grounds in the laws, where they have no column."""
    if "notes" in fields and "title" not in fields:
        fields["title"], fields["notes"] = combined.title_and_summary(str(fields["notes"]))
    laws = cast("list[dict[str, str]]", fields.get("exemption_legal_basis", []))
    if "exemption_grounds" not in fields and (grounds := combined.grounds_in(laws)):
        fields["exemption_grounds"] = grounds


def _about(field: str) -> tuple[str, ...]:
    """Return the fields of the record that a column is about."""
    return _SAID.get(field) or (field.partition(":")[0],)


def _sources(columns: Mapping[str, Column]) -> Iterator[tuple[str, Column]]:
    """Yield for every field the column that it is read from; a column of its own comes last."""
    for field, other in (("title", "notes"), ("exemption_grounds", "exemption_legal_basis")):
        if other in columns:
            yield field, columns[other]
    for name, column in sorted(columns.items(), key=lambda named: named[0] not in COMBINED):
        for field in _about(name):
            yield field, column
