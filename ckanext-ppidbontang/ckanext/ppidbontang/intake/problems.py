"""Where records stand, and why one is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.domain.rules.base import shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a record stands."""

    file: Path
    index: int
    name: str = ""

    def __str__(self) -> str:
        entry = tk._("entry {number}").format(number=self.index + 1)
        return f"{self.file.name}, {entry}" + (f" ({shown(self.name)})" if self.name else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Why a record, or a whole file, is refused: where, which field, which value, which rule."""

    place: str
    message: str
    field: str = ""
    value: Any = None

    def __str__(self) -> str:
        said = f"{self.field} = {shown(self.value)}" if self.value else self.field
        return ": ".join(part for part in (self.place, said, self.message) if part)


def messages(errors: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what CKAN's errors say, each with the field it is about (`resources[1].url`)."""
    for name, said in errors.items():
        yield from _messages(name, said)


def _messages(path: str, said: Any) -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        for name, inner in said.items():
            yield from _messages(f"{path}.{name}", inner)
    elif isinstance(said, list):
        for number, inner in enumerate(said, start=1):
            if isinstance(inner, dict):
                yield from _messages(f"{path}[{number}]", inner)
            else:
                yield path, str(inner)
    else:
        yield path, str(said)
