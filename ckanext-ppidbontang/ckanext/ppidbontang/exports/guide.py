"""What the guide of the spreadsheet says, and what is written into each of its columns."""

from __future__ import annotations

from collections.abc import Mapping

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.domain import fields
from ckanext.ppidbontang.domain.citations import (
    PERKI_1_2021,
    PERPRES_39_2019,
    UU_14_2008,
    Citation,
)
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS

# What is to be known before the columns: topics and texts.
PARAGRAPHS: tuple[tuple[str, str], ...] = (
    (
        _("How to fill it in"),
        _(
            "One row of the first sheet is one piece of information. Begin in the third row and"
            " leave the headings as they are; columns that you do not need may be deleted or moved."
            " The columns with a dark red heading must not be empty. Point at a heading to read"
            " what belongs there."
        ),
    ),
    (
        _("Colours of the headings"),
        _(
            "Dark red: always needed. Green: columns 3 to 7 of the DIP. Turquoise: Satu Data"
            " Indonesia. Yellow: only for serta-merta announcements. Orange: only for what is"
            " exempt, wholly or in part. Blue and grey: what the information is, and how it is"
            " published."
        ),
    ),
    (
        _("New information, and changes"),
        _(
            "Leave the address (URL) of new information empty. In a file that you have taken from"
            " the portal the address says which information a row is: leave it, and change the"
            " other cells. A row that you delete from the file changes nothing in the portal."
        ),
    ),
    (
        _("Empty cells"),
        _(
            "A column that is in the file decides: an empty cell, or one with -, empties the field."
            " A column that is not in the file leaves its field alone. Only an empty cell for files"
            " leaves the files as they are."
        ),
    ),
    (
        _("Several values in one cell"),
        _(
            "Write one on each line (Alt+Enter; in LibreOffice Ctrl+Enter). Tags stand in one line"
            " with commas. A legal basis is the law, a bar, and the article:\n"
            "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan | Pasal 177"
        ),
    ),
    (
        _("Dates"),
        _(
            "A day as 2025-03-03 or 3 Maret 2025; where a month or a year is enough, 2025-03 or"
            " 2025. The cells are text, so that the program changes nothing in them."
        ),
    ),
    (
        _("Files and links"),
        _(
            "One on each line: its name, a bar, and its address. A file that you hand in together"
            " with the spreadsheet, in one ZIP, is written by its name:\n"
            "Tabel 2025 | https://data.example.go.id/tabel.csv\n"
            "Tabel 2025 | tabel-2025.csv"
        ),
    ),
    (
        _("What happens at the import"),
        _(
            "First the portal shows what would be created, changed and refused, and why, row by"
            " row; nothing is changed until you apply it. The rules and your rights are those of"
            " the form: new information of an OPD is a draft until the PPID Utama publishes it, and"
            " what is closed is never opened by a file. Rows that are wrong can be taken home as"
            " the same spreadsheet with the errors marked in it."
        ),
    ),
    (
        _("Exempt information"),
        _(
            "It has no files, and needs a ground, a legal basis, the consequences and a period"
            " (UU 14/2008 Pasal 17, 19 and 20). Never write what is secret into a title, a summary"
            " or a reason: those are public, and giving exempt information away is a crime"
            " (UU 14/2008 Pasal 54). This file may hold what is not published yet: keep it"
            " accordingly."
        ),
    ),
    (
        _("The law"),
        _(
            "UU 14/2008: categories (Pasal 9, 10, 11 and 17), list of public information (Pasal 11"
            " paragraph 1 letter a), consequence test (Pasal 19), period (Pasal 20). PERKI 1/2021:"
            " kinds of information, and the eight statements of an announcement (Pasal 25)."
            " Perpres 39/2019: Satu Data Indonesia. UU 27/2022: personal data."
        ),
    ),
)

# What the schema has no help for, or what a table asks beyond the form.
_NOTES: Mapping[str, str] = {
    "name": _(
        "Empty for new information: it is made from the title. In a file from the portal it says"
        " which information the row is; leave it."
    ),
    "title": _("What it is, where and when, so that a citizen finds it."),
    "owner_org": _("The body that publishes it, by its name, abbreviation or address."),
    "license_id": _("Under which licence the files may be used."),
    "resources": _(
        "One file or link on each line: name | address. An empty cell changes no files."
    ),
    "private": _(
        "ya: only your body and the PPID Utama see it. Empty for new information: it begins as in"
        " the form."
    ),
}
_ONE = _("One of the values offered.")
_KIND = _("One of the values offered, after the category is chosen.")
_SEVERAL = _("One value on each line.")
_LAWS = _("One on each line: law | article.")
_DAY = _("A day: 2025-03-03 or 3 Maret 2025.")
_PARTIAL = _("A day, a month or a year: 2025-03-03, 2025-03, 2025.")
_SHAPES: Mapping[str, str] = {
    "information_kind": _KIND,
    "exemption_legal_basis": _LAWS,
    **dict.fromkeys(("available_forms", "exemption_grounds"), _SEVERAL),
    **dict.fromkeys(
        (
            "information_category",
            "exemption_status",
            "personal_data",
            "update_frequency",
            "geographic_level",
            "priority_data",
            "exemption_period_type",
            "private",
        ),
        _ONE,
    ),
    **dict.fromkeys(
        (
            "announcement_until",
            "exemption_start",
            "consequence_test_date",
            "exemption_decision_date",
        ),
        _DAY,
    ),
    **dict.fromkeys(("period_start", "period_end"), _PARTIAL),
}

_DIP = Citation(statute=UU_14_2008, article="11", paragraph="1", letter="a")
_LAW_OF_SECTION: Mapping[str, Citation] = {
    "register": _DIP,
    "announcement": Citation(statute=PERKI_1_2021, article="25"),
    "satu_data": Citation(statute=PERPRES_39_2019),
}
_LAW: Mapping[str, Citation] = {
    **dict.fromkeys(("title", "notes", "owner_org", "responsible_opd"), _DIP),
    **dict.fromkeys(fields.REASONS, Citation(statute=UU_14_2008, article="17")),
    **dict.fromkeys(
        (*fields.CONSEQUENCES, *fields.TEST, *fields.DECISION),
        Citation(statute=UU_14_2008, article="19"),
    ),
    **dict.fromkeys(fields.PERIOD, Citation(statute=UU_14_2008, article="20")),
}
_STATEMENTS = {statement.field: statement.label for statement in ANNOUNCEMENT_STATEMENTS}


def paragraphs() -> tuple[tuple[str, str], ...]:
    """Return the guide in the reader's language."""
    return tuple((tk._(topic), tk._(text)) for topic, text in PARAGRAPHS)


def note(field: str, section: str, help_text: str) -> str:
    """Return what is written into a column, in which shape, and by which law."""
    said = (
        _STATEMENTS.get(field, ""),
        tk._(help_text) if help_text else "",
        tk._(_NOTES[field]) if field in _NOTES else "",
        tk._(_SHAPES[field]) if field in _SHAPES else "",
    )
    lines = [line for line in said if line]
    law = str(_LAW.get(field) or _LAW_OF_SECTION.get(section) or "")
    if law and not any(law in line for line in lines):
        lines.append(law)
    return "\n".join(lines)
