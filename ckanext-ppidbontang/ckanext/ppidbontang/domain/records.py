"""Reading of plain records, as a YAML file gives them, into values or into exact problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import cast


class Record:
    """Read one record; what is wrong with it goes to `problems`, which all records share.

    Each problem names the record, the field, the value and the rule.
    """

    def __init__(self, where: str, fields: Mapping[str, object], problems: list[str]) -> None:
        self.where = where
        self.fields = fields
        self.problems = problems

    def reject(self, field: str, value: object, rule: str) -> None:
        """Note that the value of a field breaks a rule."""
        self.problems.append(f"{self.where}, {field}: {value!r} {rule}")

    def refuse_unknown(self, known: frozenset[str]) -> None:
        """Note the fields that have no meaning, so that a misspelt one is not lost in silence."""
        for field in self.fields:
            if field not in known:
                self.reject(field, self.fields[field], "is given for a field that does not exist")

    def text(self, field: str, *, required: bool = False) -> str:
        """Return a text, empty when it is missing."""
        value = self.fields.get(field)
        if isinstance(value, str) and (value.strip() or not required):
            return value.strip()
        if value is not None and not isinstance(value, str):
            self.reject(field, value, "must be a text; write it in quotes")
        elif required:
            self.reject(field, value, "must be filled in")
        return ""

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a list of texts, empty when it is missing."""
        value = self.fields.get(field)
        if value is None:
            return ()
        entries = cast("list[object]", value) if isinstance(value, list) else [None]
        texts = tuple(entry for entry in entries if isinstance(entry, str) and entry.strip())
        if len(texts) == len(entries):
            return texts
        self.reject(field, self.fields[field], "must be a list of texts")
        return ()

    def choice(self, field: str, allowed: Collection[str]) -> str:
        """Return a required text that must be one of the allowed ones; empty when it is not."""
        value = self.text(field, required=True)
        if not value or value in allowed:
            return value
        self.reject(field, value, f"must be one of {', '.join(allowed)}")
        return ""

    def day(self, field: str) -> date | None:
        """Return a required date, written as a YAML date or as an ISO text."""
        value = self.fields.get(field)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.reject(field, value, "must be a date, as in 2025-03-31")
            return None


def read_records(where: str, records: object, problems: list[str]) -> Iterator[Record]:
    """Yield each record of a list under its place in the list; note what is not a record."""
    if not isinstance(records, list):
        problems.append(f"{where}: {records!r} must be a list of records")
        return
    for place, fields in enumerate(cast("list[object]", records), start=1):
        name = f"{where}[{place}]"
        if isinstance(fields, Mapping):
            yield Record(name, cast("Mapping[str, object]", fields), problems)
        else:
            problems.append(f"{name}: {fields!r} must be a record of fields and values")


class Once:
    """Note the values of a field that a second record takes."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._owners: dict[str, str] = {}

    def claim(self, record: Record, value: str) -> None:
        """Give a value to a record; refuse it when another record has it."""
        owner = self._owners.setdefault(value.casefold(), record.where)
        if value and owner != record.where:
            record.reject(self.field, value, f"is already that of {owner}")


def _is_cyclic(code: str, parents: Mapping[str, str]) -> bool:
    """Tell whether a record is, through its parents, its own ancestor."""
    ancestor, seen = parents.get(code, ""), set[str]()
    while ancestor and ancestor not in seen:
        if ancestor == code:
            return True
        seen.add(ancestor)
        ancestor = parents.get(ancestor, "")
    return False


def check_parents(parents: Mapping[str, str], records: Mapping[str, Record]) -> None:
    """Note the parents that do not exist and the records that are their own ancestors."""
    for code, record in records.items():
        parent = parents[code]
        if parent and parent not in parents:
            record.reject("parent", parent, "is not the code of a record")
        elif _is_cyclic(code, parents):
            record.reject("parent", parent, "makes the record its own ancestor")


def depth(code: str, parents: Mapping[str, str]) -> int:
    """Return how many ancestors a record has; there must be no cycle."""
    parent = parents[code]
    return 1 + depth(parent, parents) if parent else 0
