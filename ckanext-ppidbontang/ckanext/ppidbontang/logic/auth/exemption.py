"""Who may move an exemption, and who may open an original."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

from ckanext.ppidbontang import roles

__all__ = [
    "ppid_exemption_decide",
    "ppid_exemption_extend",
    "ppid_exemption_history",
    "ppid_exemption_open",
    "ppid_exemption_propose",
    "ppid_exemption_test",
    "ppid_original_create",
    "ppid_original_delete",
    "ppid_original_list",
    "ppid_original_show",
    "ppid_original_update",
]


def ppid_exemption_propose(context: Context, data_dict: DataDict) -> AuthResult:
    """Let those who may edit the entry close it: that is never too early."""
    return authz.is_authorized("package_update", context, {"id": data_dict["id"]})


def _ppid_utama(context: Context, data_dict: DataDict) -> AuthResult:
    """Let only the PPID Utama test, decide and open (UU 14/2008 Pasal 19, PP 61/2010)."""
    readable = authz.is_authorized("package_show", context, {"id": data_dict["id"]})
    if not readable.get("success") or roles.is_ppid_utama(context):
        return readable
    return {"success": False, "msg": tk._("Only the PPID Utama may do this.")}


def ppid_exemption_test(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama record a consequence test."""
    return _ppid_utama(context, data_dict)


def ppid_exemption_decide(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama decide."""
    return _ppid_utama(context, data_dict)


def ppid_exemption_extend(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama extend an exemption."""
    return _ppid_utama(context, data_dict)


def ppid_exemption_open(context: Context, data_dict: DataDict) -> AuthResult:
    """Let the PPID Utama declare information open."""
    return _ppid_utama(context, data_dict)


@tk.auth_allow_anonymous_access
def ppid_exemption_history(context: Context, data_dict: DataDict) -> AuthResult:
    """Let everybody who sees the entry read the public form of its history."""
    return authz.is_authorized("package_show", context, {"id": data_dict["id"]})


def _vault(context: Context, data_dict: DataDict) -> AuthResult:
    """Let in only those who may see originals; for all others there is nothing to see (Pasal 54).

    Raises:
        ObjectNotFound: there is no such entry, or the caller may not know what the vault holds.
    """
    package = model.Package.get(data_dict["id"])
    if package is None or not roles.may_see_originals(context, package):
        raise tk.ObjectNotFound
    return {"success": True}


@tk.auth_allow_anonymous_access
def ppid_original_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Say whether the caller may open the originals of an entry; CKAN's files ask it too."""
    package = model.Package.get(data_dict["id"])
    return {"success": package is not None and roles.may_see_originals(context, package)}


@tk.auth_allow_anonymous_access
def ppid_original_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Let those who may open the originals see which there are."""
    return _vault(context, data_dict)


@tk.auth_allow_anonymous_access
def ppid_original_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Let those add originals who may see them and edit the entry."""
    _vault(context, data_dict)
    return authz.is_authorized("package_update", context, {"id": data_dict["id"]})


def ppid_original_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Let nobody rename an original or hand it to another owner, who might be public."""
    return {"success": False}


def ppid_original_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Let nobody delete an original; it leaves the vault when the information is opened."""
    return {"success": False}
