"""The queue of cases by the API."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ppidbontang import errors
from ckanext.ppidbontang.domain.deadlines import Attention, AttentionKind
from ckanext.ppidbontang.domain.exemption_case import CaseState
from ckanext.ppidbontang.exemption import queue
from ckanext.ppidbontang.exemption.queue import QueuedCase
from ckanext.ppidbontang.logic import arguments

__all__ = ["ppid_exemption_list"]


@tk.side_effect_free
def ppid_exemption_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the cases that are the caller's business and what they ask for, most urgent first.

    Args:
        context: the caller; the PPID Utama gets every case, members of a body those of the body
        data_dict: optional `state`, `attention` (codes) and `organization` (the name of the body
            that answers for the entry) to choose by; `limit` (at most 1,000) and `offset`

    Returns:
        `count` and `results` as chosen; `by_attention`, `by_state` and `by_organization`: how many
        there are in the whole queue. An entry that asks for several things counts under each.

    Raises:
        ValidationError: a code or a number cannot be read.
    """
    tk.check_access("ppid_exemption_list", context, data_dict)
    state = arguments.code(data_dict, "state", CaseState)
    kind = arguments.code(data_dict, "attention", AttentionKind)
    body = str(data_dict.get("organization") or "")
    limit, offset = arguments.page(data_dict)
    listed = queue.of_caller(context)
    chosen = [
        case
        for case in listed
        if (state is None or case.state is state)
        and (kind is None or case.asks_for(kind))
        and (not body or case.body == body)
    ]
    return {
        "count": len(chosen),
        "results": [_shown(case) for case in chosen[offset : offset + limit]],
        "by_attention": Counter(asked.kind.value for case in listed for asked in case.attentions),
        "by_state": Counter(case.state.value for case in listed),
        "by_organization": Counter(case.body for case in listed),
    }


def _shown(case: QueuedCase) -> dict[str, Any]:
    period = case.item.exemption_period
    return {
        "id": case.id,
        "name": case.name,
        "title": case.title,
        "organization": case.body,
        "organization_title": case.body_title,
        "state": case.state.value,
        "since": case.since.isoformat(),
        "exemption_status": case.item.effective_status.value,
        "period": period
        and {
            "type": period.type.value,
            "start": period.start.isoformat() if period.start else None,
            "end": str(period.end) if period.end else None,
            "condition": period.condition,
        },
        "attentions": [_asked(asked) for asked in case.attentions],
    }


def _asked(asked: Attention) -> dict[str, Any]:
    return {
        "kind": asked.kind.value,
        "due": asked.due.isoformat(),
        "provisional": asked.provisional,
        "citation": str(asked.citation or ""),
        "message": errors.message(asked.violation),
    }
