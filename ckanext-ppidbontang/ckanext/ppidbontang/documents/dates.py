"""Dates as Indonesians write them."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def indonesian(day: date) -> str:
    """Write a date in words: 3 Maret 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
