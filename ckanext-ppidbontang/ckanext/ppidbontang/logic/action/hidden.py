"""What a caller may not know of does not exist: CKAN's actions say so in their own words.

An action that finds an entry before it asks who is calling words its answers differently for one
that is hidden and one that is not there. So a hidden thing is looked for under an address that
nothing has: what the action then says is what it says of anything that does not exist, whatever
the version of CKAN (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import fresh_context
from ckan.types import Action, ChainedAction, Context, DataDict

from ckanext.activity.model import Activity
from ckanext.datastore.backend import DatastoreBackend
from ckanext.ppidbontang import visibility
from ckanext.ppidbontang.logic.auth.hidden import filtering

__all__ = ["hiding"]

IsHidden = Callable[[Context, str], bool]


def _entry(context: Context, reference: str) -> bool:
    if context.get("ignore_auth"):
        return False  # an action within another one, most often: nothing to look up
    # By its name first, as pages ask: CKAN's own `get` would look for an id of that name before.
    package = model.Package.by_name(reference) or model.Package.get(reference)
    return package is not None and visibility.is_hidden(context, package)


def _resource(context: Context, reference: str) -> bool:
    resource = model.Resource.get(reference)
    package = model.Package.get(resource.package_id) if resource else None
    return package is not None and (
        visibility.is_hidden(context, package) or visibility.hides_files(context, package)
    )


def _table(context: Context, reference: str) -> bool:
    """Judge a table of the DataStore by its file; the table of all tables is the site's own."""
    if reference in tk.config["ckan.datastore.public_table_search"]:
        return not visibility.knows_all(context)
    _, aliased = DatastoreBackend.get_active_backend().resource_id_from_alias(reference)
    return _resource(context, aliased or reference)


def _tag(context: Context, reference: str) -> bool:
    tag = model.Tag.get(reference)
    return tag is not None and not visibility.has_entries(context, tag)


def _view(context: Context, reference: str) -> bool:
    view = model.ResourceView.get(reference)
    return view is not None and _resource(context, view.resource_id)


def _task(context: Context, reference: str) -> bool:
    task = model.TaskStatus.get(reference)
    return task is not None and _resource(context, task.entity_id)


def _activity(context: Context, reference: str) -> bool:
    activity = Activity.get(reference)
    if activity is None or "package" not in (activity.activity_type or ""):
        return False
    # Text or a list, as the version of the table has it.
    labels = re.findall(r"[\w-]+", str(activity.permission_labels or ""))
    return _entry(context, activity.object_id or "") or not visibility.has_label(context, labels)


def _file(context: Context, reference: str) -> bool:
    if model.Session.get(model.File, reference) is None:
        return False
    try:
        tk.check_access("file_show", fresh_context(context), {"id": reference})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return True
    return False


# Which parameters of which actions name a thing: a dotted one lies within another. An action is
# missing here only where it asks who is calling before it looks; the tests hold all to it.
READING: dict[str, dict[str, IsHidden]] = {
    "activity_data_show": {"id": _activity},
    "activity_diff": {"id": _activity},
    "activity_show": {"id": _activity},
    "am_following_dataset": {"id": _entry},
    "datastore_info": {"id": _table, "resource_id": _table},
    "datastore_search": {"id": _table, "resource_id": _table},
    "dataset_follower_count": {"id": _entry},
    "dataset_follower_list": {"id": _entry},
    "file_owner_scan": {"owner_id": _entry},
    "file_show": {"id": _file},
    "package_collaborator_list": {"id": _entry},
    "package_relationships_list": {"id": _entry, "id2": _entry},
    "resource_view_show": {"id": _view},
    "tag_show": {"id": _tag},
    "task_status_show": {"id": _task, "entity_id": _resource},
    "xloader_status": {"id": _resource, "resource_id": _resource},
}
WRITING: dict[str, dict[str, IsHidden]] = {
    "dataset_purge": {"id": _entry},
    "datastore_create": {"id": _resource, "resource_id": _resource, "resource.package_id": _entry},
    "datastore_delete": {"id": _resource, "resource_id": _resource},
    "datastore_records_delete": {"id": _resource, "resource_id": _resource},
    "datastore_run_triggers": {"id": _resource, "resource_id": _resource},
    "datastore_upsert": {"id": _resource, "resource_id": _resource},
    "file_delete": {"id": _file},
    "file_ownership_transfer": {"id": _file, "owner_id": _entry},
    "file_pin": {"id": _file},
    "file_rename": {"id": _file},
    "file_unpin": {"id": _file},
    "follow_dataset": {"id": _entry},
    "member_create": {"object": _entry},
    "member_delete": {"object": _entry},
    "package_collaborator_create": {"id": _entry},
    "package_collaborator_delete": {"id": _entry},
    "package_create_default_resource_views": {"package.id": _entry},
    "package_delete": {"id": _entry},
    "package_owner_org_update": {"id": _entry},
    "package_patch": {"id": _entry},
    "package_relationship_create": {"subject": _entry, "object": _entry},
    "package_relationship_delete": {"subject": _entry, "object": _entry},
    "package_relationship_update": {"subject": _entry, "object": _entry},
    "package_resource_reorder": {"id": _entry},
    "package_update": {"id": _entry, "name": _entry},
    "resource_create": {"package_id": _entry},
    "resource_create_default_resource_views": {"resource.id": _resource, "package.id": _entry},
    "resource_delete": {"id": _resource},
    "resource_patch": {"id": _resource},
    "resource_update": {"id": _resource},
    "resource_view_create": {"resource_id": _resource},
    "resource_view_delete": {"id": _view},
    "resource_view_reorder": {"id": _resource},
    "resource_view_update": {"id": _view},
    "tag_delete": {"id": _tag},
    "task_status_delete": {"id": _task},
    "task_status_update": {"id": _task},
    "unfollow_dataset": {"id": _entry},
    "xloader_hook": {"metadata.resource_id": _resource},
    "xloader_submit": {"id": _resource, "resource_id": _resource},
}


