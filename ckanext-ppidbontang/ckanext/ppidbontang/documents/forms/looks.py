"""The looks of the cells of a form. Every cell of it is text, so that `2025-03` stays `2025-03`."""

# XlsxWriter is typed in part, and has no marker to say so.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ckanext.ppidbontang.documents import excel
from ckanext.ppidbontang.documents.forms.form import Tint
from ckanext.ppidbontang.documents.hygiene import is_formula, kept

_TEXT = {"num_format": "@", "text_wrap": True, "valign": "top"}
_HEADING = {**_TEXT, "bold": True, "border": 1, "border_color": "#A6A6A6", "valign": "vcenter"}
_REQUIRED = {"bg_color": "#9C0006", "font_color": "#FFFFFF"}
_EXAMPLE = {"font_color": "#7F7F7F", "italic": True}


@dataclass(frozen=True, slots=True)
class Looks:
    """Hold the looks; `asleep` ones keep text that looks like a formula from becoming one."""

    text: Format
    asleep: Format
    example: Format
    topic: Format
    required: Format
    headings: Mapping[Tint, Format]
    bands: Mapping[Tint, Format]

    @classmethod
    def of(cls, book: Workbook) -> Looks:
        """Make them in a workbook."""
        return cls(
            text=book.add_format(_TEXT),
            asleep=book.add_format({**_TEXT, "quote_prefix": True}),
            example=book.add_format({**_TEXT, **_EXAMPLE, "quote_prefix": True}),
            topic=book.add_format({**_TEXT, "bold": True}),
            required=book.add_format({**_HEADING, **_REQUIRED}),
            headings={tint: book.add_format({**_HEADING, "bg_color": tint.value}) for tint in Tint},
            bands={
                tint: book.add_format({**_HEADING, "bg_color": tint.value, "align": "left"})
                for tint in Tint
            },
        )

    def write(self, sheet: Worksheet, row: int, place: int, text: str) -> None:
        """Write a text that stays text."""
        fit = cell(text)
        sheet.write_string(row, place, fit, self.asleep if is_formula(fit) else self.text)


def cell(text: str) -> str:
    """Make a text fit for a cell that will come back: what it says is left as it is."""
    return excel.no_markup(kept(text))
