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


class ExemptionTrail(p.IPackageController):
    """Keep the history of exemptions that were not moved by their own actions."""

    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep how a new entry begins."""
        super().after_dataset_create(context, pkg_dict)
        if _is_entry(pkg_dict["id"]):
            _begin(context, pkg_dict["id"])

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep what a save changed of an exemption."""
        super().after_dataset_update(context, pkg_dict)
        if _is_entry(pkg_dict["id"]):
            _write_down(context, pkg_dict["id"])

    def get_signal_subscriptions(self) -> SignalMapping:
        """Finish a closing by hand when its save is committed."""
        return {tk.signals.action_succeeded: [{"sender": "package_update", "receiver": _saved}]}


def _saved(sender: str, **kwargs: Any) -> None:
    context, result = cast("Context", kwargs.get("context") or {}), kwargs.get("result")
    if context.get("defer_commit") or not result:
        return
    package_id = result if isinstance(result, str) else result["id"]
    if model.Session.get(Unfinished, package_id):
        finish(context, package_id)


def _is_entry(package_id: str) -> bool:
    """Say whether a package is one of the record's: plugins keep other things as packages, too."""
    return model.Session.get_one(model.Package, package_id).type == "dataset"


def _begin(context: Context, package_id: str) -> None:
    """Add to the history how a new entry begins, when it begins closed."""
    case, state = _present(package_id, None)
    if state.is_closed:
        cases.record_move(context, case, _closing_move(state), state, case.item, {})


def _write_down(context: Context, package_id: str) -> None:
    """Add to the history, in the transaction of the save, what it did to the exemption."""
    if context.get("ppid_move"):
        return
    latest = ExemptionEvent.latest(package_id)
    case, state = _present(package_id, latest)
    if state.is_closed and not case.state.is_closed:
        closing.withdraw(package_id, [])  # the rules refused files; activities still hold some
        details = {"before": _committed(package_id)}
        move = _closing_move(state)
        cases.record_move(context, case, move, state, case.item, {}, details=details)
    elif state is not case.state or (state.is_closed and cases.differs(latest, case.package)):
        cases.record_move(context, case, Move.CATAT, state, case.item, {})


def _present(package_id: str, latest: ExemptionEvent | None) -> tuple[cases.Case, CaseState]:
    """Return the entry as it is being saved in the state of its history, and its state now."""
    package = model.Session.get_one(model.Package, package_id)
    item = mapping.item_from_package(package.extras or {})
    recorded = CaseState(latest.to_state) if latest else None
    case = cases.Case(package=package, record={}, item=item, state=recorded or CaseState.TERBUKA)
    return case, state_of(item, recorded)


def _closing_move(state: CaseState) -> Move:
    """Name what closed an entry: a proposal, or papers that it came with."""
    return Move.USULKAN if state is CaseState.DIUSULKAN else Move.CATAT


def _committed(package_id: str) -> dict[str, Any]:
    """Return the classification of an entry before the save that is going on."""
    stored = sa.select(model.Package.extras).where(model.Package.id == package_id)
    with model.Session.get_bind().connect() as outside:  # pyright: ignore[reportAttributeAccessIssue] # CKAN binds an engine
        extras = outside.scalar(stored) or {}
    return {field: extras[field] for field in cases.CLASSIFICATION if field in extras}