def _blind(parameters: Mapping[str, IsHidden]) -> ChainedAction:
    """Make the action that does not find what the parameters name and the caller may not know."""

    @tk.chained_action
    def look(original: Action, context: Context, data_dict: DataDict) -> Any:
        asked = {
            path: value
            for path, is_hidden in parameters.items()
            if isinstance(value := _get(data_dict, path), str) and is_hidden(context, value)
        }
        if not asked:
            return original(context, data_dict)
        nowhere = {str(uuid4()): value for value in asked.values()}
        for path, address in zip(asked, nowhere, strict=True):
            data_dict = _with(data_dict, path, address)
        try:
            return original(context, data_dict)
        except tk.ObjectNotFound as err:
            raise tk.ObjectNotFound(_renamed(str(err), nowhere)) from None
        except tk.NotAuthorized as err:
            raise tk.NotAuthorized(_renamed(str(err), nowhere)) from None
        except tk.ValidationError as err:
            raise tk.ValidationError(_renamed(err.error_dict, nowhere)) from None

    return look


def _get(data_dict: Mapping[str, Any], path: str) -> Any:
    """Return what lies at a dotted path, or None."""
    head, _, rest = path.partition(".")
    value = data_dict.get(head)
    if not rest:
        return value
    return _get(value, rest) if isinstance(value, Mapping) else None


def _with(data_dict: Mapping[str, Any], path: str, value: str) -> dict[str, Any]:
    """Return a copy with another value at a dotted path."""
    head, _, rest = path.partition(".")
    return {**data_dict, head: _with(data_dict[head], rest, value) if rest else value}


def _renamed(said: Any, nowhere: Mapping[str, str]) -> Any:
    """Put what the caller asked for back into what an action says of nothing's address."""
    if isinstance(said, Mapping):
        return {key: _renamed(value, nowhere) for key, value in said.items()}
    if isinstance(said, list):
        return [_renamed(value, nowhere) for value in said]
    if isinstance(said, str):
        for address, asked in nowhere.items():
            said = said.replace(address, asked)
    return said


@tk.chained_action
@tk.side_effect_free
def _sort_out(original: Action, context: Context, data_dict: DataDict) -> Any:
    """List what a user follows; CKAN leaves out what they may not see by asking for each."""
    with filtering():
        return original(context, data_dict)


_CHAINED: dict[str, ChainedAction] = {
    **{name: tk.side_effect_free(_blind(parameters)) for name, parameters in READING.items()},
    **{name: _blind(parameters) for name, parameters in WRITING.items()},
    "dataset_followee_list": _sort_out,
    "followee_list": _sort_out,
}


def hiding(actions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the actions of the plugin with these around them: what is hidden is decided first."""
    return {
        **actions,
        **{
            name: _around(chained, actions[name]) if name in actions else chained
            for name, chained in _CHAINED.items()
        },
    }


def _around(outer: ChainedAction, inner: ChainedAction) -> ChainedAction:
    """Make one chained action of two; a plugin may bring only one under a name."""

    @tk.chained_action
    def both(original: Action, context: Context, data_dict: DataDict) -> Any:
        return outer(partial(inner, original), context, data_dict)

    vars(both).update(vars(inner) | vars(outer))
    return both
