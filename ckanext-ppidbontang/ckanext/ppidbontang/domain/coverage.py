"""Which of the kinds that the law lists a body has published, and which it still owes."""

from __future__ import annotations

from collections.abc import Collection

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.kinds import Kind, kinds_of

# The duties of UU 14/2008 Pasal 11 that other entries of the body meet.
THE_DIP = "setiap-saat-01"
ALL_PERIODIC = "setiap-saat-16"

# Urgent information is owed only when something happens (UU 14/2008 Pasal 10), and no kind of
# exempt information is owed at all.
_OWED_ALWAYS = frozenset({Category.BERKALA, Category.SETIAP_SAAT})


def owed_kinds(category: Category) -> tuple[Kind, ...]:
    """Return the kinds of a category that every body must have, whatever happens."""
    return kinds_of(category) if category in _OWED_ALWAYS else ()


def missing_kinds(category: Category, kinds_present: Collection[Kind]) -> tuple[Kind, ...]:
    """Return the kinds of a category that a body still owes, in the order of the law.

    Args:
        category: The category to look at.
        kinds_present: The kinds of the body's published entries that are open at least in part,
            of every category: these are the entries that its DIP lists.
    """
    return tuple(kind for kind in owed_kinds(category) if not _is_met(kind, kinds_present))


def _is_met(kind: Kind, kinds_present: Collection[Kind]) -> bool:
    if kind.code == THE_DIP:
        # UU 14/2008 Pasal 11 ayat (1) huruf a: the catalogue makes the DIP of whatever it holds.
        return bool(kinds_present)
    if kind.code == ALL_PERIODIC:
        return not missing_kinds(Category.BERKALA, kinds_present)
    return kind in kinds_present
