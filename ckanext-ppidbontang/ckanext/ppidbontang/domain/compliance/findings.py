"""What is to be mended: which rule, in which entry or file, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ckanext.ppidbontang.domain.compliance.aspects import Aspect, Measure
from ckanext.ppidbontang.domain.compliance.holdings import File
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.kinds import Kind
from ckanext.ppidbontang.domain.rules.base import Violation


class Place(StrEnum):
    """Say where a finding is mended."""

    FORM = "form"  # a field of the entry's form
    CASE = "case"  # the moves of its exemption
    FILE = "file"  # the form of one of its files
    NEW = "new"  # the form of a new entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Hold a gap of a body: `entry` is None where an entry is what is missing."""

    aspect: Aspect
    violation: Violation
    place: Place = Place.FORM
    entry: Entry | None = None
    file: File | None = None
    kind: Kind | None = None

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Return its place in a list: by aspect, the most serious first, then by entry."""
        title = self.entry.item.title if self.entry else ""
        about = self.entry.id if self.entry else self.kind.code if self.kind else ""
        return (_SERIOUSNESS[self.aspect], title, about, self.file.id if self.file else "")


_SERIOUSNESS = {aspect: place for place, aspect in enumerate(Aspect)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """Say what became of a look at one thing: it is met, whatever there is still to say of it."""

    met: bool
    findings: tuple[Finding, ...] = ()


def gathered(aspect: Aspect, looks: Iterable[Looked]) -> tuple[Measure, tuple[Finding, ...]]:
    """Count what was met and gather what was found."""
    listed = list(looks)
    measure = Measure(aspect=aspect, met=sum(look.met for look in listed), total=len(listed))
    return measure, tuple(_all(listed))


def _all(looks: Iterable[Looked]) -> Iterator[Finding]:
    for look in looks:
        yield from look.findings
