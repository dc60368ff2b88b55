"""Why a file cannot be read as a spreadsheet, said to the officer who sent it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.exceptions import PpidError
from ckanext.ppidbontang.domain.messages import _


class Problem(LabelledCode):
    """Name what is wrong with a file; the label is a message id with named parameters."""

    EMPTY = "empty", _("“{file}” is empty. Fill in the table, save it and upload it again.")
    NOT_A_SPREADSHEET = (
        "not-a-spreadsheet",
        _("“{file}” is not a spreadsheet. Use an .xlsx, .ods or .csv file."),
    )
    PDF = (
        "pdf",
        _(
            "“{file}” is a PDF document. Use the spreadsheet that it was made from, or copy its "
            "table into a spreadsheet."
        ),
    )
    PICTURE = (
        "picture",
        _("“{file}” is a picture. Type its table into a spreadsheet and upload that."),
    )
    WEB_PAGE = (
        "web-page",
        _(
            "“{file}” is a web page, whatever its name says. Open it in a spreadsheet program and "
            "save it as .xlsx."
        ),
    )
    OTHER_FORMAT = (
        "other-format",
        _(
            "“{file}” is in a spreadsheet format that is not read here, such as .xls or .xlsb. "
            "Open it in a spreadsheet program and save it as .xlsx."
        ),
    )
    TEXT_DOCUMENT = (
        "text-document",
        _(
            "“{file}” is a text document or a presentation. Copy its table into a spreadsheet and "
            "upload that."
        ),
    )
    COMPRESSED = (
        "compressed",
        _(
            "“{file}” is a compressed file. Unpack it and upload the spreadsheet, or pack "
            "spreadsheet and data files as .zip."
        ),
    )
    PASSWORD = (
        "password",
        _("“{file}” is protected by a password. Take the password off, save it and upload it."),
    )
    DAMAGED = (
        "damaged",
        _(
            "“{file}” is damaged or was cut off. Open it in a spreadsheet program, save it anew as "
            ".xlsx and upload that."
        ),
    )
    UNSAFE = (
        "unsafe",
        _(
            "“{file}” has a part that no spreadsheet program writes, and is not read for safety. "
            "Copy its table into a new spreadsheet and upload that."
        ),
    )
    ENCODING = (
        "encoding",
        _(
            "The characters of “{file}” can't be told. Save it as “CSV UTF-8” or as .xlsx and "
            "upload that."
        ),
    )
    OPEN_QUOTE = (
        "open-quote",
        _(
            'Row {row} of “{file}” has a quotation mark (") that is never closed, so its end '
            "can't be told. Correct it, or save the table as .xlsx."
        ),
    )
    FILE_TOO_LARGE = (
        "file-too-large",
        _(
            "“{file}” is larger than {limit} MB. Split it into several files, and leave pictures "
            "out."
        ),
    )
    UNPACKED_TOO_LARGE = (
        "unpacked-too-large",
        _("“{file}” takes more than {limit} MB once it is unpacked. Split it into several files."),
    )
    TOO_HEAVY = (
        "too-heavy",
        _(
            "“{file}” takes too much time or memory to read. Copy its table into a new "
            "spreadsheet, or split it into several files."
        ),
    )
    TOO_MANY_ROWS = (
        "too-many-rows",
        _(
            "“{file}” has more than {limit} rows with something in them; row {row} of sheet "
            "“{sheet}” is one too many. Split it into several files."
        ),
    )
    TOO_MANY_COLUMNS = (
        "too-many-columns",
        _(
            "Sheet “{sheet}” of “{file}” has something in cell {cell}; only the first {limit} "
            "columns are read. Delete what is to the right of the table."
        ),
    )
    FAR_CELL = (
        "far-cell",
        _(
            "Sheet “{sheet}” of “{file}” has something in cell {cell}, far from everything else. "
            "Delete that row or column and save it again."
        ),
    )
    LONG_TEXT = (
        "long-text",
        _(
            "Cell {cell} of sheet “{sheet}” of “{file}” holds more than {limit} characters. "
            "Shorten it."
        ),
    )
    TOO_MUCH_TEXT = (
        "too-much-text",
        _("“{file}” holds more than {limit} characters. Split it into several files."),
    )
    UNKNOWN_ERROR = (
        "unknown-error",
        _(
            "Cell {cell} of sheet “{sheet}” of “{file}” holds an error ({value}) that can't be "
            "read. Correct its formula and save it again."
        ),
    )
    ARCHIVE_UNSAFE = (
        "archive-unsafe",
        _(
            "“{file}” holds “{member}”, whose name or type is not safe. Pack the files anew, by "
            "plain names."
        ),
    )
    ARCHIVE_TWICE = (
        "archive-twice",
        _("“{file}” holds “{member}” twice (upper and lower case are the same). Rename one."),
    )
    ARCHIVE_TOO_MANY = (
        "archive-too-many",
        _("“{file}” holds more than {limit} files. Split it."),
    )
    ARCHIVE_NO_SPREADSHEET = (
        "archive-no-spreadsheet",
        _("“{file}” holds no spreadsheet (.xlsx, .ods or .csv). Put it beside the data files."),
    )
    ARCHIVE_SEVERAL_SPREADSHEETS = (
        "archive-several-spreadsheets",
        _(
            "“{file}” holds several spreadsheets that could be the list: {members}. Put the data "
            "files into a folder of their own, and the list outside it."
        ),
    )
    MEMBER_TOO_LARGE = (
        "member-too-large",
        _("“{member}” in “{file}” is larger than {limit} MB."),
    )


class SpreadsheetError(PpidError):
    """Say why a file cannot be read, and what to do about it."""

    def __init__(self, problem: Problem, params: Mapping[str, str]) -> None:
        self.problem = problem
        self.params: Mapping[str, str] = MappingProxyType(dict(params))
        super().__init__(self.render(str))

    @property
    def code(self) -> str:
        """Return the code of the problem, for programs."""
        return self.problem.value

    @property
    def template(self) -> str:
        """Return the message id."""
        return self.problem.label

    def render(self, translate: Callable[[str], str]) -> str:
        """Return the message in the language of `translate`."""
        return translate(self.template).format_map(self.params)


class Refusal(Exception):  # noqa: N818 (it is turned into a SpreadsheetError, which names the file)
    """Refuse a file from within the process that reads it, which doesn't know the file's name."""

    def __init__(self, problem: Problem, **params: str) -> None:
        self.problem = problem
        self.params = params
        super().__init__(problem.value)


def megabytes(size: int) -> str:
    """Return a size as messages write it."""
    return str(size // 1024**2)
