"""Dates and periods in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.helpers import pages


class TestDates:
    @pytest.mark.parametrize(
        ("value", "said"),
        [
            ("2025-03-03", "3 Maret 2025"),
            ("2025-03", "Maret 2025"),
            ("2025", "2025"),
            (PartialDate(2025, 12), "Desember 2025"),
            (dt.date(2025, 5, 1), "1 Mei 2025"),
            ("2025-12-31T20:00:00.123", "1 Januari 2026"),
            ("", ""),
            (None, ""),
            ("kemarin", "kemarin"),
            ("2025-02-30", "2025-02-30"),
        ],
    )
    def test_a_date_is_said_as_exactly_as_it_is_known(
        self, with_request_context: None, value: Any, said: str
    ) -> None:
        """A moment is said by the portal's own clock (WITA); what is no date stays as it is."""
        assert pages.ppid_date(value) == said

    @pytest.mark.parametrize(
        ("start", "end", "said"),
        [
            ("2025-01-01", "2025-12-31", "2025"),
            ("2021-01-01", "2025-12-31", "2021 – 2025"),
            ("2025-01-01", "2025-06-30", "Januari 2025 – Juni 2025"),
            ("2025-02", "2025-02-28", "Februari 2025"),
            ("2025-02-03", "2025-02-28", "3 Februari 2025 – 28 Februari 2025"),
            ("2025-01-10", "", "10 Januari 2025"),
            ("", "2025", "2025"),
            ("", "", ""),
        ],
    )
    def test_a_period_is_no_finer_than_it_is(
        self, with_request_context: None, start: str, end: str, said: str
    ) -> None:
        """Whole years and months are said as such."""
        dates = [PartialDate.parse(text) if text else None for text in (start, end)]
        assert pages.ppid_period(*dates) == said
