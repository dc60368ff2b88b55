"""Keep all that ckanext-harvest brings from everybody but the PPID Utama.

What a source sends may be unpublished here, or exempt; the engine shows it to anybody who asks for
its objects, and lets an officer clear what it has brought. Its actions, its authorization functions
and its pages are found by asking it, so that a new release of it opens nothing. To everybody else
they are missing (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.plugins import DefaultPermissionLabels
from ckan.types import AuthFunction, AuthResult, Context, DataDict
from flask import Blueprint

from ckanext.ppidbontang import roles

ENGINE = "harvest"
# On what only the PPID Utama may know of.
LABEL = "ppid-utama"


def actions() -> dict[str, Any]:
    """Return a guard around every action of the engine, by its name."""
    return {name: _closed_action(function) for name, function in _engine("get_actions").items()}


def auth_functions() -> dict[str, Any]:
    """Return a guard around every authorization function of the engine, by its name."""
    found = _engine("get_auth_functions")
    return {name: _closed_auth(function) for name, function in found.items()}


def _engine(method: str) -> dict[str, Any]:
    # A copy: the engine gives its actions and its authorization functions in one and the same dict.
    return dict(getattr(p.get_plugin(ENGINE), method)())


def _closed_action(original: Callable[..., Any]) -> Callable[..., Any]:
    def closed(next_: Callable[..., Any], context: Context, data_dict: DataDict) -> Any:
        _require_utama(context)
        return next_(context, data_dict)

    guard: Any = update_wrapper(closed, original)
    guard.auth_audit_exempt = True  # as the engine's own actions are
    return tk.chained_action(guard)


def _closed_auth(original: AuthFunction) -> Any:
    def closed(next_: AuthFunction, context: Context, data_dict: DataDict | None) -> AuthResult:
        _require_utama(context)
        return next_(context, data_dict or {})

    closed.__name__ = getattr(original, "__name__", "closed")
    return tk.chained_auth_function(tk.auth_allow_anonymous_access(closed))


def _require_utama(context: Context) -> None:
    if not _knows(context):
        raise tk.ObjectNotFound


def _knows(context: Context) -> bool:
    return roles.is_ppid_utama(context)


class ClosedSources(DefaultPermissionLabels, p.SingletonPlugin):
    """Show the datasets by which the engine knows its sources to the PPID Utama alone; a mixin."""

    p.implements(p.IPermissionLabels)

    def get_dataset_labels(self, dataset_obj: model.Package) -> list[str]:
        """Return who may know of a dataset."""
        if dataset_obj.type == ENGINE:
            return [LABEL]
        return super().get_dataset_labels(dataset_obj)

    def get_user_dataset_labels(self, user_obj: model.User) -> list[str]:
        """Return what a user may know of."""
        labels = super().get_user_dataset_labels(user_obj)
        name = getattr(user_obj, "name", None)
        if name and _knows({"user": name}):
            labels.append(LABEL)
        return labels


ppid_sources_closed = Blueprint("ppid_sources_closed", __name__)


@ppid_sources_closed.before_app_request
def close_pages() -> None:
    """Answer 404 at the engine's addresses, which show jobs, errors and objects."""
    rule = tk.request.url_rule
    endpoint = tk.request.endpoint or ""
    is_engines = endpoint.startswith(_blueprints()) or (rule and _is_under_engine(rule.rule))
    if is_engines and not _knows({"user": tk.current_user.name}):
        tk.abort(404)


def _is_under_engine(rule: str) -> bool:
    return rule == f"/{ENGINE}" or rule.startswith(f"/{ENGINE}/")


def _blueprints() -> tuple[str, ...]:
    """Return the beginnings of the endpoints that the engine and its dataset type have."""
    engine: Any = p.get_plugin(ENGINE)
    types = [name for type_ in engine.package_types() for name in (type_, f"{type_}_resource")]
    return tuple(f"{name}." for name in [*(one.name for one in engine.get_blueprint()), *types])
