"""Validators of the scheming schemas: thin adapters of the law's rules to CKAN's form of errors."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.navl.dictization_functions import unflatten
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.ppidbontang import errors as messages
from ckanext.ppidbontang import mapping, registry, review, roles
from ckanext.ppidbontang.domain import rules
from ckanext.ppidbontang.organizations import extras

__all__ = [
    "ppid_boolean",
    "ppid_law",
    "ppid_registry_keeps",
    "ppid_responsible_opd",
    "ppid_review_state",
    "ppid_strip",
]

# What only the registry (`ckan ppid opd sync`) or the PPID Utama may change of a body.
REGISTRY_FIELDS = ("opd_code", "opd_type", "region_code")


def ppid_law(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Hold the whole record, and its change, against the law; put each violation on its field."""
    save = review.Save.of(context, _given(data, ("id",)))
    data[("private",)] = save.is_private(_record(data))
    item = mapping.item_from_package(_record(data))
    regions = registry.current().region_codes
    found = rules.errors(rules.check(item, regions=regions))
    for violation in [*found, *save.check(item, _given(data, ("state",)))]:
        errors.setdefault(_error_key(violation.field, data), []).append(messages.message(violation))


def ppid_strip(value: Any) -> Any:
    """Take the blanks off both ends of a text."""
    return value.strip() if isinstance(value, str) else value


def ppid_boolean(value: Any) -> str:
    """Store a yes or no in one spelling; the law's rules have refused anything else."""
    return "true" if str(value).strip().lower() in {"true", "yes", "1"} else "false"


def ppid_responsible_opd(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Name the body that holds the information: the publishing one, unless the PPID Utama says."""
    publisher = model.Group.get(_given(data, ("owner_org",)))
    named = _given(data, key)
    if not named:
        data[key] = publisher.name if publisher else ""
        return
    body = model.Group.get(named)
    if body is None or not body.is_organization or body.state != model.State.ACTIVE:
        raise tk.Invalid(
            tk._("Responsible body: {value} is not a body of this portal.").format(value=named)
        )
    data[key] = body.name
    stored = context.get("package")
    unchanged = stored is not None and (stored.extras or {}).get("responsible_opd") == body.name
    if body != publisher and not unchanged and not roles.is_ppid_utama(context):
        raise tk.Invalid(
            tk._(
                "Responsible body: only the PPID Utama may name another body than the publishing"
                " one; {value} is not it."
            ).format(value=named)
        )


def ppid_review_state(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Keep the state of review in step with what happens, whatever the caller says."""
    published = not _is_private(_given(data, ("private",)))
    data[key] = review.state_after(context, published=published).value


def ppid_registry_keeps(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Let nobody but the PPID Utama move a body in the tree or change what the registry says of it.

    An OPD that could leave its parent would leave the reach of the PPID Utama.
    """
    body = context.get("group")
    if body is None or roles.is_ppid_utama(context):
        return
    record = _record(data)
    for name in REGISTRY_FIELDS:
        if name in record and (record[name] or "") != extras(body).get(name, ""):
            errors.setdefault((name,), []).append(
                tk._("Only the PPID Utama may change this; the registry of bodies keeps it.")
            )
    if "groups" in record or "groups" in (data.get(("__extras",)) or {}):
        parents = {parent.name for parent in body.get_parent_groups(type=body.type)}
        if {row.get("name") for row in record.get("groups") or []} != parents:
            errors.setdefault(("__before",), []).append(
                tk._("Only the PPID Utama may move a body under another one.")
            )


def _record(data: FlattenDataDict) -> dict[str, Any]:
    """Rebuild the record from CKAN's flattened form, without what was not given."""
    return unflatten(
        {
            key: value
            for key, value in data.items()
            if value is not tk.missing and key[0] not in {"__extras", "__junk"}
        }
    )


def _error_key(field: str, data: FlattenDataDict) -> FlattenKey:
    """Find the key of a field's errors; those of repeating rows belong to the first row."""
    rows = sorted(key for key in data if key[0] == field and len(key) > 1)
    return rows[0] if rows else (field,)


def _given(data: FlattenDataDict, key: FlattenKey) -> Any:
    value = data.get(key)
    return None if value is tk.missing else value


def _is_private(value: Any) -> bool:
    return str(value).lower() in {"true", "1", "yes"}
