"""The pages of a list: which one an address asks for, and that there are no more."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.plugins.toolkit as tk

# Further than a million pages nobody turns over.
LONGEST_NUMBER = 6


class PageError(Exception):
    """A list was asked for a page after its last one; readers are led to that (`views.mending`)."""

    def __init__(self, last: int) -> None:
        super().__init__(last)
        self.last = last


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a list that is asked for, and how many entries it has."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        """Return how many entries are on the pages before."""
        return (self.number - 1) * self.size

    def of(self, count: int) -> int:
        """Return how many pages a list of so many entries has.

        Raises:
            PageError: this one is none of them.
        """
        pages = -(-count // self.size)
        if self.number > max(pages, 1):
            raise PageError(max(pages, 1))
        return pages


def asked(size: int) -> Page:
    """Return the page that the address asks for; the first where it asks for none."""
    return Page(number(tk.request.args.get("page")) or 1, size)


def number(text: str | None) -> int:
    """Read the number of a page, bounded; nought where it is none that a list could have."""
    written = (text or "").strip()
    return int(written[:LONGEST_NUMBER]) if written.isdecimal() else 0
