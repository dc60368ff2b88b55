"""What is wrong with a row: the law, the rules between stored and new, and CKAN's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain import changes, rules
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.review import publishes_at_once
from ckanext.ppidbontang.domain.rules import Rule, Severity, Violation
from ckanext.ppidbontang.domain.rules.base import shown
from ckanext.ppidbontang.imports.authority import Authority

NO_BODY = Rule(
    code="no-body",
    severity=Severity.ERROR,
    template=_('"{field}" is empty, and no body was chosen for the rows that name none.'),
)
UNKNOWN_BODY = Rule(
    code="unknown-body",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" is not a body of this portal.'),
)
OTHER_BODY = Rule(
    code="other-body",
    severity=Severity.ERROR,
    template=_('"{field}": you may not make or change entries of {value}.'),
)
RESPONSIBLE_BODY = Rule(
    code="responsible-body",
    severity=Severity.ERROR,
    template=_(
        '"{field}": only the PPID Utama may name another body than the publishing one; {value} is '
        "not it."
    ),
)
TAKEN = Rule(
    code="address-taken",
    severity=Severity.ERROR,
    template=_('"{field}": the address "{value}" is taken by an entry that is not yours.'),
)
AMBIGUOUS = Rule(
    code="ambiguous-title",
    severity=Severity.ERROR,
    template=_(
        '"{field}": this body has {count} entries named "{value}". Add the column “Alamat (URL)” '
        "to say which one is meant."
    ),
)
REPEATED = Rule(
    code="repeated-row",
    severity=Severity.ERROR,
    template=_('"{field}": row {row} is about the same entry, "{value}". Keep one of them.'),
)
CKAN_REFUSES = Rule(code="ckan", severity=Severity.ERROR, template="{field}: {message}")

_WEIGHTY = (Severity.ERROR, Severity.WARNING)


def judge(
    record: Mapping[str, Any], stored: Mapping[str, Any] | None, authority: Authority
) -> list[Violation]:
    """Return what the law and CKAN would say of an entry; findings are left to the dashboard.

    Args:
        record: the whole entry as it would be, as a package
        stored: the entry as it is, as a package, or nothing when it is new
        authority: what the caller may do
    """
    item = mapping.item_from_package(record)
    before = mapping.item_from_package(stored) if stored is not None else None
    found = rules.check(item, regions=authority.registry.region_codes)
    found += changes.check_change(
        before,
        item,
        actor_is_ppid_utama=authority.is_ppid_utama,
        reviewed=authority.is_reviewed,
        exemption_moving=False,
    )
    found += _ckan_says(record)
    return [violation for violation in found if violation.severity in _WEIGHTY]


def begins_private(category: object, authority: Authority) -> bool:
    """Say who sees a new entry of a category whose row does not say it, as the form does."""
    return not publishes_at_once(
        mapping.item_from_package({"information_category": category}),
        actor_is_ppid_utama=authority.is_ppid_utama,
        reviewed=authority.is_reviewed,
    )


def _ckan_says(record: Mapping[str, Any]) -> Iterator[Violation]:
    """Yield what CKAN's own validators would refuse of the address and the tags."""
    context: Context = {"session": model.Session}
    # Without a title there is no address yet, and the title is what is asked for.
    checks = [("name", record["name"], "name_validator")] if record.get("name") else []
    for tag in record.get("tags") or ():
        checks += [
            ("tags", tag["name"], validator)
            for validator in ("tag_length_validator", "tag_name_validator")
        ]
    for field, value, validator in checks:
        accepts: Any = tk.get_validator(validator)
        try:
            accepts(value, context)
        except tk.Invalid as err:
            yield CKAN_REFUSES.broken(field, value=shown(value), message=err.error)
