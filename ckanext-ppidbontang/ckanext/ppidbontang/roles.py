"""Who a user is to the PPID: CKAN's organisation roles say it, and the root's admin cascades."""

from __future__ import annotations

from ckan import authz
from ckan.types import Context

from ckanext.ppidbontang import config


def is_ppid_utama(context: Context) -> bool:
    """Say whether the caller is the PPID Utama: an administrator of the root organisation.

    Code that runs with `ignore_auth` and sysadmins act with the same power (design of CKAN).
    """
    if context.get("ignore_auth"):
        return True
    user = context.get("user")
    return bool(user) and authz.has_user_permission_for_group_or_org(
        config.root_organization(), user, "admin"
    )
