"""What the plugin registers with CKAN: what is its own, and the guards around what is CKAN's."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from ckanext.ppidbontang.logic.action import (
    activities,
    bulk,
    datastore,
    duplicates,
    exemption,
    exports,
    freshness,
    hidden,
    imports,
    lists,
    originals,
    queue,
    readiness,
    registers,
    review,
    search,
    vocabulary,
)
from ckanext.ppidbontang.logic.auth import duplicates as duplicates_auth
from ckanext.ppidbontang.logic.auth import exemption as exemption_auth
from ckanext.ppidbontang.logic.auth import exports as exports_auth
from ckanext.ppidbontang.logic.auth import freshness as freshness_auth
from ckanext.ppidbontang.logic.auth import hidden as hidden_auth
from ckanext.ppidbontang.logic.auth import imports as imports_auth
from ckanext.ppidbontang.logic.auth import queue as queue_auth
from ckanext.ppidbontang.logic.auth import readiness as readiness_auth
from ckanext.ppidbontang.logic.auth import registers as registers_auth
from ckanext.ppidbontang.logic.auth import review as review_auth
from ckanext.ppidbontang.logic.auth import vocabulary as vocabulary_auth

OWN_ACTIONS = (
    duplicates,
    exemption,
    exports,
    freshness,
    imports,
    originals,
    queue,
    readiness,
    registers,
    review,
    vocabulary,
)
OWN_AUTH = (
    duplicates_auth,
    exemption_auth,
    exports_auth,
    freshness_auth,
    imports_auth,
    queue_auth,
    readiness_auth,
    registers_auth,
    review_auth,
    vocabulary_auth,
)


def actions() -> dict[str, Any]:
    """Return every action of the plugin, with what hides entries from strangers outermost."""
    return hidden.hiding(members(*OWN_ACTIONS, activities, bulk, datastore, lists, search))


def auth_functions() -> dict[str, Any]:
    """Return every authorization function of the plugin."""
    return members(*OWN_AUTH, hidden_auth)


def members(*modules: ModuleType) -> dict[str, Any]:
    """Return what modules give out, by name."""
    return {name: getattr(module, name) for module in modules for name in module.__all__}
