"""What a body holds, as readiness looks at it: published entries, their files and their cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.exemption_case import CaseState


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """Hold a file of an entry.

    `columns` are those of its table, or None where it has none that could be read; `works` says
    whether its link led somewhere, or None where it is no link, or nobody has looked yet.
    """

    id: str
    name: str
    format: str
    columns: tuple[str, ...] | None = None
    works: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """Hold where the history says that an exemption stands, and since when, where it tells."""

    state: CaseState
    since: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Holdings:
    """Hold the published entries of one body; files and cases by the id of the entry."""

    entries: tuple[Entry, ...] = ()
    files: Mapping[str, tuple[File, ...]] = field(default_factory=dict[str, tuple[File, ...]])
    cases: Mapping[str, Recorded] = field(default_factory=dict[str, Recorded])
