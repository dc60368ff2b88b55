"""The spreadsheet to fill in, as the schema, the vocabulary and the bodies of this portal make it.

It is in Indonesian, whatever language its reader has chosen: its headings and the labels of its
codes are what an import knows them by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import ckan.plugins.toolkit as tk
from ckan import model
from flask_babel import force_locale

from ckanext.ppidbontang import bodies, registry
from ckanext.ppidbontang.documents.forms.form import (
    Choices,
    Column,
    DependentChoices,
    Form,
    Section,
    Tint,
    Words,
)
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.kinds import kinds_of
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.written import codes
from ckanext.ppidbontang.domain.written.choices import CHOICES
from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER, HEADINGS
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.exports import examples, guide

LANGUAGE = "id"
# The name of the sheet that is filled in, in every language.
SHEET = "Isian"

_SECTIONS: Mapping[str, tuple[str, Tint]] = {
    "identity": (_("What the information is"), Tint.BLUE),
    "classification": (_("How the law sees it"), Tint.BLUE),
    "register": (_("List of public information (DIP)"), Tint.GREEN),
    "satu_data": (_("Satu Data Indonesia"), Tint.TEAL),
    "announcement": (_("What the announcement says"), Tint.YELLOW),
    "exemption": (_("Why it is closed"), Tint.ORANGE),
    "publication": (_("Publication"), Tint.GREY),
}
_PUBLICATION = "publication"
# What the table calls otherwise than the schema does.
_IN_SCHEMA = {"tags": "tag_string"}
_SEVERAL = {"available_forms", "exemption_grounds"}
_WIDE = {"title", "notes", "exemption_legal_basis", "resources"}
_WIDTH, _WIDE_WIDTH = 24, 44


def form() -> Form:
    """Return the form as it is today."""
    with in_indonesian():
        return Form(
            title=tk._("Public information: spreadsheet to fill in"),
            on=cases.today(),
            columns=tuple(_columns()),
            guide=guide.paragraphs(),
            examples=tuple(examples.written()),
            words=Words(
                sheet=SHEET,
                guide=tk._("Guide"),
                examples=tk._("Examples"),
                choices=tk._("Choices"),
                column=tk._("Column"),
                example=tk._("Example"),
                required=tk._("Always needed."),
                not_offered=not_offered(),
                not_offered_here=not_offered_here(),
                left_out=tk._("Not in this file, since no cell can hold their texts:"),
            ),
        )


@contextmanager
def in_indonesian() -> Iterator[None]:
    """Say everything in the language of the spreadsheet."""
    with force_locale(LANGUAGE):
        yield


def not_offered() -> str:
    """Return what a drop-down says to a value that it refuses."""
    return tk._("This is none of the values that belong here. Choose one from the list.")


def not_offered_here() -> str:
    """Return what a drop-down says to a value that it only doubts."""
    return tk._("This is none of the values offered. Several values stand one on each line.")


def choices() -> dict[str, Choices | DependentChoices]:
    """Return what each column offers, by its field."""
    offered: dict[str, Choices | DependentChoices] = {
        field: Choices(
            values=tuple(choice.label for choice in found), is_strict=field not in _SEVERAL
        )
        for field, found in CHOICES.items()
    }
    offered["information_kind"] = DependentChoices(
        field="information_category",
        groups={
            category.label: tuple(
                codes.label("information_kind", kind.code) for kind in kinds_of(category)
            )
            for category in Category
            if category.is_open
        },
    )
    named = Choices(values=tuple(sorted(written_bodies().values())), is_strict=False)
    licences = (licence.id for licence in model.Package.get_license_register().values())
    regions = (region.code for region in registry.current().regions)
    return {
        **offered,
        "owner_org": named,
        "responsible_opd": named,
        "license_id": Choices(values=tuple(licences), is_strict=False),
        "region_code": Choices(values=tuple(regions)),
    }


def written_bodies() -> dict[str, str]:
    """Return what a table calls each body, by its name: its title, unless another has that too."""
    titles = bodies.titles()
    known = list(titles.values())
    return {name: title if known.count(title) == 1 else name for name, title in titles.items()}


def _columns() -> Iterator[Column]:
    schema = tk.h.scheming_get_dataset_schema("dataset")
    fields = {one["field_name"]: one for one in schema["dataset_fields"]}
    offered = choices()
    for field in FIELD_ORDER:
        said = fields.get(_IN_SCHEMA.get(field, field), {})
        section = said.get("section", _PUBLICATION)
        title, tint = _SECTIONS[section]
        yield Column(
            field=field,
            heading=HEADINGS[field],
            section=Section(title=tk._(title), tint=tint),
            note=_note(field, section, said.get("help_text", "")),
            width=_WIDE_WIDTH if field in _WIDE else _WIDTH,
            is_required=bool(said.get("required")),
            choices=offered.get(field),
        )


def _note(field: str, section: str, help_text: str) -> str:
    said = guide.note(field, section, help_text)
    if field != "region_code":
        return said
    regions = (f"{region.code}: {region.name}" for region in registry.current().regions)
    return "\n".join((*regions, said))
