"""Write down the exemptions that a plain save closes or corrects, and clear up behind them.

Whoever may edit an entry may close it by its form too: that is a proposal like any other.
"""

from __future__ import annotations

from typing import Any, cast

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context, SignalMapping

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain.exemption_case import CaseState, Move, state_of
from ckanext.ppidbontang.exemption import cases, closing
from ckanext.ppidbontang.exemption.finishing import finish
from ckanext.ppidbontang.model import ExemptionEvent, Unfinished

SAVES = ("package_create", "package_update")


class ExemptionTrail(p.IPackageController):
    """Keep the history of exemptions that were not moved by their own actions."""

    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep how a new entry begins."""
        super().after_dataset_create(context, pkg_dict)
        _write_down(context, pkg_dict["id"])

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep what a save changed of an exemption."""
        super().after_dataset_update(context, pkg_dict)
        _write_down(context, pkg_dict["id"])

    def get_signal_subscriptions(self) -> SignalMapping:
        """Finish a closing by hand when its save is committed."""
        return {
            tk.signals.action_succeeded: [
                {"sender": action, "receiver": _saved} for action in SAVES
            ]
        }


def _saved(sender: str, **kwargs: Any) -> None:
    context, result = cast("Context", kwargs.get("context") or {}), kwargs.get("result")
    if context.get("defer_commit") or not result:
        return
    package_id = result if isinstance(result, str) else result["id"]
    if model.Session.get(Unfinished, package_id):
        finish(context, package_id)


def _write_down(context: Context, package_id: str) -> None:
    """Add to the history, in the transaction of the save, what it did to the exemption."""
    if context.get("ppid_move"):
        return
    package = model.Session.get_one(model.Package, package_id)
    item = mapping.item_from_package(package.extras or {})
    latest = ExemptionEvent.latest(package_id)
    recorded = CaseState(latest.to_state) if latest else CaseState.TERBUKA
    state = state_of(item, recorded if latest else None)
    case = cases.Case(package=package, record={}, item=item, state=recorded)
    if state.is_closed and not recorded.is_closed:
        closing.withdraw(package_id, [])  # the rules refused files; activities still hold some
        details = {"before": _committed(package_id)}
        move = Move.USULKAN if state is CaseState.DIUSULKAN else Move.CATAT
        cases.record_move(context, case, move, state, item, {}, details=details)
    elif state is not recorded or (latest and state.is_closed and cases.differs(latest, package)):
        cases.record_move(context, case, Move.CATAT, state, item, {})


def _committed(package_id: str) -> dict[str, Any]:
    """Return the classification of an entry before the save that is going on."""
    stored = sa.select(model.Package.extras).where(model.Package.id == package_id)
    with model.Session.get_bind().connect() as outside:  # pyright: ignore[reportAttributeAccessIssue] # CKAN binds an engine
        extras = outside.scalar(stored) or {}
    return {field: extras[field] for field in cases.CLASSIFICATION if field in extras}
