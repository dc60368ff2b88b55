"""What was left out of a sheet, and why: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import shown

BELOW = _('Rows {first} to {last}, below the table, are no entries: "{text}".')
SAYS_NOTHING = _('Row {row} is no entry: "{text}".')
SAME_COLUMN = _(
    'Column {column} ("{heading}") is left out: column {other} ("{other_heading}") says the same.'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Hold a message id with its named parameters."""

    template: str
    params: Mapping[str, str]

    def render(self, translate: Callable[[str], str]) -> str:
        """Return the note in the language of `translate`."""
        return translate(self.template).format_map(self.params)


def note(template: str, **params: object) -> Note:
    """Return a note; long values are cut."""
    return Note(template=template, params={name: shown(value) for name, value in params.items()})
