"""The drop-downs of a workbook, and the sheet that their values stand on.

It is hidden and has no headings: it must never be taken for a table of entries.
"""

# XlsxWriter is typed in part, and has no marker to say so.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ckanext.ppidbontang.documents.excel import LAST_ROW
from ckanext.ppidbontang.documents.forms.form import Choices, DependentChoices
from ckanext.ppidbontang.documents.forms.looks import cell

_WIDTH = 40


class Lists:
    """Offers values in the cells of a sheet, and writes them on a sheet of their own."""

    def __init__(self, book: Workbook, name: str, *, refusal: str, doubt: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._sheet.hide()
        self._columns: list[tuple[str, ...]] = []
        self._refusal = refusal
        self._doubt = doubt

    def offer(
        self,
        sheet: Worksheet,
        place: int,
        heading: str,
        choices: Choices | DependentChoices,
        *,
        first: int,
        places: Mapping[str, int],
    ) -> None:
        """Offer choices in a column from its row `first` on; `places` are those of all fields.

        Choices that depend on a column which is not there are not offered.
        """
        if isinstance(choices, Choices):
            source, is_strict = self._area(choices.values), choices.is_strict
        elif choices.field in places:
            source = self._dependent(choices, places[choices.field], first)
            is_strict = True
        else:
            return
        sheet.data_validation(
            first,
            place,
            LAST_ROW,
            place,
            {
                "validate": "list",
                "source": source,
                "error_type": "stop" if is_strict else "information",
                "error_title": heading[:32],
                "error_message": self._refusal if is_strict else self._doubt,
            },
        )

    def close(self) -> None:
        """Write the sheet, row by row as XlsxWriter wants it."""
        self._sheet.set_column(0, max(len(self._columns) - 1, 0), _WIDTH)
        for number, row in enumerate(zip_longest(*self._columns, fillvalue="")):
            for place, value in enumerate(row):
                if value:
                    self._sheet.write_string(number, place, cell(value))

    def _area(self, values: tuple[str, ...]) -> str:
        """Put a list on the sheet, and say where its values are."""
        self._columns.append(values)
        column = xl_col_to_name(len(self._columns) - 1)
        return f"='{self._sheet.name}'!${column}$1:${column}${len(values)}"

    def _dependent(self, choices: DependentChoices, place: int, first: int) -> str:
        """Put pairs on the sheet, and say how to find those of the group that the row names.

        They stand group by group, so the values of one are the rows from the first that matches.
        Excel and LibreOffice both reckon it anew as soon as the other cell changes; where that one
        names no group there is nothing to offer.
        """
        pairs = [(group, value) for group, values in choices.groups.items() for value in values]
        groups = self._area(tuple(group for group, _value in pairs)).removeprefix("=")
        values = self._area(tuple(value for _group, value in pairs)).removeprefix("=")
        top, _colon, _bottom = values.partition(":")
        asked = f"${xl_col_to_name(place)}{first + 1}"
        return f"=OFFSET({top},MATCH({asked},{groups},0)-1,0,COUNTIF({groups},{asked}),1)"
