"""Specifications of the tables behind the demonstration catalogue, one module per field of work."""

from __future__ import annotations

from tables import (
    economy,
    environment,
    governance,
    health,
    people,
    safety,
    schooling,
    staff,
    wards,
    works,
)
from tables.core import Table

TABLES: tuple[Table, ...] = tuple(
    table
    for module in (
        *(people, schooling, health, economy, works, environment, safety),
        *(governance, staff, wards),
    )
    for table in module.TABLES
)
