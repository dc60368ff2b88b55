"""The sources by the API: what they are, what came of them, and what is to be decided."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ppidbontang.domain.exceptions import RecordError
from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.logic import arguments
from ckanext.ppidbontang.sources import deciding, provenance, running, settings
from ckanext.ppidbontang.sources.problems import PullError, say

__all__ = [
    "ppid_source_entry_confirm",
    "ppid_source_list",
    "ppid_source_pull",
    "ppid_source_show",
]


@tk.side_effect_free
def ppid_source_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the sources, each with its last pull and what waits for somebody.

    Args:
        context: the PPID Utama
        data_dict: nothing

    Returns:
        a list of sources in the order of the file: `name`, `title`, `type`, `url`, `opd`,
        `schedule`, `conflict`, `state` (`never`, `running`, `done`, `unchanged`, `failed`),
        `last_pull` (`started_at`, `problem` in words, `counts` by outcome) and `counts`
        (`entries`, `vanished`, `kept`, `personal`, `failed`).

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
        ValidationError: the file of the sources breaks its rules.
    """
    tk.check_access("ppid_source_list", context, data_dict)
    return provenance.overview(_configured().values())


@tk.side_effect_free
def ppid_source_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a source with the entries that somebody should look at.

    Args:
        context: the PPID Utama
        data_dict: `id` (the name of the source), `limit` and `offset`

    Returns:
        what `ppid_source_list` says of it, `errors` of its last pull in words, and `entries`, those
        first that vanished: `id`, `guid`, `former_guid`, `title`, `url`, `package_id`, `name`,
        `received_at`, `vanished_at`, `decision`, `kept` (fields where a local edit stays: `field`,
        `label`, `here`, `there`), `provisional` (fields that nobody has filled in), `personal`
        (columns that look like personal data) and `problem` (why it could not be brought in).

    Raises:
        ObjectNotFound: the caller is not the PPID Utama, or there is no such source.
        ValidationError: the file of the sources breaks its rules.
    """
    tk.check_access("ppid_source_show", context, data_dict)
    source = _source(data_dict)
    limit, offset = arguments.page(data_dict)
    [row] = provenance.overview([source])
    return {
        **row,
        "errors": provenance.errors(source.name),
        "entries": provenance.waiting(source.name, limit, offset),
    }


def ppid_source_pull(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Queue a pull of a source.

    Args:
        context: the PPID Utama
        data_dict: `id` (the name of the source)

    Returns:
        what `ppid_source_list` says of the source.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama, or there is no such source.
        ValidationError: a pull of it is at work, or `ckan ppid source sync` has not made it.
    """
    tk.check_access("ppid_source_pull", context, data_dict)
    source = _source(data_dict)
    try:
        running.ask(source.name)
    except PullError as err:
        raise tk.ValidationError({"id": [say(err.kept)]}) from err
    [row] = provenance.overview([source])
    return row


def ppid_source_entry_confirm(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say what becomes of an entry that its source no longer has.

    Args:
        context: the PPID Utama
        data_dict: `id` (as `ppid_source_show` names the entry) and `decision`: `keep` leaves it in
            the catalogue, `delete` deletes it, as `package_delete` does

    Returns:
        `id`, `package_id` and `decision`.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama, or there is no such entry.
        ValidationError: it has not vanished, or `decision` is something else.
    """
    tk.check_access("ppid_source_entry_confirm", context, data_dict)
    decision = arguments.code(data_dict, "decision", deciding.Decision)
    entry = deciding.confirm(context, str(data_dict.get("id") or ""), decision)
    return {"id": entry.id, "package_id": entry.package_id, "decision": entry.decision}


def _source(data_dict: DataDict) -> Source:
    source = _configured().get(str(data_dict.get("id") or ""))
    if source is None:
        raise tk.ObjectNotFound
    return source


def _configured() -> dict[str, Source]:
    try:
        return settings.configured()
    except RecordError as err:
        raise tk.ValidationError({"sources": list(err.problems)}) from err
