"""What a caller may not know of does not exist: CKAN's own questions answer so.

CKAN refuses with 403, which tells that there is something to refuse. Here the answer is that of an
address that nothing has (UU 14/2008 Pasal 54). Nearly every question about entries, files, tables
and activities ends in `package_show` or `package_update`, so that these two are the choke point.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthFunction, AuthResult, Context, DataDict

from ckanext.ppidbontang import visibility

__all__ = [
    "package_collaborator_create",
    "package_collaborator_delete",
    "package_collaborator_list",
    "package_show",
    "package_update",
    "resource_show",
    "xloader_submit",
]

_REFUSED: AuthResult = {"success": False}
_filtering: ContextVar[bool] = ContextVar("ppid_filtering", default=False)


@contextmanager
def filtering() -> Iterator[None]:
    """Answer no instead of not found, for code of CKAN that sorts a list out by asking."""
    token = _filtering.set(True)
    try:
        yield
    finally:
        _filtering.reset(token)


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def package_show(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Let a caller see what CKAN lets them see; the rest does not exist."""
    return _unless_hidden(original, context, data_dict)


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def package_update(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Refuse to change what the caller sees; what they do not see does not exist."""
    return _unless_hidden(original, context, data_dict)


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def resource_show(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Let nobody see a file of a wholly exempt entry but those who may see its originals."""
    resource = model.Resource.get(_id(data_dict))
    package = resource and model.Package.get(resource.package_id)
    if package and visibility.hides_files(context, package):
        return _missing()
    return original(context, data_dict or {})


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def package_collaborator_list(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Answer for an entry that is not there; CKAN fails on it, and on a caller without a name."""
    return _collaborators(original, context, data_dict)


@tk.chained_auth_function
def package_collaborator_create(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Answer for an entry that is not there; CKAN fails on it."""
    return _collaborators(original, context, data_dict)


@tk.chained_auth_function
def package_collaborator_delete(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Answer for an entry that is not there; CKAN fails on it."""
    return _collaborators(original, context, data_dict)


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def xloader_submit(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Answer for a file that is not there; its page looks for it with the power of the site."""
    resource = model.Resource.get((data_dict or {}).get("resource_id") or "")
    package = model.Package.get(resource.package_id) if resource else None
    return _of_known(package, original, context, data_dict)


def _collaborators(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    return _of_known(model.Package.get(_id(data_dict)), original, context, data_dict)


def _of_known(
    package: model.Package | None,
    original: AuthFunction,
    context: Context,
    data_dict: DataDict | None,
) -> AuthResult:
    """Ask CKAN about an entry that is there for the caller, who must have a name."""
    if package is None or visibility.is_hidden(context, package):
        return _missing()
    return original(context, data_dict or {}) if context.get("user") else _REFUSED


def _unless_hidden(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Ask CKAN, but for an entry that must not exist for the caller."""
    package = _asked(context, _id(data_dict))
    if package is not None and visibility.is_hidden(context, package):
        return _missing()
    return original(context, data_dict or {})


def _id(data_dict: DataDict | None) -> str:
    return (data_dict or {}).get("id") or ""


def _asked(context: Context, reference: str) -> model.Package | None:
    """Return the entry asked for; CKAN's `package_show` has just read it."""
    read = context.get("package")
    if read is not None and reference in (read.id, read.name):
        return read
    return model.Package.get(reference)


def _missing() -> AuthResult:
    if _filtering.get():
        return _REFUSED
    raise tk.ObjectNotFound
