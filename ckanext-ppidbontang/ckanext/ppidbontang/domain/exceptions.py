"""Errors of the domain.

    PpidError
    ├── InvalidDate       a text is not a date, month or year
    ├── DocumentError     a document cannot be made
    └── RecordError       records of a configuration file break its rules
        ├── CalendarError     config/kalender/<year>.yaml
        ├── RegistryError     config/opd.yaml
        └── SourcesError      config/sources.yaml

Legal findings about an entry are values (`rules.Violation`), never exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable


class PpidError(Exception):
    """Be the base of every error that this package raises."""


class InvalidDate(PpidError):  # noqa: N818 (the name says what is wrong; "Error" adds nothing)
    """Say that a text is not a date, month or year."""

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__(
            f"{value!r} is not a date (2025-03-03), a month (2025-03) or a year (2025)"
        )


class DocumentError(PpidError):
    """Say why a document cannot be made."""


class RecordError(PpidError):
    """Say everything that is wrong with a set of records, one line a problem."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class CalendarError(RecordError):
    """Say what is wrong with the records of a working-day calendar."""


class RegistryError(RecordError):
    """Say what is wrong with the records of the registry of bodies or of the regions."""


class SourcesError(RecordError):
    """Say what is wrong with the records of the sources to pull from."""
