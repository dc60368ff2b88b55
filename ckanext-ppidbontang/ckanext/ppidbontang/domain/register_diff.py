"""What changed between two registers of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Line = Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Hold a line that is in both registers and says something else in the later one."""

    before: Line
    after: Line
    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Hold what an earlier and a later register differ in."""

    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    changed: tuple[Change, ...]


def difference(
    before: Iterable[Line], after: Iterable[Line], *, key: str, columns: Sequence[str]
) -> Difference:
    """Compare two registers line by line.

    Args:
        before: the lines of the earlier register
        after: the lines of the later one
        key: the column that names an entry for ever
        columns: the columns to compare; the running number is none of them
    """
    earlier = {line[key]: line for line in before}
    later = {line[key]: line for line in after}
    changed = (
        Change(before=earlier[name], after=line, columns=tuple(differing))
        for name, line in later.items()
        if name in earlier
        and (differing := [c for c in columns if line.get(c) != earlier[name].get(c)])
    )
    return Difference(
        added=tuple(line for name, line in later.items() if name not in earlier),
        removed=tuple(line for name, line in earlier.items() if name not in later),
        changed=tuple(changed),
    )
