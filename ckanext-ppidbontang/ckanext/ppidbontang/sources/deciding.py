"""What becomes of an entry that its source no longer has: the PPID Utama decides."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.model import SourceEntry
from ckanext.ppidbontang.sources import store


class Decision(LabelledCode):
    """Name what may become of an entry that vanished at its source."""

    KEEP = "keep", _("Keep the entry")
    DELETE = "delete", _("Delete the entry")


def confirm(context: Context, id_: str, decision: Decision | None) -> SourceEntry:
    """Carry a decision out.

    Raises:
        ObjectNotFound: there is no such entry.
        ValidationError: it has not vanished, or nothing is decided.
    """
    entry = None if "\0" in id_ else store.entry_by_id(id_)  # PostgreSQL takes no NUL
    if entry is None:
        raise tk.ObjectNotFound
    if decision is None:
        raise tk.ValidationError({"decision": [tk._("Say keep or delete.")]})
    if entry.vanished_at is None:
        message = tk._('"{title}" has not vanished at its source; nothing is to be decided.')
        raise tk.ValidationError({"id": [message.format(title=entry.title)]})
    package_id = entry.package_id
    entry.decision = decision.value
    if decision is Decision.DELETE and _is_here(package_id):
        # It commits; the decision is part of its transaction.
        tk.get_action("package_delete")(_as_caller(context), {"id": package_id})
    model.Session.commit()
    return entry


def _is_here(package_id: str | None) -> bool:
    package = model.Package.get(package_id) if package_id else None
    return package is not None and package.state == model.State.ACTIVE


def _as_caller(context: Any) -> Any:
    known = ("user", "auth_user_obj", "ignore_auth")
    return {name: context[name] for name in known if name in context}
