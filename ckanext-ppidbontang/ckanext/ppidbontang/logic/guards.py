"""What the plugin registers with CKAN: what is its own, and the guards around what is CKAN's."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from ckanext.ppidbontang.logic import action, auth
from ckanext.ppidbontang.logic.action import activities, bulk, datastore, hidden, lists, search
from ckanext.ppidbontang.logic.auth import hidden as hidden_auth


def actions() -> dict[str, Any]:
    """Return every action of the plugin, with what hides entries from strangers outermost."""
    return hidden.hiding(_members(action, activities, bulk, datastore, lists, search))


def auth_functions() -> dict[str, Any]:
    """Return every authorization function of the plugin."""
    return _members(auth, hidden_auth)


def _members(*modules: ModuleType) -> dict[str, Any]:
    return {name: getattr(module, name) for module in modules for name in module.__all__}
