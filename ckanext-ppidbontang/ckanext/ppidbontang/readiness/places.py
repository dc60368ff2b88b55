"""The address at which a finding is mended."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.compliance import Finding, Place


def address(finding: Finding, body: str, *, qualified: bool = False) -> str:
    """Return the form, and the field in it, that mends a finding of a body.

    Args:
        finding: what is to be mended
        body: the name of the body
        qualified: whether the address is to be followed from outside the portal
    """
    if finding.entry is None:
        return _url("dataset.new", qualified, **_new_entry(finding, body))
    name, file = finding.entry.item.name, finding.file
    match finding.place:
        case Place.CASE:
            return _url("ppid_exemption.show", qualified, id=name)
        case Place.FILE if file:
            form = _url("dataset_resource.edit", qualified, id=name, resource_id=file.id)
            return f"{form}#field-url"
        case Place.FILE:
            return f"{_url('dataset_resource.new', qualified, id=name)}#field-upload"
        case _:
            form = _url("dataset.edit", qualified, id=name)
            return f"{form}#field-{finding.violation.field}"


def _new_entry(finding: Finding, body: str) -> dict[str, str]:
    """Return what the form of a new entry is to begin with."""
    filled = {"owner_org": body, "exemption_status": ExemptionStatus.TERBUKA.value}
    if finding.kind:
        filled["information_category"] = finding.kind.category.value
        filled["information_kind"] = finding.kind.code
    return filled


def _url(endpoint: str, qualified: bool, **values: Any) -> str:
    return tk.h.url_for(endpoint, qualified=qualified, **values)
