"""Who a user is to the PPID: CKAN's organisation roles say it, and the root's admin cascades."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import Context

from ckanext.ppidbontang import config


def is_ppid_utama(context: Context) -> bool:
    """Say whether the caller is the PPID Utama: an administrator of the root organisation.

    Code that runs with `ignore_auth` and sysadmins act with the same power (design of CKAN).
    """
    return _is_trusted(context) or _has_role(context, config.root_organization(), "admin")


def is_member(context: Context, body: str) -> bool:
    """Say whether the caller has a role in a body, or in one above it whose roles cascade."""
    return _is_trusted(context) or _has_role(context, body, "read")


def may_see_originals(context: Context, package: model.Package) -> bool:
    """Say whether the caller may open the originals of an entry and read why it is closed.

    The members of the body that holds the information or publishes it may, and the PPID Utama
    (UU 14/2008 Pasal 54: to anybody else it would be giving exempt information away).
    """
    return _is_trusted(context) or any(
        _has_role(context, body, "read") for body in _bodies(package)
    )


def bodies(context: Context, permission: str = "read") -> dict[str, str]:
    """Return the names of the bodies in which the caller has a permission, by their ids."""
    asked = {"permission": permission}
    listed = tk.get_action("organization_list_for_user")({"user": context.get("user", "")}, asked)
    return {body["id"]: body["name"] for body in listed}


def _bodies(package: model.Package) -> set[str]:
    responsible = (package.extras or {}).get("responsible_opd")
    return {body for body in (package.owner_org, responsible) if body}


def _is_trusted(context: Context) -> bool:
    return bool(context.get("ignore_auth")) or authz.is_sysadmin(context.get("user"))


def _has_role(context: Context, body: str, permission: str) -> bool:
    user = context.get("user")
    return bool(user) and authz.has_user_permission_for_group_or_org(body, user, permission)
