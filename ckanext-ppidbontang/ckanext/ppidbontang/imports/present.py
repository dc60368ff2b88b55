"""What the portal holds of the rows of an import: by their addresses, or by body and title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ckan import model

from ckanext.ppidbontang.intake import stored
from ckanext.ppidbontang.intake.stored import Entry
from ckanext.ppidbontang.processes import batches_of

# Longer lists make PostgreSQL plan worse, and a row of the answer is a whole entry.
_AT_ONCE = 500
Title = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Present:
    """Hold entries of the portal; `titles` has the names of those of a body and a title."""

    entries: Mapping[str, Entry]
    titles: Mapping[Title, list[str]]
    taken: frozenset[str]

    def named(self, name: str) -> Entry | None:
        """Return the entry at an address."""
        return self.entries.get(name)

    def titled(self, body: str, title: str) -> list[Entry]:
        """Return the entries of a body (its id) that have a title."""
        return [self.entries[name] for name in self.titles.get((body, title_key(title)), ())]


def find(names: Collection[str], titled: Collection[Title], new: Collection[str]) -> Present:
    """Read the entries at some addresses, and those of bodies (by their ids) with some titles.

    Args:
        names: addresses of entries
        titled: ids of bodies with titles, as `title_key` gives them
        new: addresses that rows without one might get; which are taken is told
    """
    titles = _names_by_title({body for body, _title in titled})
    wanted = {key: titles[key] for key in titled if key in titles}
    everything = {*names, *(name for found in wanted.values() for name in found)}
    entries: dict[str, Entry] = {}
    for some in batches_of(everything, _AT_ONCE):
        entries |= stored.entries(some)
    return Present(entries=entries, titles=wanted, taken=_taken({*names, *new}))


def title_key(title: str) -> str:
    """Return a title without what two hands write differently: case and blanks."""
    return " ".join(title.casefold().split())


def _names_by_title(bodies: Collection[str]) -> Mapping[Title, list[str]]:
    package = model.Package
    rows = model.Session.query(package.name, package.title, package.owner_org).filter(
        package.owner_org.in_(bodies),
        package.type == "dataset",
        package.state == model.State.ACTIVE,
    )
    found: defaultdict[Title, list[str]] = defaultdict(list)
    for row in rows.order_by(package.name):
        found[row.owner_org, title_key(row.title)].append(row.name)
    return found


def _taken(names: Iterable[str]) -> frozenset[str]:
    """Return the addresses that no new entry can have; those of deleted entries are among them."""
    rows = (
        model.Session.query(model.Package.name).filter(model.Package.name.in_(some))
        for some in batches_of(names, _AT_ONCE)
    )
    return frozenset(row.name for some in rows for row in some)
