"""The exemption of an entry by the API: propose, test, decide, extend, open, and its history."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ckanext.ppidbontang import roles
from ckanext.ppidbontang.exemption import cases, moves
from ckanext.ppidbontang.exemption.finishing import finish
from ckanext.ppidbontang.model import ExemptionEvent, Unfinished

__all__ = [
    "ppid_exemption_decide",
    "ppid_exemption_extend",
    "ppid_exemption_history",
    "ppid_exemption_open",
    "ppid_exemption_propose",
    "ppid_exemption_test",
]

log = logging.getLogger(__name__)

Move = Callable[[Context, cases.Case, DataDict], None]


def ppid_exemption_propose(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Propose to exempt an entry; its files are closed at once (UU 14/2008 Pasal 54).

    Args:
        context: the caller, who may edit the entry
        data_dict: `id`; `exemption_status` (`dikecualikan-seluruhnya` or `dikecualikan-sebagian`);
            the reasons and the period of the record; for a part `exempt_parts` and `resources`, the
            ids of the files that hold it; optional `note`, and `state`, the state that was seen

    Returns:
        `id`, `state`, and `finished`: False when files or search still wait for a service.

    Raises:
        ValidationError: the proposal breaks the law; nothing has changed.
    """
    return _move("ppid_exemption_propose", moves.propose, context, data_dict)


def ppid_exemption_test(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Record the consequence test of a proposal (UU 14/2008 Pasal 19).

    Args:
        context: the PPID Utama
        data_dict: `id`; `consequence_test_number`, `_date`, `_place`;
            `exemption_consequence_open`, `_closed`; `attendees`, the offices that took part;
            optional other reasons of the record, `note` and `state`
    """
    return _move("ppid_exemption_test", moves.test, context, data_dict)


def ppid_exemption_decide(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Decide a tested proposal: accept it in full, in part, or refuse it.

    Args:
        context: the PPID Utama
        data_dict: `id`; `outcome` (`dikecualikan-seluruhnya`, `dikecualikan-sebagian`, `ditolak`);
            `exemption_decision_number`, `_date`, `_official`; optional reasons and period as they
            are decided; optional `files`, the originals that become public with it; `note`, `state`
    """
    return _move("ppid_exemption_decide", moves.decide, context, data_dict)


def ppid_exemption_extend(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Extend an exemption before it ends (UU 14/2008 Pasal 20).

    Args:
        context: the PPID Utama
        data_dict: `id`; the new `exemption_end` or other fields of the period;
            `exemption_decision_number`, `_date`, `_official`; optional `note` and `state`
    """
    return _move("ppid_exemption_extend", moves.extend, context, data_dict)


def ppid_exemption_open(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Declare exempt information open; its former files become public again (PP 61/2010).

    Args:
        context: the PPID Utama
        data_dict: `id`; `exemption_decision_number`, `_date`, `_official`; optional `files`, the
            originals that become public (by default those that were before);
            `information_category`, `information_kind`, `personal_data` where they differ from what
            they were before the proposal; `note`, `state`
    """
    return _move("ppid_exemption_open", moves.open_up, context, data_dict)


@tk.side_effect_free
def ppid_exemption_history(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the state of an entry's exemption and the moves that led to it, the first one first.

    Args:
        context: the caller; who may see the originals also reads notes, details and who moved
        data_dict: `id`, the id or name of the entry
    """
    package = _package(context, "ppid_exemption_history", data_dict)
    inside = roles.may_see_originals(context, package)
    moved = [_shown(event, inside) for event in ExemptionEvent.of(package.id)]
    return {"id": package.id, "state": cases.read(package).state.value, "moves": moved}


def _move(
    action: str,
    move: Move,
    context: Context,
    data_dict: DataDict,
) -> dict[str, Any]:
    package = _package(context, action, data_dict)
    if model.Session.get(Unfinished, package.id) and not finish(context, package.id):
        raise tk.ValidationError(
            {
                "state": [
                    tk._(
                        "An earlier step of this entry is not finished yet, because a service of"
                        " the portal does not answer or the disk is full. Try again later."
                    )
                ]
            }
        )
    try:
        _commit(move, context, package.id, data_dict)
    except BaseException:
        finish(context, package.id)  # of an opening that failed nothing stays in public
        raise
    finished = finish(context, package.id)
    return {"id": package.id, "state": cases.read(package).state.value, "finished": finished}


def _commit(move: Move, context: Context, package_id: str, data_dict: DataDict) -> None:
    with cases.one_transaction():
        try:
            move(context, cases.locked(package_id, data_dict.get("state")), data_dict)
        except OSError as err:
            log.exception("The files of %s could not be copied", package_id)
            message = tk._(
                "The files could not be copied ({reason}). Nothing was changed; tell the operator."
            )
            raise tk.ValidationError({"files": [message.format(reason=err.strerror)]}) from err


def _package(context: Context, action: str, data_dict: DataDict) -> model.Package:
    """Return the entry when the caller may do this to it.

    Raises:
        ObjectNotFound: there is none, or the caller may not know of it.
        NotAuthorized: the caller may not do this.
    """
    name_or_id = str(tk.get_or_bust(data_dict, "id"))
    package = model.Package.get(name_or_id)
    if package is None or package.state == model.State.DELETED:
        raise tk.ObjectNotFound
    tk.check_access(action, context, {"id": package.id})
    return package


def _shown(event: ExemptionEvent, inside: bool) -> dict[str, Any]:
    shown = {
        "at": event.at.isoformat(),
        "move": event.step,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "number": event.number,
        "decided_on": event.decided_on.isoformat() if event.decided_on else None,
        **event.public,
    }
    if inside:
        shown |= {"actor": event.actor, "note": event.note, "details": event.details}
    return shown
