"""CKAN's own actions that would go round the law: deleting, purging and changing in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from ckanext.ppidbontang import config, errors, review, roles, vault
from ckanext.ppidbontang.domain.changes import PUBLISHED_BY_OTHERS, check_change
from ckanext.ppidbontang.model import ExemptionEvent

__all__ = ["bulk_update_delete", "bulk_update_public", "dataset_purge", "package_delete"]


@tk.chained_action
def package_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Delete an entry; one that is exempt only as the PPID Utama."""
    package = model.Package.get(tk.get_or_bust(data_dict, "id"))
    if package is not None:
        tk.check_access("package_delete", context, data_dict)
        _refuse_deletion(context, package)
    return original(context, data_dict)


@tk.chained_action
def dataset_purge(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Purge an entry that was never exempt; history and originals outlive everybody's wish."""
    package = model.Package.get(tk.get_or_bust(data_dict, "id"))
    if package is not None:
        tk.check_access("dataset_purge", context, data_dict)
        if ExemptionEvent.latest(package.id) is not None or vault.originals(package.id):
            raise tk.NotAuthorized(
                tk._(
                    "{name} was exempt or has original files in the vault; its history must be"
                    " kept, so it cannot be purged."
                ).format(name=package.name)
            )
    return original(context, data_dict)


@tk.chained_action
def bulk_update_public(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Publish entries together; all are refused when one of them needs the PPID Utama."""
    tk.check_access("bulk_update_public", context, data_dict)
    for package in _named(data_dict):
        if package.private and not review.may_publish(context, review.stored_item(package)):
            raise tk.NotAuthorized(errors.message(PUBLISHED_BY_OTHERS.broken("private")))
    return original(context, data_dict)


@tk.chained_action
def bulk_update_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Delete entries together; none is deleted when one of them is exempt."""
    tk.check_access("bulk_update_delete", context, data_dict)
    for package in _named(data_dict):
        _refuse_deletion(context, package)
    return original(context, data_dict)


def _refuse_deletion(context: Context, package: model.Package) -> None:
    """Refuse to delete what only the PPID Utama may delete, as it is now.

    Raises:
        NotAuthorized: the entry is exempt (UU 14/2008 Pasal 17).
    """
    review.lock(package)
    stored = review.stored_item(package)
    found = check_change(
        stored,
        replace(stored, published=False),
        actor_is_ppid_utama=roles.is_ppid_utama(context),
        reviewed=config.is_reviewed(),
        exemption_moving=False,
        deleting=True,
    )
    if found:
        model.Session.rollback()
        raise tk.NotAuthorized(" ".join(errors.message(violation) for violation in found))


def _named(data_dict: DataDict) -> Iterator[model.Package]:
    """Yield the entries of the body that a bulk action would change, in one order for all."""
    for id_ in sorted({str(id_) for id_ in data_dict.get("datasets") or ()}):
        package = model.Package.get(id_)
        if package is not None and package.owner_org == data_dict.get("org_id"):
            yield package
