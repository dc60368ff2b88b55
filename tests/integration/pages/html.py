"""What the tests of pages say of a page, and the shapes they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup, Tag

Record = dict[str, Any]
Publish = Callable[..., Record]
Read = Callable[..., BeautifulSoup]

REQUEST = "https://ppid.example/permohonan"
OBJECTION = "https://ppid.example/keberatan"


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the one element that a selector finds."""
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} found"
    return found[0]


def words(page: BeautifulSoup | Tag) -> str:
    """Return what a reader reads, blanks run together; where a line may break is none."""
    for break_opportunity in page.select("wbr"):
        break_opportunity.decompose()
    page.smooth()
    return " ".join(page.get_text(" ").split())
