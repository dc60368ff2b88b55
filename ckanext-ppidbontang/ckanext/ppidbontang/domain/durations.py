"""Steps of calendar time, and the period of an exemption."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.messages import _


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day where it is shorter.

    A result outside the years that `date` knows is cut to its first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    if year < MINYEAR:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_years(day: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes 28 February where it must."""
    return add_months(day, 12 * years)


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """Measure the time between two updates."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the day on which the interval that began on `day` is over, or `date`'s last."""
        shifted = add_months(day, self.months)
        return shifted + min(timedelta(days=self.days), date.max - shifted)


class PeriodType(LabelledCode):
    """Say how the end of an exemption is stated."""

    TANGGAL = "tanggal", _("Until a date")
    TAHUN = "tahun", _("Until the end of a year")
    KONDISI = "kondisi", _("Until a condition is met")
    PERMANEN = "permanen", _("Permanent")


@dataclass(frozen=True, kw_only=True, slots=True)
class ExemptionPeriod:
    """Hold the period of an exemption; only what the law asks of its type matters."""

    type: PeriodType
    start: date | None = None
    end: PartialDate | None = None
    condition: str = ""

    def last_day(self) -> date | None:
        """Return the last day of the exemption, or None when no date ends it."""
        if self.end is None or self.type is PeriodType.PERMANEN:
            return None
        if self.type is PeriodType.TAHUN:
            return date(self.end.year, 12, 31)
        return self.end.last_day()

    def has_ended(self, on: date) -> bool:
        """Tell whether the information has become open by the lapse of time on that day."""
        last = self.last_day()
        return last is not None and last < on

    def ends_within(self, on: date, days: int) -> bool:
        """Tell whether the exemption still runs on that day and ends within so many days."""
        last = self.last_day()
        return last is not None and 0 <= (last - on).days <= days
