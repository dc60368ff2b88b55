"""The address at which a finding is mended."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.compliance import Finding, Place


def address(finding: Finding, body: model.Group) -> str:
    """Return the form, and the field in it, that mends a finding of a body."""
    entry, kind = finding.entry, finding.kind
    if entry is None:
        return tk.h.url_for(
            "dataset.new",
            owner_org=body.id,
            responsible_opd=body.name,
            information_category=kind.category.value if kind else None,
            information_kind=kind.code if kind else None,
            exemption_status=ExemptionStatus.TERBUKA.value,
        )
    name = entry.item.name
    match finding.place:
        case Place.CASE:
            return tk.h.url_for("ppid_exemption.show", id=name)
        case Place.FILE if finding.file:
            form = tk.h.url_for("dataset_resource.edit", id=name, resource_id=finding.file.id)
            return f"{form}#field-url"
        case Place.FILE:
            return f"{tk.h.url_for('dataset_resource.new', id=name)}#field-upload"
        case _:
            return f"{tk.h.url_for('dataset.edit', id=name)}#field-{finding.violation.field}"
