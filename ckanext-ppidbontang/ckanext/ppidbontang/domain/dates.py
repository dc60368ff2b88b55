"""Dates that may be known only to the month or the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ckanext.ppidbontang.domain.exceptions import InvalidDate

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Hold a day, a month or a year of the calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise InvalidDate(f"{self.year:04}-??-{self.day:02}")
        try:
            self.first_day()
        except ValueError as err:
            raise InvalidDate(str(self)) from err

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO date, month or year.

        Raises:
            InvalidDate: The text is none of them, or names a day that does not exist.
        """
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise InvalidDate(text)
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def first_day(self) -> date:
        """Return the first day of the date, month or year."""
        return date(
            self.year,
            1 if self.month is None else self.month,
            1 if self.day is None else self.day,
        )

    def last_day(self) -> date:
        """Return the last day of the date, month or year."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a day that is known exactly."""
        return cls(day.year, day.month, day.day)

    def in_words(self) -> str:
        """Write the date in Indonesian, as official papers do: `3 Maret 2025`, `Maret 2025`."""
        parts = [str(self.day)] if self.day else []
        parts += [_MONTHS[self.month - 1]] if self.month else []
        return " ".join([*parts, str(self.year)])

    def __str__(self) -> str:
        """Write the date in ISO form, as exactly as it is known."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)
